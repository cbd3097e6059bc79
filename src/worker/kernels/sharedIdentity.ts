import type { CastAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { WasmBackend } from './wasmBackend.ts';

/**
 * Registers Identity, and Cast to the dtype a tensor already has, without a copy: the result counts as one more owner of
 * the memory, as in tfjs's cpu backend. tfjs's wasm kernels copy, and the tape clones every tensor it saves: an LSTM of 64
 * steps makes 3,000 such copies an update. No kernel writes to its inputs, so sharing is safe.
 */
export function registerSharedIdentity(registry: KernelRegistry, backend: WasmBackend): void {
  const share = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => {
    backend.incRef(dataId);
    return { dataId, shape, dtype };
  };
  registry.register<'x', object>('Identity', (inputs, attrs, published) =>
    inputs.x.dtype === 'string' ? published(inputs, attrs) : share(inputs.x),
  );
  registry.register<'x', CastAttrs>('Cast', (inputs, attrs, published) => {
    const isSame = inputs.x.dtype === attrs.dtype && attrs.dtype !== 'string';
    return isSame ? share(inputs.x) : published(inputs, attrs);
  });
}
