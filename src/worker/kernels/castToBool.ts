import type { CastAttrs } from '@tensorflow/tfjs-core';
import type { HostArrays } from './hostArrays.ts';
import type { KernelRegistry } from './kernelRegistry.ts';

/**
 * Registers Cast from float32 or int32 to bool as "is not zero", any shape; tfjs's wasm kernel stores the number cut to a
 * byte (3 stays 3, 0.5 and 256 become false). Other casts stay as published.
 */
export function registerCastToBool(registry: KernelRegistry, host: HostArrays): void {
  registry.register<'x', CastAttrs>('Cast', (inputs, attrs, published) => {
    const { x } = inputs;
    if (attrs.dtype !== 'bool' || (x.dtype !== 'float32' && x.dtype !== 'int32'))
      return published(inputs, attrs);
    return host.create(x.shape, 'bool', (values) => {
      host.read(x).forEach((value, i) => {
        values[i] = value === 0 ? 0 : 1;
      });
    });
  });
}
