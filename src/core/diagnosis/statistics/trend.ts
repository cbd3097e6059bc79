import { median } from './median.ts';

/** Change per step: the median of the slopes between all pairs (Theil 1950, Sen 1968). 0 for fewer than two values. O(n²). */
export function theilSen(values: readonly number[]): number {
  const slopes: number[] = [];
  for (let late = 1; late < values.length; late++)
    for (let early = 0; early < late; early++)
      slopes.push(((values[late] ?? 0) - (values[early] ?? 0)) / (late - early));
  return slopes.length === 0 ? 0 : median(slopes);
}

/**
 * How surely values rise (positive) or fall (negative), in standard deviations: the normal score of the Mann–Kendall test
 * (Mann 1945, Kendall 1975) with its correction for ties and for continuity. 0 for fewer than three values. O(n²).
 */
export function mannKendall(values: readonly number[]): number {
  const n = values.length;
  if (n < 3) return 0;
  let sum = 0;
  for (let late = 1; late < n; late++)
    for (let early = 0; early < late; early++) sum += Math.sign((values[late] ?? 0) - (values[early] ?? 0));
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  let variance = n * (n - 1) * (2 * n + 5);
  for (const count of ties.values()) variance -= count * (count - 1) * (2 * count + 5);
  if (variance <= 0 || sum === 0) return 0;
  return (sum - Math.sign(sum)) / Math.sqrt(variance / 18);
}
