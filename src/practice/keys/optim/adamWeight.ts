import type { SecondKey } from '../../template.ts';

interface Adam extends Record<string, unknown> {
  w: number;
  rate: number;
  beta1: number;
  beta2: number;
  first: number;
  second: number;
}

/** Bias-corrected moments are means with the weights β^(t − i), so no moment has to be carried along. */
export const adamWeight = (({ w, rate, beta1, beta2, first, second }: Adam) => {
  const mean = (values: number[], decay: number): number => {
    const weights = values.map((_, index) => decay ** (values.length - 1 - index));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total;
  };
  const direction = (gradients: number[]): number =>
    mean(gradients, beta1) /
    mean(
      gradients.map((gradient) => gradient ** 2),
      beta2,
    ) **
      0.5;
  return w - rate * (direction([first]) + direction([first, second]));
}) as SecondKey;
