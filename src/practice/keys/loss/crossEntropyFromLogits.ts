import type { SecondKey } from '../../template.ts';

interface Labelled extends Record<string, unknown> {
  z: number[];
  y: number;
}

/** First the probability of the true class, then its negative logarithm. */
export const crossEntropyFromLogits = (({ z, y }: Labelled) => {
  const powers = z.map((score) => Math.E ** score);
  let sum = 0;
  for (const power of powers) sum += power;
  return -Math.log((powers[y] ?? NaN) / sum);
}) as SecondKey;
