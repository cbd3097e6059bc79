import { runWords } from '../../src/core/words/run.ts';
import { localeOf } from '../../src/protocol/locale.ts';
import type { RunSurface } from '../../src/protocol/runSurface.ts';
import { elementById } from '../lib/dom.ts';
import { connectHost } from '../lib/host.ts';
import { startApp } from '../lib/startApp.ts';
import { createWords } from '../lib/words.ts';
import { RunPanel } from './runPanel.ts';
import '../lib/theme.css';
import './evaluation/confusion.css';
import './data/dataCard.css';
import './header/header.css';
import './branch/branch.css';
import './style.css';

const client = connectHost<RunSurface>();
/** Until the first snapshot says otherwise, the language of the editor, which the host writes into the page. */
const words = createWords(runWords, localeOf(document.documentElement.lang));
const panel = new RunPanel(elementById('app'), client);

startApp({
  root: elementById('app'),
  labels: { loading: words('loadingRun'), failedTitle: words('loadFailed'), tryAgain: words('tryAgain') },
  open: () => panel.refresh(),
});
