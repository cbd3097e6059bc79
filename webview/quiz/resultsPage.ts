import type { QuizItemView, QuizSnapshot } from '../../src/protocol/quizSurface.ts';
import { button } from '../lib/controls.ts';
import { h } from '../lib/dom.ts';
import { icon } from '../lib/icons/icon.ts';
import { countStates, stateIcons, stateOf, stateWords, type ItemState } from './itemState.ts';
import type { ItemPart, QuizWords } from './quizPage.ts';

export interface ResultsPageOptions extends Pick<ItemPart, 'words' | 'plain'> {
  snapshot: QuizSnapshot;
  goTo: (index: number) => void;
  retryAll: (onlyWrong: boolean) => void;
  openLesson: () => void;
}

/** All questions as a list to come back to. */
export function resultsPage(options: ResultsPageOptions): Node[] {
  const { snapshot, words } = options;
  const count = snapshot.items.length;
  const counts = countStates(snapshot);
  if (count === 0) return [h('h1', { id: 'item-heading', tabindex: -1 }, words('empty'))];
  return [
    h('h1', { class: 'results-title', id: 'item-heading', tabindex: -1 }, words('resultsTitle')),
    h('p', { class: 'results-sentence', role: 'status' }, sentence(counts, count, words)),
    h(
      'ol',
      { class: 'results' },
      snapshot.items.map((view, index) => resultRow(view, index, options)),
    ),
    h('div', { class: 'row item-actions' }, actions(counts, options)),
  ];
}

function sentence(counts: Readonly<Record<ItemState, number>>, count: number, words: QuizWords): string {
  const { right: correct, open } = counts;
  if (correct === count) return words('allRight', { count });
  return open > 0 ? words('someOpen', { correct, count, open }) : words('someRight', { correct, count });
}

function resultRow(
  view: QuizItemView,
  index: number,
  { words, plain, goTo }: ResultsPageOptions,
): HTMLElement {
  const state = stateOf(view);
  return h(
    'li',
    {},
    h(
      'button',
      {
        class: 'plain-button result',
        type: 'button',
        id: `result-${index}`,
        on: { click: () => goTo(index) },
      },
      [
        icon(stateIcons[state], { class: `mark-${state}` }),
        h('span', { class: 'result-prompt' }, `${index + 1}. ${plain(view.item.prompt)}`),
        h('span', { class: 'result-state' }, words(stateWords[state])),
      ],
    ),
  );
}

function actions(
  counts: Readonly<Record<ItemState, number>>,
  { snapshot, words, goTo, retryAll, openLesson }: ResultsPageOptions,
): Node[] {
  const firstOpen = snapshot.items.findIndex((view) => stateOf(view) === 'open');
  const wrong = counts.wrong + counts.partly;
  const back = (appearance: 'primary' | 'secondary'): Node =>
    button({ label: words('backToLesson'), appearance, onClick: openLesson });
  const over = button({ label: words('startOver'), onClick: () => retryAll(false) });
  if (firstOpen >= 0)
    return [
      button({ label: words('continueOpen'), appearance: 'primary', onClick: () => goTo(firstOpen) }),
      back('secondary'),
    ];
  if (wrong > 0)
    return [
      button({ label: words('retryWrong'), appearance: 'primary', onClick: () => retryAll(true) }),
      over,
      back('secondary'),
    ];
  return [back('primary'), over];
}
