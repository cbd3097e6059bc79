import { runWords } from '../../../src/core/words/run.ts';
import { h } from '../../lib/dom.ts';
import { renderMarkdown } from '../../lib/markdown/markdown.ts';
import type { PartView } from '../partView.ts';

/** What the program was trained on: the data card of its dataset, with source, licence and known limits. */
export function createDataCardView(): PartView {
  const element = h('div', { class: 'data-card' });
  let shown: unknown;
  return {
    element,
    show({ card, locale }) {
      if (shown === card && element.firstChild) return;
      shown = card;
      const labels = { copyCode: '', copied: '', pictureMissing: '' };
      element.replaceChildren(
        ...(card
          ? [h('h3', {}, card.title), renderMarkdown(card.markdown, { labels })]
          : [h('p', { class: 'part-empty muted' }, runWords.dataEmpty[locale])]),
      );
    },
  };
}
