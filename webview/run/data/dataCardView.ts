import { runWords } from '../../../src/core/words/run.ts';
import type { RunView } from '../../../src/protocol/runSurface.ts';
import { h } from '../../lib/dom.ts';
import type { PartView } from '../partView.ts';

type DataCard = NonNullable<RunView['card']>;

/** What the program was trained on: the data card of its dataset, with source, licence and known limits. */
export function createDataCardView(): PartView {
  const element = h('div', { class: 'data-card' });
  let shown: unknown;
  return {
    element,
    show({ card, locale }) {
      if (shown === card && element.firstChild) return;
      shown = card;
      if (card) void showCard(element, card);
      else element.replaceChildren(h('p', { class: 'part-empty muted' }, runWords.dataEmpty[locale]));
    },
  };
}

async function showCard(element: HTMLElement, card: DataCard): Promise<void> {
  element.replaceChildren(h('h3', {}, card.title));
  // Half of the panel's script, for one tab: it is run when the tab is opened, not when the panel is.
  const { renderMarkdown } = await import('../../lib/markdown/markdown.ts');
  const labels = { copyCode: '', copied: '', pictureMissing: '' };
  element.replaceChildren(h('h3', {}, card.title), renderMarkdown(card.markdown, { labels }));
}
