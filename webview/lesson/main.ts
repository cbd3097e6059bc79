import { lessonWords } from '../../src/core/words/lesson.ts';
import type { LessonSurface } from '../../src/protocol/lessonSurface.ts';
import { localeOf } from '../../src/protocol/locale.ts';
import { elementById } from '../lib/dom.ts';
import { connectHost } from '../lib/host.ts';
import { startApp } from '../lib/startApp.ts';
import { createWords } from '../lib/words.ts';
import { createLessonView } from './view.ts';
import '../lib/theme.css';
import './style.css';

const client = connectHost<LessonSurface>();
const root = elementById('app');
/** Until the first snapshot says otherwise, the language of the editor, which the host writes into the page. */
const words = createWords(lessonWords, localeOf(document.documentElement.lang));

startApp({
  root,
  labels: { loading: words('loading'), failedTitle: words('failedTitle'), tryAgain: words('tryAgain') },
  async open() {
    const snapshot = await client.request('ready', undefined);
    const view = createLessonView(root, client);
    client.on('changed', view.show);
    view.show(snapshot);
  },
});
