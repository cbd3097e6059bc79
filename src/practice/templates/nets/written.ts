import { shownNumber } from '../../numbers.ts';

/** A number without the dust of binary fractions: 0.3, not 0.30000000000000004. */
export const tidy = (value: number): number => Math.round(value * 1e10) / 1e10 + 0;

/** As an expression takes it: `0.3`, `(-2)`. */
export const term = (value: number): string => (value < 0 ? `(${tidy(value)})` : String(tidy(value)));

/** As a text takes it: `0.3`, `(−2)`. */
export const shownTerm = (value: number): string =>
  value < 0 ? `(${shownNumber(tidy(value))})` : shownNumber(tidy(value));

/** A list of numbers in a text: `2, −1, 0.5`. */
export const shownList = (values: readonly number[]): string =>
  values.map((value) => shownNumber(tidy(value))).join(', ');

/** A matrix in a text, row by row: `[[1, 2], [3, 4]]`. */
export const shownMatrix = (rows: readonly (readonly number[])[]): string =>
  `[${rows.map((row) => `[${shownList(row)}]`).join(', ')}]`;
