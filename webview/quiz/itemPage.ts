import { button } from '../lib/controls.ts';
import { h, type Children } from '../lib/dom.ts';
import { icon } from '../lib/icons/icon.ts';
import { choiceField } from './choiceField.ts';
import { entryField } from './entryField.ts';
import { stateOf } from './itemState.ts';
import { orderField } from './orderField.ts';
import type { AnswerField, ItemPart } from './quizPage.ts';

export interface ItemPageOptions extends ItemPart {
  number: number;
  count: number;
  next: () => void;
  retry: () => void;
  showHint: () => void;
}

export interface ItemPage {
  children: Node[];
  field: AnswerField;
}

/** One question: what is asked, where to answer, and what was said about the answer. */
export function itemPage(options: ItemPageOptions): ItemPage {
  const { view, words, block, number, count } = options;
  const field = answerField(options);
  return {
    field,
    children: [
      h('h1', { class: 'item-place', id: 'item-heading', tabindex: -1 }, words('place', { number, count })),
      h('div', { class: 'prose item-prompt' }, block(view.item.prompt)),
      field.element,
      view.answered ? verdict(options) : hint(options),
      h('div', { class: 'row item-actions' }, actions(options)),
    ],
  };
}

function answerField(part: ItemPart): AnswerField {
  const { item } = part.view;
  switch (item.kind) {
    case 'single':
    case 'multiple':
      return choiceField(item, part);
    case 'numeric':
    case 'shape':
      return entryField(item, part);
    case 'ordering':
      return orderField(item, part);
  }
}

function hint({ view, words, block }: ItemPart): HTMLElement {
  const element = h('div', { class: 'hint-place', role: 'status' });
  if (view.hintShown && view.item.hint)
    element.append(
      h('div', { class: 'hint' }, [
        h('p', { class: 'hint-title' }, [icon('lightbulb'), h('span', {}, words('hint'))]),
        h('div', { class: 'prose' }, block(view.item.hint)),
      ]),
    );
  return element;
}

/** The verdict with what concerns the whole answer; remarks on single options stand beside those. */
function verdict({ view, words, block }: ItemPart): HTMLElement {
  const state = stateOf(view);
  const result = view.answered?.result;
  const general = result?.feedback.filter(({ option }) => option === undefined) ?? [];
  const heading = state === 'right' ? 'right' : state === 'partly' ? 'partly' : 'wrong';
  const explanation = h('details', { class: 'explanation', open: state === 'right' }, [
    h('summary', {}, [icon('chevron-right', { class: 'fold-mark' }), h('span', {}, words('why'))]),
    h('div', { class: 'prose' }, block(view.item.explanation)),
  ]);
  return h('section', { class: `verdict verdict-${state}`, 'aria-labelledby': 'verdict-title' }, [
    h('h2', { class: 'verdict-title', id: 'verdict-title' }, [
      icon(state === 'right' ? 'pass-filled' : state === 'partly' ? 'circle-large' : 'error', {
        class: `mark-${state}`,
      }),
      h('span', {}, words(heading)),
    ]),
    general.map(({ text }) => h('div', { class: 'prose' }, block(text))),
    explanation,
  ]);
}

function actions(options: ItemPageOptions): Children {
  const { view, words, number, count, submit, next, retry, showHint } = options;
  const label = words(number === count ? 'finish' : 'next');
  if (view.answered) {
    const forward = button({ label, appearance: 'primary', onClick: next });
    forward.id = 'forward';
    const again = button({ label: words('retry'), icon: 'refresh', onClick: retry });
    return [forward, stateOf(view) !== 'right' && again];
  }
  const check = button({ label: words('check'), appearance: 'primary', onClick: submit });
  check.id = 'check';
  const skip = button({ label: words('skip'), onClick: next });
  skip.id = 'skip';
  const help = button({ label: words('showHint'), icon: 'lightbulb', onClick: showHint });
  help.id = 'show-hint';
  return [check, skip, view.item.hint && !view.hintShown ? help : null];
}
