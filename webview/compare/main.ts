import { compareWords } from '../../src/core/words/compare.ts';
import type { CompareSurface } from '../../src/protocol/compareSurface.ts';
import { localeOf } from '../../src/protocol/locale.ts';
import { elementById } from '../lib/dom.ts';
import { connectHost } from '../lib/host.ts';
import { startApp } from '../lib/startApp.ts';
import { createWords } from '../lib/words.ts';
import { ComparePanel } from './comparePanel.ts';
import '../lib/theme.css';
import '../lib/slider.css';
import './style.css';

const client = connectHost<CompareSurface>();
/** Until the first view says otherwise, the language of the editor, which the host writes into the page. */
const words = createWords(compareWords, localeOf(document.documentElement.lang));
const panel = new ComparePanel(elementById('app'), client);

startApp({
  root: elementById('app'),
  labels: { loading: words('loading'), failedTitle: words('failedTitle'), tryAgain: words('tryAgain') },
  open: () => panel.refresh(),
});
