import type { Tensor } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Registers Prelu for slopes that are broadcast in the middle, such as [3, 1] for an x of [2, 3, 4]: tfjs's wasm kernel
 * repeats them as if they were the last axes of x. Other slopes stay as published.
 */
export function registerPreluBroadcast(tf: TensorFlowCore, registry: KernelRegistry): void {
  registry.register<'x' | 'alpha', object>('Prelu', (inputs, attrs, published) => {
    const { x, alpha } = inputs;
    const slopes = alpha.shape.slice(alpha.shape.findIndex((length) => length !== 1));
    const isSuffix = slopes.every((length, i) => length === x.shape[x.shape.length - slopes.length + i]);
    const isOne = alpha.shape.every((length) => length === 1);
    if (isOne || isSuffix) return published(inputs, attrs);
    return tf.tidy(() => {
      const [values, slope] = [x, alpha] as unknown as [Tensor, Tensor];
      return tf.add(tf.relu(values), tf.mul(slope, tf.minimum(values, 0)));
    });
  });
}
