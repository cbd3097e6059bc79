import type { DoctorSnapshot, DoctorSurface } from '../../src/protocol/doctorSurface.ts';
import { localeOf } from '../../src/protocol/locale.ts';
import './preview/previewWindow.ts';
import { installFakeHost } from '../lib/preview/fakeHost.ts';
import { applyThemeFromAddress } from '../lib/preview/themes.ts';
import { exampleReport } from './preview/exampleReport.ts';

applyThemeFromAddress();
const asked: [string, unknown][] = [];
window.asked = asked;

const locale = localeOf(new URLSearchParams(location.search).get('locale') ?? 'en');
let examining: string | undefined;
let report = exampleReport(locale);

function snapshot(): DoctorSnapshot {
  return { locale, report, ...(examining === undefined ? {} : { examining }) };
}

function note(name: string, params?: unknown): undefined {
  asked.push([name, params]);
}

function examine(what: string | undefined): void {
  examining = what;
  server.emit('changed', snapshot());
}

const server = installFakeHost<DoctorSurface>({
  ready: snapshot,
  examine() {
    note('examine');
    examine('Trying TensorFlow…');
    return undefined;
  },
  cancel() {
    note('cancel');
    examine(undefined);
    return undefined;
  },
  copy: () => note('copy'),
  act: (params) => note('act', params),
});
window.showReport = (changes) => {
  report = { ...report, ...changes };
  examine(undefined);
};
void import('./main.ts');
