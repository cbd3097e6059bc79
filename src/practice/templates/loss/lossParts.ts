import { shownNumber } from '../../numbers.ts';

/** Names of classes: letters, so that they are not taken for scores. */
export const classNames = ['A', 'B', 'C', 'D'] as const;

export const at = (values: readonly number[], index: number): number => values[index] ?? NaN;

export const nameOf = (index: number): string => classNames[index] ?? '';

export const namesUpTo = (count: number): string => classNames.slice(0, count).join(', ');

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const softmax = (scores: readonly number[]): number[] => {
  const powers = scores.map((score) => Math.exp(score));
  return powers.map((power) => power / total(powers));
};

/** At most six digits, for texts. */
export const short = (value: number): string => shownNumber(Number(value.toPrecision(6)));

export const shortList = (values: readonly number[]): string => values.map(short).join(', ');

/** A number within an expression, a negative one in parentheses. */
export const term = (value: number): string => (value < 0 ? `(${String(value)})` : String(value));

export const termsAdded = (values: readonly number[]): string => values.map(term).join(' + ');
