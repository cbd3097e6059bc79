import type { SecondKey } from '../../template.ts';

interface Place extends Record<string, unknown> {
  patch: readonly number[];
  kernel: readonly number[];
  bias: number;
}

/** Starts from the bias and goes over rows and columns of both grids with a double loop. */
export const convolutionValue = (({ patch, kernel, bias }: Place) => {
  let value = bias;
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) {
      const [pixel] = patch.slice(3 * row + column);
      const [weight] = kernel.slice(3 * row + column);
      value += (pixel ?? NaN) * (weight ?? NaN);
    }
  return value;
}) as SecondKey;
