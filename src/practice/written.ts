import { shownNumber } from './numbers.ts';

/** A number without the dust of binary fractions: 0.3, not 0.30000000000000004; never −0. */
export const tidy = (value: number): number => Number(value.toPrecision(12)) + 0;

/** A number as an operand of a step's `expression`: all digits that count, a negative one in parentheses. */
export const operand = (value: number): string => (value < 0 ? `(${tidy(value)})` : String(tidy(value)));

/** A number as a person reads it: a whole one as it is, any other with six digits. */
export function short(value: number): string {
  if (Number.isInteger(value)) return shownNumber(value);
  const digitsBefore = Math.ceil(Math.log10(Math.abs(value)));
  return shownNumber(Number(value.toPrecision(Math.max(6, digitsBefore))));
}

/** The same as an operand in a sentence. */
export const shortOperand = (value: number): string => (value < 0 ? `(${short(value)})` : short(value));

/** `2, −1, 0.5` */
export const shortList = (values: readonly number[]): string => values.map(short).join(', ');

/** Row by row: `[[1, 2], [3, 4]]`. */
export const shortMatrix = (rows: readonly (readonly number[])[]): string =>
  `[${rows.map((row) => `[${shortList(row)}]`).join(', ')}]`;
