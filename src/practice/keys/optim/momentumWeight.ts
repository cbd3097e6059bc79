import type { SecondKey } from '../../template.ts';

interface Momentum extends Record<string, unknown> {
  w: number;
  rate: number;
  momentum: number;
  first: number;
  second: number;
}

/** Unrolled: after T steps the gradient of step t has moved w by 1 + m + … + m^(T − t), a geometric sum. */
export const momentumWeight = (({ w, rate, momentum, first, second }: Momentum) => {
  const gradients = [first, second];
  const moved = gradients.map((gradient, index) => {
    const stepsLeft = gradients.length - index;
    return (gradient * (1 - momentum ** stepsLeft)) / (1 - momentum);
  });
  return w - rate * moved.reduce((sum, part) => sum + part, 0);
}) as SecondKey;
