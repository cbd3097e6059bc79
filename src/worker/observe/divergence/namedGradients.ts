import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs';

export interface NamedGradient {
  /** The variable's name. */
  name: string;
  tensor: Tensor;
}

/** tfjs passes gradients to an optimizer as a map, or as a list where `minimize` was told its variables. */
export function namedGradients(
  gradients: NamedTensorMap | readonly { name: string; tensor: Tensor | null | undefined }[],
): NamedGradient[] {
  const list = Array.isArray(gradients)
    ? (gradients as { name: string; tensor: Tensor | null | undefined }[])
    : Object.entries(gradients as NamedTensorMap).map(([name, tensor]) => ({ name, tensor }));
  return list.flatMap(({ name, tensor }) => (tensor ? [{ name, tensor }] : []));
}
