import type { Option, OrderingItem } from '../../src/protocol/quiz.ts';
import { announce } from '../lib/announce.ts';
import { iconButton } from '../lib/controls.ts';
import { h } from '../lib/dom.ts';
import { icon } from '../lib/icons/icon.ts';
import type { AnswerField, ItemPart } from './quizPage.ts';

type Direction = -1 | 1;

/** A list to bring into order: by buttons, by Alt with an arrow key, or by dragging. */
export function orderField(item: OrderingItem, part: ItemPart): AnswerField {
  const { view, draft, words, plain } = part;
  const list = h('ol', { class: 'order' });
  const rows = new Map<string, HTMLElement>();
  const place = (id: string, index: number): void => {
    const others = draft.options.filter((other) => other !== id);
    draft.options = others.toSpliced(index, 0, id);
    list.append(...draft.options.flatMap((other) => rows.get(other) ?? []));
    updateEnds(list);
  };
  const move = (option: Option, direction: Direction): void => {
    const to = draft.options.indexOf(option.id) + direction;
    if (to < 0 || to >= draft.options.length) return;
    const focused = document.activeElement;
    place(option.id, to);
    // Moving an element takes the focus from it; at either end the button has nothing left to do.
    const row = rows.get(option.id);
    if (focused instanceof HTMLElement && row?.contains(focused)) focusInRow(row, focused);
    announce(words('moved', { text: plain(option.text), place: to + 1, count: draft.options.length }));
  };
  for (const id of draft.options) {
    const option = item.options.find((one) => one.id === id);
    if (option) rows.set(id, view.answered ? answeredRow(option, part) : movableRow(option, part, move));
  }
  list.append(...rows.values());
  updateEnds(list);
  if (!view.answered) allowDragging(list, rows, place);
  return {
    element: h('div', { class: 'order-field' }, [
      view.answered ? null : h('p', { class: 'field-hint' }, words('orderHint')),
      list,
    ]),
    focus: () => list.querySelector<HTMLElement>('.order-row vscode-button:not([disabled])')?.focus(),
  };
}

function movableRow(
  option: Option,
  { words, plain, inline }: ItemPart,
  move: (option: Option, direction: Direction) => void,
): HTMLElement {
  const text = plain(option.text);
  const row = h('li', { class: 'order-row', draggable: 'true' }, [
    icon('gripper', { class: 'order-grip' }),
    h('span', { class: 'order-text' }, inline(option.text)),
    iconButton({
      icon: 'arrow-up',
      label: words('moveUp', { text }),
      class: 'order-up',
      onClick: () => move(option, -1),
    }),
    iconButton({
      icon: 'arrow-down',
      label: words('moveDown', { text }),
      class: 'order-down',
      onClick: () => move(option, 1),
    }),
  ]);
  row.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(option, event.key === 'ArrowUp' ? -1 : 1);
  });
  return row;
}

function answeredRow(option: Option, { view, words, inline, block }: ItemPart): HTMLElement {
  const remark = view.answered?.result.feedback.find((one) => one.option === option.id);
  const verdict = remark && (remark.correct ? 'right' : 'wrong');
  return h('li', { class: verdict ? `order-row choice-${verdict}` : 'order-row' }, [
    h('div', { class: 'order-text' }, [
      h('div', {}, inline(option.text)),
      remark && h('div', { class: 'choice-remark' }, block(remark.text)),
    ]),
    verdict &&
      icon(verdict === 'right' ? 'pass-filled' : 'error', {
        label: words(verdict),
        class: `mark-${verdict}`,
      }),
  ]);
}

/** The first entry cannot go up, nor the last one down; the buttons stay focusable so that Alt with arrows still works. */
function updateEnds(list: HTMLElement): void {
  for (const [index, row] of [...list.children].entries()) {
    row.querySelector('.order-up')?.toggleAttribute('disabled', index === 0);
    row.querySelector('.order-down')?.toggleAttribute('disabled', index === list.children.length - 1);
  }
}

function focusInRow(row: HTMLElement, button: HTMLElement): void {
  const usable = button.hasAttribute('disabled')
    ? row.querySelector<HTMLElement>('vscode-button:not([disabled])')
    : button;
  usable?.focus();
}

function allowDragging(
  list: HTMLElement,
  rows: ReadonlyMap<string, HTMLElement>,
  place: (id: string, index: number) => void,
): void {
  let dragged: string | undefined;
  for (const [id, row] of rows) {
    row.addEventListener('dragstart', (event) => {
      dragged = id;
      event.dataTransfer?.setData('text/plain', '');
      row.classList.add('order-dragged');
    });
    row.addEventListener('dragend', () => {
      dragged = undefined;
      row.classList.remove('order-dragged');
    });
    row.addEventListener('dragover', (event) => {
      if (dragged === undefined) return;
      event.preventDefault();
      if (dragged !== id) place(dragged, [...list.children].indexOf(row));
    });
  }
  list.addEventListener('drop', (event) => event.preventDefault());
}
