import { parseNumber } from '../../src/core/grading/parseNumber.ts';
import { formatShape, parseShape } from '../../src/core/grading/parseShape.ts';
import { numberOf } from '../../src/core/grading/quantity.ts';
import type { NumericItem, ShapeItem } from '../../src/protocol/quiz.ts';
import { textField } from '../lib/controls.ts';
import { h } from '../lib/dom.ts';
import { icon } from '../lib/icons/icon.ts';
import type { AnswerField, ItemPart } from './quizPage.ts';

/** A line to write a number, a calculation or a shape into; it says at once how the entry is read. */
export function entryField(item: NumericItem | ShapeItem, part: ItemPart): AnswerField {
  const { view, draft, words, plain, submit } = part;
  const isShape = item.kind === 'shape';
  const reading = h('p', { class: 'entry-reading', id: 'entry-reading', 'aria-live': 'polite' });
  const unit = item.kind === 'numeric' && item.unit ? plain(item.unit) : '';
  const field = textField({
    label: words(isShape ? 'yourShape' : 'yourNumber'),
    value: draft.text,
    disabled: view.answered !== undefined,
    onInput(value) {
      draft.text = value;
      delete draft.unreadable;
      showReading();
    },
    onEnter: () => view.answered ?? submit(),
  });
  field.id = 'entry';
  const showReading = (): void => {
    field.toggleAttribute('data-unreadable', draft.unreadable !== undefined);
    field.setAttribute('aria-invalid', String(draft.unreadable !== undefined));
    if (draft.unreadable !== undefined) {
      reading.classList.remove('muted');
      reading.replaceChildren(icon('warning'), ' ', draft.unreadable);
      return;
    }
    const value = isShape ? readShape(draft.text) : readNumber(draft.text);
    reading.classList.toggle('muted', value === undefined);
    if (value !== undefined) reading.textContent = isShape ? words('readAs', { value }) : value;
    else reading.textContent = view.answered ? '' : words(isShape ? 'shapeHint' : 'numberHint');
  };
  showReading();
  return {
    element: h('div', { class: 'entry' }, [
      h('div', { class: 'entry-line' }, [field, unit !== '' && h('span', { class: 'entry-unit' }, unit)]),
      reading,
    ]),
    focus: () => field.focus(),
  };
}

/** `28*28*3` → `28*28*3 = 2352`; nothing to say about a plain `2352`. */
function readNumber(text: string): string | undefined {
  const quantity = parseNumber(text);
  if (!quantity) return undefined;
  const value = String(Number(numberOf(quantity).toPrecision(12)));
  const entry = text.trim();
  return entry === value ? undefined : `${entry} = ${value}`;
}

function readShape(text: string): string | undefined {
  const shape = parseShape(text);
  if (!shape) return undefined;
  const value = formatShape(shape);
  return value === text.trim() ? undefined : value;
}
