import { curveWords, type CurveWord } from '../../src/core/words/curves.ts';
import { fill, type Locale } from '../../src/protocol/locale.ts';
import { announce } from './announce.ts';
import { toolButton } from './chart/toolButton.ts';
import { h } from './dom.ts';
import type { IconName } from './icons/icon.ts';

/** A page is what one scrolls through, not what one waits for. */
export const rowsAPage = 200;

export interface Pager {
  readonly element: HTMLElement;
  /** The rows `[from, to)` of the page of a table with `total` rows. Hidden while there is one page only. */
  show(total: number): { from: number; to: number };
}

/** Buttons that turn the pages of a long table. On the last page it stays there while rows are added. */
export function createPager(locale: Locale, onDidTurn: () => void): Pager {
  let page = 0;
  let total = 0;
  const rows = h('span', { class: 'pager-rows numbers' });
  const pages = (): number => Math.max(1, Math.ceil(total / rowsAPage));
  const range = (): { from: number; to: number } => ({
    from: page * rowsAPage,
    to: Math.min(total, (page + 1) * rowsAPage),
  });
  const text = (): string => {
    const { from, to } = range();
    return fill(curveWords.rowsOf[locale], { from: from + 1, to, total });
  };
  const turn = (to: () => number): void => {
    page = Math.min(pages() - 1, Math.max(0, to()));
    onDidTurn();
    announce(text());
  };
  const button = (icon: IconName, word: CurveWord, to: () => number): HTMLButtonElement =>
    toolButton(icon, curveWords[word][locale], () => turn(to));
  const first = button('arrow-up', 'firstPage', () => 0);
  const before = button('chevron-left', 'previousPage', () => page - 1);
  const after = button('chevron-right', 'nextPage', () => page + 1);
  const last = button('arrow-down', 'lastPage', () => pages() - 1);
  const element = h('div', { class: 'pager' }, [first, before, rows, after, last]);
  return {
    element,
    show(count) {
      const wasLast = total > rowsAPage && page === pages() - 1;
      total = count;
      page = wasLast ? pages() - 1 : Math.min(page, pages() - 1);
      element.hidden = pages() === 1;
      rows.textContent = text();
      for (const one of [first, before]) one.setAttribute('aria-disabled', String(page === 0));
      for (const one of [after, last]) one.setAttribute('aria-disabled', String(page === pages() - 1));
      return range();
    },
  };
}
