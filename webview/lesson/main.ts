import { localeOf } from '../../src/protocol/locale.ts';
import type { LessonSurface } from '../../src/protocol/lessonSurface.ts';
import { lessonWords } from '../../src/core/words/lesson.ts';
import { messageOf } from '../../src/base/assert.ts';
import { prepareAnnouncements } from '../lib/announce.ts';
import { elementById } from '../lib/dom.ts';
import { connectHost } from '../lib/host.ts';
import { failureState, loadingState } from '../lib/states.ts';
import { createWords } from '../lib/words.ts';
import { createLessonView } from './view.ts';
import '../lib/theme.css';
import './style.css';

const client = connectHost<LessonSurface>();
const app = elementById('app');
/** Until the first snapshot says otherwise, the language of the editor, which the host writes into the page. */
const words = createWords(lessonWords, localeOf(document.documentElement.lang));

async function start(): Promise<void> {
  app.replaceChildren(loadingState(words('loading')));
  try {
    const snapshot = await client.request('ready', undefined);
    const view = createLessonView(app, client);
    client.on('changed', (changed) => view.show(changed));
    view.show(snapshot);
  } catch (thrown) {
    const action = { label: words('tryAgain'), onClick: () => void start() };
    app.replaceChildren(failureState({ title: words('failedTitle'), reason: messageOf(thrown), action }));
  }
}

prepareAnnouncements();
void start();
