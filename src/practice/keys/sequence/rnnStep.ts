import type { SecondKey } from '../../template.ts';

interface RnnStep extends Record<string, unknown> {
  x: number;
  h: number;
  wx: number;
  wh: number;
  b: number;
}

/** A dot product of lists, and tanh through exponentials: 1 − 2 / (e^(2a) + 1). */
export const rnnStep = (({ x, h, wx, wh, b }: RnnStep) => {
  const inputs = [x, h, 1];
  const sum = [wx, wh, b].reduce((total, weight, index) => total + weight * (inputs[index] ?? 0), 0);
  return 1 - 2 / (Math.exp(2 * sum) + 1);
}) as SecondKey;
