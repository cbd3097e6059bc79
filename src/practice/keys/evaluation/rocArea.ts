import type { SecondKey } from '../../template.ts';

interface Scored extends Record<string, unknown> {
  positives: number[];
  negatives: number[];
}

/** Lowers the threshold from score to score, and adds the trapezoids under the curve. */
export const rocArea = (({ positives, negatives }: Scored) => {
  const thresholds = [...new Set([...positives, ...negatives])].sort((a, b) => b - a);
  const rate = (scores: readonly number[], threshold: number): number =>
    scores.filter((score) => score >= threshold).length / scores.length;
  let [x, y, sum] = [0, 0, 0];
  for (const threshold of thresholds) {
    const nextX = rate(negatives, threshold);
    const nextY = rate(positives, threshold);
    sum += ((nextX - x) * (y + nextY)) / 2;
    [x, y] = [nextX, nextY];
  }
  return sum;
}) as SecondKey;
