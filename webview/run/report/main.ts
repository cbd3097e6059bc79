import { runWords } from '../../../src/core/words/run.ts';
import { localeOf } from '../../../src/protocol/locale.ts';
import type { RunSurface } from '../../../src/protocol/runSurface.ts';
import { elementById } from '../../lib/dom.ts';
import { connectHost } from '../../lib/host.ts';
import { startApp } from '../../lib/startApp.ts';
import { applyTheme } from '../../lib/preview/themes.ts';
import { createWords } from '../../lib/words.ts';
import { RunPanel } from '../runPanel.ts';
import { hostOfPage } from './reportHost.ts';
import '../styles.ts';
import './report.css';

/* A run as a page of its own, made by `dl-lessons run --html`: the run panel with a host that is the page itself. */
const wantsDark = matchMedia('(prefers-color-scheme: dark)');
const dress = (): void => applyTheme(wantsDark.matches ? 'dark' : 'light');
dress();
wantsDark.addEventListener('change', dress);

const locale = localeOf(document.documentElement.lang);
hostOfPage(locale);
const words = createWords(runWords, locale);
const panel = new RunPanel(elementById('app'), connectHost<RunSurface>());
startApp({
  root: elementById('app'),
  labels: { loading: words('loadingRun'), failedTitle: words('loadFailed'), tryAgain: words('tryAgain') },
  open: () => panel.refresh(),
});
