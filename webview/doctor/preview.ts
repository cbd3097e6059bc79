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
let snapshot: DoctorSnapshot = { locale, report: exampleReport(locale) };

function change(changes: Partial<DoctorSnapshot>): undefined {
  snapshot = { ...snapshot, ...changes };
  server.emit('changed', snapshot);
}

const note = (name: string, params?: unknown): undefined => void asked.push([name, params]);

const server = installFakeHost<DoctorSurface>({
  ready: () => snapshot,
  examine() {
    note('examine');
    return change({ examining: 'Trying TensorFlow…' });
  },
  cancel() {
    note('cancel');
    const { examining: _examining, ...rest } = snapshot;
    snapshot = rest;
    return void server.emit('changed', snapshot);
  },
  copy: () => note('copy'),
  act: (params) => note('act', params),
});
window.showDoctor = change;
void import('./main.ts');
