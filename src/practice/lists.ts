/** The value at `index`, or NaN where there is none: then both keys disagree and the audit sees it. */
export const at = (values: readonly number[], index: number): number => values[index] ?? NaN;

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const mean = (values: readonly number[]): number => total(values) / values.length;
