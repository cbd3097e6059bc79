import { markWords } from '../../../src/core/words/marks.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { ChartMark } from '../../lib/chart/chartMark.ts';
import { h } from '../../lib/dom.ts';
import './marksList.css';

/** More than one reads; alarms that come back say nothing new. */
const listLimit = 24;

export interface MarksList {
  readonly element: HTMLElement;
  /** `marks`: of all charts, a mark of several charts once. */
  show(marks: readonly ChartMark[], locale: Locale): void;
}

/**
 * The flags of the curves in words, each a button that puts the cursor of all charts there.
 *
 * @param point undefined: nothing is pointed at any more
 */
export function createMarksList(point: (number: number | undefined) => void): MarksList {
  const title = h('h3', { class: 'part-title' });
  const list = h('ol', { class: 'marks-list' });
  const more = h('p', { class: 'muted' });
  const element = h('section', { class: 'marks', hidden: true }, [title, list, more]);
  let shown = '';

  const item = ({ number, text, isAlarm }: ChartMark): HTMLElement => {
    const button = h('button', { class: 'mark-item', type: 'button' }, [
      h('span', { class: isAlarm ? 'mark-number mark-alarm' : 'mark-number' }, String(number)),
      h('span', {}, text),
    ]);
    for (const event of ['focus', 'click', 'pointerenter'] as const)
      button.addEventListener(event, () => point(number));
    for (const event of ['blur', 'pointerleave'] as const)
      button.addEventListener(event, () => point(undefined));
    return h('li', {}, button);
  };
  return {
    element,
    show(marks, locale) {
      const once = [...new Map(marks.map((mark) => [mark.number, mark])).values()];
      once.sort((a, b) => a.number - b.number);
      const key = JSON.stringify([locale, once.map(({ number, text }) => [number, text])]);
      if (key === shown) return;
      shown = key;
      element.hidden = once.length === 0;
      title.textContent = markWords.marks[locale];
      const focused = [...list.children].findIndex((child) => child.contains(document.activeElement));
      list.replaceChildren(...once.slice(0, listLimit).map(item));
      if (focused >= 0) list.children[focused]?.querySelector('button')?.focus({ preventScroll: true });
      more.hidden = once.length <= listLimit;
      more.textContent = fill(markWords.more[locale], { count: once.length - listLimit, shown: listLimit });
    },
  };
}
