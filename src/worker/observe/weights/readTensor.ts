import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../engines/tensorFlow.ts';

/** Elements that are looked at of one tensor. Larger ones are read with even gaps. */
const elementsAtMost = 1 << 20;

export interface TensorValues {
  values: ArrayLike<number>;
  /** Every how many elements one was taken: 1 for all of them. */
  stride: number;
}

/** A tensor's elements, row-major, as a copy that does not change with it; of a very large one every n-th. */
export function readTensor(tf: TensorFlow, tensor: Tensor, atMost = elementsAtMost): TensorValues {
  if (tensor.size <= atMost) return { values: Float32Array.from(tensor.dataSync()), stride: 1 };
  const stride = Math.ceil(tensor.size / atMost);
  const values = tf.tidy(() =>
    Float32Array.from(tensor.reshape([tensor.size]).stridedSlice([0], [tensor.size], [stride]).dataSync()),
  );
  return { values, stride };
}
