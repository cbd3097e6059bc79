import type { ClipByValueAttrs } from '@tensorflow/tfjs-core';
import type { HostArrays } from './hostArrays.ts';
import type { KernelRegistry } from './kernelRegistry.ts';

/**
 * Registers ClipByValue for int32, any shape; tfjs's wasm kernel reads the integers as floats and returns garbage
 * (labels from tf.oneHot are int32). float32 stays as published. Fractional bounds are cut as on the cpu backend.
 */
export function registerClipByValue(registry: KernelRegistry, host: HostArrays): void {
  registry.register<'x', ClipByValueAttrs>('ClipByValue', (inputs, attrs, published) => {
    const { x } = inputs;
    if (x.dtype !== 'int32') return published(inputs, attrs);
    const { clipValueMin, clipValueMax } = attrs;
    return host.create(x.shape, 'int32', (values) => {
      host.read(x).forEach((value, i) => {
        values[i] = Math.min(Math.max(value, clipValueMin), clipValueMax);
      });
    });
  });
}
