import type { ClipByValueAttrs, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { replaceKernel } from './replaceKernel.ts';

/**
 * Upstream: clipByValue of int32 (what tf.oneHot returns) reads the integers as floats on some engines, and fails on others.
 * Repair: for int32 it is a minimum and a maximum. Fractional bounds are cut towards zero, as on the cpu engine.
 */
export function repairClipByValue(tf: TensorFlow): void {
  replaceKernel(tf, 'ClipByValue', ({ inputs, attrs }, published) => {
    const x = inputs['x'] as Tensor;
    if (x.dtype !== 'int32') return published();
    const { clipValueMin, clipValueMax } = attrs as unknown as ClipByValueAttrs;
    const bound = (value: number) =>
      tf.scalar(Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1)), 'int32');
    return tf.maximum(tf.minimum(x, bound(clipValueMax)), bound(clipValueMin));
  });
}
