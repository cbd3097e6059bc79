import type { SecondKey } from '../../template.ts';

interface Mlp extends Record<string, unknown> {
  sizes: number[];
}

/** Builds every tensor of the network, and counts the numbers in them. */
export const parameterCount = (({ sizes }: Mlp) => {
  const tensors: Float32Array[] = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const units = sizes[layer] ?? 0;
    for (let unit = 0; unit < units; unit++) tensors.push(new Float32Array(sizes[layer - 1] ?? 0));
    tensors.push(new Float32Array(units));
  }
  let count = 0;
  for (const tensor of tensors) count += tensor.length;
  return count;
}) as SecondKey;
