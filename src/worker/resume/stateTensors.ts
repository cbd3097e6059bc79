import type { Tensor } from '@tensorflow/tfjs';
import type { StateTensor } from '../../protocol/checkpoint.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** Reads a tensor off its device, bit for bit. @throws TypeError for texts and complex numbers, which no training keeps */
export async function readTensor(tensor: Tensor): Promise<StateTensor> {
  const { shape, dtype } = tensor;
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool')
    throw new TypeError(`A tensor of ${dtype} cannot be kept.`);
  return { shape: [...shape], dtype, values: await tensor.data() };
}

export function tensorOf(tf: TensorFlow, { shape, dtype, values }: StateTensor): Tensor {
  return tf.tensor(values, shape, dtype);
}

export function isTensor(value: unknown): value is Tensor {
  return typeof value === 'object' && value !== null && 'dataId' in value && 'shape' in value;
}

export function isSameShape(a: readonly number[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
