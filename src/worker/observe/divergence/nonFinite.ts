import type { Tensor } from '@tensorflow/tfjs';
import type { Culprit } from '../../../protocol/ending.ts';

/** What the first element that is no finite number is. Integers always are finite. */
export function nonFinite(tensor: Tensor): Culprit['is'] | undefined {
  if (tensor.dtype !== 'float32' || tensor.isDisposed) return undefined;
  return nonFiniteIn(tensor.dataSync());
}

export function nonFiniteIn(values: ArrayLike<number>): Culprit['is'] | undefined {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    // x - x is 0 for finite numbers alone.
    if (value - value !== 0) return Number.isNaN(value) ? 'nan' : 'infinite';
  }
  return undefined;
}
