import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { WasmBackend } from './wasmBackend.ts';
import { asWasmBackend } from './wasmBackend.ts';

/** The wasm backend in use. @throws Error when another backend is: call `await tf.setBackend('wasm')` first. */
export function requireWasmBackend(tf: TensorFlowCore): WasmBackend {
  const backend = tf.getBackend() === 'wasm' ? asWasmBackend(tf.backend()) : undefined;
  if (!backend) {
    throw new Error(
      `Training kernels need tfjs's wasm backend in version 4.22; in use is '${tf.getBackend()}'.`,
    );
  }
  return backend;
}
