import type { SecondKey } from '../../template.ts';

interface Separable extends Record<string, unknown> {
  k: number;
  inputs: number;
  outputs: number;
}

/** Lists the weight tensors, channel by channel, and adds up how many numbers each holds. */
export const separableParameters = (({ k, inputs, outputs }: Separable) => {
  const shapes: number[][] = [];
  for (let channel = 0; channel < inputs; channel++) shapes.push([k, k]);
  for (let channel = 0; channel < outputs; channel++) shapes.push([1, 1, inputs]);
  return shapes.reduce((total, shape) => total + shape.reduce((size, side) => size * side, 1), 0);
}) as SecondKey;
