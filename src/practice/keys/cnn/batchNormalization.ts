import type { SecondKey } from '../../template.ts';

interface Batch extends Record<string, unknown> {
  values: readonly number[];
  index: number;
  gamma: number;
  beta: number;
}

/** Welford's running mean and sum of squares, in one pass; then the affine map with one slope and one offset. */
export const batchNormalization = (({ values, index, gamma, beta }: Batch) => {
  let [count, mean, squares] = [0, 0, 0];
  for (const value of values) {
    count++;
    const distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }
  const slope = gamma * Math.sqrt(count / squares);
  return slope * (values[index] ?? NaN) + (beta - slope * mean);
}) as SecondKey;
