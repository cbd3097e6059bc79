import { isRecord, messageOf } from '../../src/base/assert.ts';
import { lessonWords } from '../../src/core/words/lesson.ts';
import type { LessonSnapshot, LessonSurface } from '../../src/protocol/lessonSurface.ts';
import type { Client } from '../../src/protocol/peer.ts';
import { announce } from '../lib/announce.ts';
import { h, replaceChildren } from '../lib/dom.ts';
import { showFailureBar } from '../lib/failureBar.ts';
import { keepState, keptState } from '../lib/host.ts';
import { keepFocus } from '../lib/keepFocus.ts';
import { localeSelect } from '../lib/localeSelect.ts';
import { createWords, type Words } from '../lib/words.ts';
import { createLessonCards, type LessonCards } from './cards.ts';
import { exerciseNamed } from './exerciseNamed.ts';
import { createLessonActions, type LessonActions } from './lessonActions.ts';
import { createCodeTabs } from './markdown/codeTabs.ts';
import { renderLesson } from './markdown/renderLesson.ts';
import { followReading, type Reading } from './reading.ts';
import { nextButton, stateText, stepList, type StepTargets } from './steps.ts';

export interface LessonView {
  /** Draws a snapshot; the text itself is rebuilt only when it has changed. */
  show: (snapshot: LessonSnapshot) => void;
}

/** What the text on the page was made from. */
interface ShownText {
  key: string;
  cards: LessonCards;
  reading: Reading;
}

/** Builds the lesson panel inside `root`. */
export function createLessonView(root: HTMLElement, client: Client<LessonSurface>): LessonView {
  const header = h('header', { class: 'lesson-header' });
  const text = h('article', { class: 'prose lesson-text', id: 'lesson-text', tabindex: -1 });
  const footer = h('footer', { class: 'lesson-footer' });
  replaceChildren(root, h('div', { class: 'lesson' }, [header, text, footer]));

  let snapshot: LessonSnapshot | undefined;
  let shown: ShownText | undefined;
  const actions = createLessonActions(client, (thrown) => {
    const words = createWords(lessonWords, snapshot?.locale ?? 'en');
    showFailureBar(words('actionFailed', { reason: messageOf(thrown) }), words('close'));
  });
  const tabs = createCodeTabs(keptTab(), (codeTab) => keepState({ codeTab }));
  const targets: StepTargets = {
    read() {
      // Coming back, the text is already where the reader left off: only the focus moves.
      if (window.scrollY < text.offsetTop - 16) text.scrollIntoView({ block: 'start' });
      text.focus({ preventScroll: true });
    },
    openExercise(name) {
      const exercise = snapshot && exerciseNamed(snapshot, name);
      actions.openExercise(exercise?.id ?? name);
    },
    openQuiz: () => actions.openQuiz(),
    openLesson: actions.openLesson,
  };

  const showText = (next: LessonSnapshot, words: Words<typeof lessonWords>): ShownText => {
    const key = JSON.stringify([next.lessonId, next.locale, next.mediaBase, next.markdown]);
    if (shown?.key === key) {
      shown.cards.update(next, words);
      return shown;
    }
    shown?.reading.dispose();
    tabs.clear();
    const cards = createLessonCards(next, words, actions);
    text.replaceChildren(renderLesson(next, { words, actions, cards, tabs }));
    const reading = startReading(footer, actions, () => snapshot);
    if (next.scroll > 0) afterFonts(() => reading.restore(next.scroll));
    return { key, cards, reading };
  };

  return {
    show(next) {
      const words = createWords(lessonWords, next.locale);
      announceProgress(snapshot, next, words);
      snapshot = next;
      document.documentElement.lang = next.locale;
      document.title = next.title;
      keepFocus(header, () => replaceChildren(header, drawHeader(next, words, actions, targets)));
      keepFocus(footer, () => replaceChildren(footer, drawFooter(next, words, targets)));
      shown = showText(next, words);
    },
  };
}

function keptTab(): string | undefined {
  const kept = keptState();
  return isRecord(kept) && typeof kept['codeTab'] === 'string' ? kept['codeTab'] : undefined;
}

/** Heights are right only once the fonts are there. */
function afterFonts(run: () => void): void {
  run();
  void document.fonts.ready.then(run);
}

function startReading(
  end: HTMLElement,
  actions: LessonActions,
  current: () => LessonSnapshot | undefined,
): Reading {
  return followReading({
    end,
    onScroll: actions.rememberScroll,
    onEnd() {
      const read = current()?.steps.find(({ step }) => step.kind === 'read');
      if (read && read.state !== 'done') actions.markRead();
    },
  });
}

function announceProgress(
  before: LessonSnapshot | undefined,
  now: LessonSnapshot,
  words: Words<typeof lessonWords>,
): void {
  if (before?.lessonId !== now.lessonId) return;
  const done = now.steps.filter(
    ({ state }, index) => state === 'done' && before.steps[index] && before.steps[index].state !== 'done',
  );
  if (done.length > 0) announce(done.map(({ title }) => `${title}: ${stateText('done', words)}`).join('. '));
}

function drawHeader(
  snapshot: LessonSnapshot,
  words: Words<typeof lessonWords>,
  actions: LessonActions,
  targets: StepTargets,
): Node[] {
  const { chapterTitle, position, positions, minutes, title, summary, steps, locale } = snapshot;
  const facts = [chapterTitle, words('place', { position, positions }), words('minutes', { minutes })];
  const next = nextButton(snapshot, words, targets, { id: 'next-top', appearance: 'primary' });
  return [
    h('div', { class: 'lesson-bar' }, [
      h(
        'p',
        { class: 'lesson-place' },
        facts.map((fact) => h('span', {}, fact)),
      ),
      localeSelect(words('language'), locale, actions.setLocale),
    ]),
    h('h1', {}, title),
    h('p', { class: 'lesson-summary' }, summary),
    h('div', { class: 'lesson-progress' }, [stepList(steps, words, targets), next]),
  ];
}

function drawFooter(
  snapshot: LessonSnapshot,
  words: Words<typeof lessonWords>,
  targets: StepTargets,
): Node[] {
  const { steps } = snapshot;
  const read = steps.some(({ step, state }) => step.kind === 'read' && state === 'done');
  const allDone = steps.every(({ state }) => state === 'done');
  const reading = steps.find(({ state }) => state !== 'done')?.step.kind === 'read';
  const next = reading
    ? undefined
    : nextButton(snapshot, words, targets, { id: 'next-end', appearance: 'secondary' });
  const sentence = allDone ? words('lessonDone') : read ? words('allRead') : '';
  return [h('p', {}, sentence), ...(next ? [next] : [])];
}
