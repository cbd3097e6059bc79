import type { MultipleItem, Option, SingleItem } from '../../src/protocol/quiz.ts';
import { h } from '../lib/dom.ts';
import { icon } from '../lib/icons/icon.ts';
import type { AnswerField, ItemPart } from './quizPage.ts';

/** Options to choose one of, or several: radio buttons or check boxes, each with its number key. */
export function choiceField(item: SingleItem | MultipleItem, part: ItemPart): AnswerField {
  const { view, draft, words } = part;
  const inputs: HTMLInputElement[] = [];
  const rows = view.order.flatMap((id) => {
    const option = item.options.find((one) => one.id === id);
    if (!option) return [];
    const input = h('input', {
      type: item.kind === 'single' ? 'radio' : 'checkbox',
      class: 'choice-input',
      name: `choice-${item.id}`,
      id: `choice-${inputs.length + 1}`,
      value: id,
      disabled: view.answered !== undefined,
    });
    input.checked = draft.options.includes(id);
    input.addEventListener('change', () => {
      draft.options = inputs.filter(({ checked }) => checked).map(({ value }) => value);
    });
    inputs.push(input);
    return choiceRow(option, input, inputs.length, part);
  });
  return {
    element: h('fieldset', { class: 'choices' }, [
      h('legend', { class: 'field-hint' }, words(item.kind === 'single' ? 'chooseOne' : 'chooseAll')),
      rows,
    ]),
    choose(number) {
      inputs[number - 1]?.click();
      inputs[number - 1]?.focus();
    },
    focus: () => (inputs.find(({ checked }) => checked) ?? inputs[0])?.focus(),
  };
}

function choiceRow(option: Option, input: HTMLInputElement, number: number, part: ItemPart): HTMLElement {
  const { view, words, inline, block } = part;
  const remark = view.answered?.result.feedback.find((one) => one.option === option.id);
  const verdict = remark && (remark.correct ? 'right' : 'wrong');
  const remarkId = `${input.id}-remark`;
  if (remark) input.setAttribute('aria-describedby', remarkId);
  return h('div', { class: verdict ? `choice choice-${verdict}` : 'choice' }, [
    h('label', { class: 'choice-label' }, [
      input,
      h('span', { class: 'choice-text' }, inline(option.text)),
      verdict
        ? icon(verdict === 'right' ? 'pass-filled' : 'error', {
            label: words(verdict),
            class: `mark-${verdict}`,
          })
        : number <= 9 && !view.answered && h('kbd', { class: 'choice-key', 'aria-hidden': 'true' }, number),
    ]),
    remark && h('div', { class: 'choice-remark', id: remarkId }, block(remark.text)),
  ]);
}
