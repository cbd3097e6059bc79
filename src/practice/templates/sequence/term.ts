import { shownNumber } from '../../numbers.ts';

/** A number as it stands in an expression: without the dust of binary fractions, and in parentheses if negative. */
export function term(value: number): string {
  const text = String(Number(value.toPrecision(12)));
  return value < 0 ? `(${text})` : text;
}

/** A number as it stands in a sentence: with six decimals at most. */
export function short(value: number): string {
  return shownNumber(Number(value.toFixed(6)));
}
