import { sayEngine } from '../../src/core/words/engines.ts';
import type { DoctorSurface } from '../../src/protocol/doctorSurface.ts';
import { localeOf } from '../../src/protocol/locale.ts';
import { elementById } from '../lib/dom.ts';
import { connectHost } from '../lib/host.ts';
import { startApp } from '../lib/startApp.ts';
import { createDoctorView } from './view.ts';
import '../lib/theme.css';
import './style.css';

const client = connectHost<DoctorSurface>();
const root = elementById('app');
/** Until the first snapshot says otherwise, the language of the editor, which the host writes into the page. */
const locale = localeOf(document.documentElement.lang);

startApp({
  root,
  labels: {
    loading: sayEngine('doctorLoading', locale),
    failedTitle: sayEngine('doctorFailed', locale),
    tryAgain: sayEngine('doctorTryAgain', locale),
  },
  async open() {
    const snapshot = await client.request('ready', undefined);
    const view = createDoctorView(root, client);
    client.on('changed', view.show);
    view.show(snapshot);
  },
});
