import type { SecondKey } from '../../template.ts';

interface Densities extends Record<string, unknown> {
  p: number;
  q: number;
}

/** Looks for the highest point of the objective: the third that cannot hold it is cut off. */
export const optimalDiscriminator = (({ p, q }: Densities) => {
  const objective = (output: number): number => p * Math.log(output) + q * Math.log(1 - output);
  let [low, high] = [1e-9, 1 - 1e-9];
  for (let round = 0; round < 80; round++) {
    const third = (high - low) / 3;
    if (objective(low + third) < objective(high - third)) low += third;
    else high -= third;
  }
  return (low + high) / 2;
}) as SecondKey;
