import type { lessonWords } from '../../src/core/words/lesson.ts';
import type { LessonSnapshot } from '../../src/protocol/lessonSurface.ts';
import { button } from '../lib/controls.ts';
import { h, replaceChildren, type Children } from '../lib/dom.ts';
import { icon, type IconName } from '../lib/icons/icon.ts';
import { keepFocus } from '../lib/keepFocus.ts';
import type { Words } from '../lib/words.ts';
import { exerciseNamed } from './exerciseNamed.ts';
import type { LessonActions } from './lessonActions.ts';
import { stateIcon, stateText } from './steps.ts';

type LessonWords = Words<typeof lessonWords>;
type Draw = (snapshot: LessonSnapshot, words: LessonWords, id: string) => Children;

/** The cards in the text that lead out of it. They follow the lesson's state while the text stays as it is. */
export interface LessonCards {
  /** By id or by folder name. */
  exercise: (name: string) => HTMLElement;
  quiz: (itemId?: string) => HTMLElement;
  update: (snapshot: LessonSnapshot, words: LessonWords) => void;
}

export function createLessonCards(
  snapshot: LessonSnapshot,
  words: LessonWords,
  actions: LessonActions,
): LessonCards {
  const cards: { element: HTMLElement; draw: Draw; id: string }[] = [];
  const current = { snapshot, words };
  const add = (draw: Draw): HTMLElement => {
    const element = h('section', { class: 'card' });
    const id = `card-${cards.length}`;
    cards.push({ element, draw, id });
    replaceChildren(element, draw(current.snapshot, current.words, id));
    return element;
  };
  return {
    exercise: (name) => add(exerciseCard(name, actions)),
    quiz: (itemId) => add(itemId === undefined ? quizCard(actions) : questionCard(itemId, actions)),
    update(changed, changedWords) {
      Object.assign(current, { snapshot: changed, words: changedWords });
      for (const { element, draw, id } of cards)
        keepFocus(element, () => replaceChildren(element, draw(changed, changedWords, id)));
    },
  };
}

interface CardParts {
  glyph: IconName;
  kind: string;
  title?: string;
  text: string;
  foot: Children;
}

function card({ glyph, kind, title, text, foot }: CardParts): Children {
  return [
    h('p', { class: 'card-kind' }, [icon(glyph), h('span', {}, kind)]),
    title ? h('p', { class: 'card-title' }, title) : null,
    h('p', { class: 'card-text' }, text),
    h('div', { class: 'card-foot' }, foot),
  ];
}

function exerciseCard(name: string, actions: LessonActions): Draw {
  return (snapshot, words, id) => {
    const exercise = exerciseNamed(snapshot, name);
    if (!exercise) return h('p', { class: 'muted' }, words('unknownExercise', { id: name }));
    const { state, title, summary, trusted } = exercise;
    const label = words(
      state === 'todo' ? 'openExercise' : state === 'doing' ? 'continueExercise' : 'reviewExercise',
    );
    const open = button({
      label,
      describe: `${label}: ${title}`,
      onClick: () => actions.openExercise(exercise.id),
    });
    open.id = id;
    return [
      card({
        glyph: 'beaker',
        kind: words('exercise'),
        title,
        text: summary,
        foot: [
          open,
          h('span', { class: 'card-state' }, [stateIcon(state), h('span', {}, stateText(state, words))]),
        ],
      }),
      !trusted && h('p', { class: 'card-note' }, [icon('info'), h('span', {}, words('untrusted'))]),
    ];
  };
}

function quizCard(actions: LessonActions): Draw {
  return ({ quiz }, words, id) => {
    const { items, answered, correct } = quiz;
    const label = words(answered === 0 ? 'startQuiz' : answered < items ? 'continueQuiz' : 'openResults');
    const open = button({ label, onClick: () => actions.openQuiz() });
    open.id = id;
    const text =
      answered === 0 ? words('quizFresh', { items }) : words('quizProgress', { items, answered, correct });
    return card({ glyph: 'checklist', kind: words('stepQuiz'), text, foot: open });
  };
}

function questionCard(itemId: string, actions: LessonActions): Draw {
  return ({ quiz }, words, id) => {
    const open = button({ label: words('openQuestion'), onClick: () => actions.openQuiz(itemId) });
    open.id = id;
    const text = words('questionInQuiz', { items: quiz.items });
    return card({ glyph: 'checklist', kind: words('stepQuiz'), text, foot: open });
  };
}
