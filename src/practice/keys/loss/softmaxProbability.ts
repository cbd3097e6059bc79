import type { SecondKey } from '../../template.ts';

interface Scores extends Record<string, unknown> {
  z: number[];
  i: number;
}

/** Divides through by exp(z_i): only differences of logits are left. */
export const softmaxProbability = (({ z, i }: Scores) => {
  const own = z[i] ?? NaN;
  let sum = 0;
  for (const score of z) sum += Math.exp(score - own);
  return 1 / sum;
}) as SecondKey;
