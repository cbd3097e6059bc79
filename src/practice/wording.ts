import { fill, type Locale, type LocalText } from '../protocol/locale.ts';
import { shownNumber } from './numbers.ts';
import type { Slots, Step } from './template.ts';
import { short } from './written.ts';

/** A text of a question in one language, with its slots filled. */
export function worded(text: LocalText, slots: Slots, locale: Locale): string {
  return fill(text[locale], shownSlots(slots));
}

/** The same in every language. */
export function wordedInAll(text: LocalText, slots: Slots): LocalText {
  const shown = shownSlots(slots);
  return {
    en: fill(text.en, shown),
    'zh-TW': fill(text['zh-TW'], shown),
    'zh-CN': fill(text['zh-CN'], shown),
  };
}

/** One line of a solution: what is done, and the computation; with ≈ where a number in it is not written out. */
export function wordedStep({ text, slots = {}, expression, value }: Step, locale: Locale): string {
  const sum = expression === undefined ? '' : ` ${shownExpression(expression)}`;
  if (value === undefined) return `${worded(text, slots, locale)}${sum}`;
  const numbers = [value, ...(expression?.match(number) ?? []).map(Number)];
  const isExact = numbers.every((one) => short(one) === shownNumber(one));
  return `${worded(text, slots, locale)}${sum} ${isExact ? '=' : '≈'} ${short(value)}`;
}

const number = /\d+(?:\.\d+)?(?:e[+-]?\d+)?/gu;

/** `28*2 - 3.14159265` as it is printed: `28 × 2 − 3.14159`. */
function shownExpression(expression: string): string {
  return expression
    .replace(number, (text) => short(Number(text)))
    .replace(/\s*\*\s*/gu, ' × ')
    .replace(/-/gu, '−');
}

function shownSlots(slots: Slots): Record<string, string> {
  return Object.fromEntries(
    Object.entries(slots).map(([name, value]) => [
      name,
      typeof value === 'number' ? shownNumber(value) : value,
    ]),
  );
}
