import type { SecondKey } from '../../template.ts';

interface Labelled extends Record<string, unknown> {
  z: number[];
  y: number;
  i: number;
}

function lossOf(scores: readonly number[], truth: number): number {
  let sum = 0;
  for (const score of scores) sum += Math.exp(score);
  return Math.log(sum) - (scores[truth] ?? NaN);
}

/** Moves the logit a little to both sides and looks how the loss follows. */
export const crossEntropyGradient = (({ z, y, i }: Labelled) => {
  const width = 1e-4;
  const moved = (by: number): number[] => z.map((score, index) => (index === i ? score + by : score));
  return (lossOf(moved(width), y) - lossOf(moved(-width), y)) / (2 * width);
}) as SecondKey;
