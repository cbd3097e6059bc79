import type { QuizSnapshot } from '../../src/protocol/quizSurface.ts';
import { h } from '../lib/dom.ts';
import { icon } from '../lib/icons/icon.ts';
import { stateIcons, stateOf, stateWords } from './itemState.ts';
import type { QuizWords } from './quizPage.ts';

/** One mark a question, and one for the overview; each leads there. */
export function progressDots(
  snapshot: QuizSnapshot,
  words: QuizWords,
  goTo: (index: number) => void,
): HTMLElement {
  const { items, current } = snapshot;
  const dot = (index: number, label: string, content: Node): HTMLElement =>
    h(
      'li',
      {},
      h(
        'button',
        {
          class: 'plain-button dot',
          type: 'button',
          id: `dot-${index}`,
          title: label,
          'aria-label': label,
          'aria-current': index === current && 'step',
          on: { click: () => goTo(index) },
        },
        content,
      ),
    );
  return h('nav', { 'aria-label': words('questions') }, [
    h('ol', { class: 'dots' }, [
      items.map((view, index) => {
        const state = stateOf(view);
        const label = words('dot', { number: index + 1, state: words(stateWords[state]) });
        return dot(index, label, icon(stateIcons[state], { class: `mark-${state}` }));
      }),
      dot(items.length, words('resultsDot'), icon('list-unordered', { class: 'mark-open' })),
    ]),
  ]);
}
