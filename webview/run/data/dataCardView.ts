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
      if (!card) {
        element.replaceChildren(h('p', { class: 'part-empty muted' }, runWords.dataEmpty[locale]));
        return;
      }
      element.replaceChildren(h('h3', {}, card.title));
      void textOf(card).then((text) => {
        if (shown === card) element.append(text);
      });
    },
  };
}

/** Markdown and mathematics are half of the panel's script: they are run when this tab is opened, not when the panel is. */
async function textOf({ markdown }: DataCard): Promise<DocumentFragment> {
  const { renderMarkdown } = await import('../../lib/markdown/markdown.ts');
  return renderMarkdown(markdown, { labels: { copyCode: '', copied: '', pictureMissing: '' } });
}
