import type { NumberTemplate } from './template.ts';

/** A number as the question, its options and its solution write it: with a minus sign, and never `-0`. */
export function shownNumber(value: number, decimals?: number): string {
  const text = decimals === undefined ? plain(value) : value.toFixed(decimals);
  const isZero = Number(text) === 0;
  return (isZero ? text.replace('-', '') : text).replace('-', '−');
}

/** Without an exponent and without the dust of binary fractions: 0.3, 12000, 0.00001. */
function plain(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(12));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/0+$/u, '') : text;
}

/** How far from the answer an entry is still right. */
export function toleranceOf({ answer }: NumberTemplate, key: number): number {
  if (answer.of === 'integer') return 0;
  return Math.max(0.5 * 10 ** -answer.decimals, (answer.relative ?? 0.005) * Math.abs(key));
}

export function shownAnswer({ answer }: NumberTemplate, value: number): string {
  return shownNumber(value, answer.of === 'real' ? answer.decimals : undefined);
}
