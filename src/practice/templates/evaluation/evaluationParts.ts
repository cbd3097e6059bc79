import { shownNumber } from '../../numbers.ts';

export const at = (values: readonly number[], index: number): number => values[index] ?? NaN;

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const mean = (values: readonly number[]): number => total(values) / values.length;

/** At most six digits, for texts. */
export const short = (value: number): string => shownNumber(Number(value.toPrecision(6)));

export const shortList = (values: readonly number[]): string => values.map(short).join(', ');
