import { shownNumber } from '../../numbers.ts';

/** As many digits as a learner can read, and far more than the audit needs to compute a step anew. */
const significantDigits = 8;

/** A step's value without the dust of binary fractions. */
export const neat = (value: number): number => Number(value.toPrecision(significantDigits));

/** A number for an expression: a negative one in parentheses. */
export const written = (value: number): string => (value < 0 ? `(${neat(value)})` : String(neat(value)));

/** The same for a text that a learner reads, after a multiplication dot. */
export const inProduct = (value: number): string =>
  value < 0 ? `(${shownNumber(neat(value))})` : shownNumber(neat(value));
