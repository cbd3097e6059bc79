import { quizWords } from '../../src/core/words/quiz.ts';
import { localeOf } from '../../src/protocol/locale.ts';
import type { QuizSurface } from '../../src/protocol/quizSurface.ts';
import { elementById } from '../lib/dom.ts';
import { connectHost } from '../lib/host.ts';
import { startApp } from '../lib/startApp.ts';
import { createWords } from '../lib/words.ts';
import { createQuizView } from './view.ts';
import '../lib/theme.css';
import './style.css';

const client = connectHost<QuizSurface>();
const root = elementById('app');
/** Until the first snapshot says otherwise, the language of the editor, which the host writes into the page. */
const words = createWords(quizWords, localeOf(document.documentElement.lang));

startApp({
  root,
  labels: { loading: words('loading'), failedTitle: words('failedTitle'), tryAgain: words('retry') },
  async open() {
    const snapshot = await client.request('ready', undefined);
    const view = createQuizView(root, client);
    client.on('changed', view.show);
    view.show(snapshot);
  },
});
