import * as core from '@tensorflow/tfjs-core';

/*
 * tfjs's WebGPU back end is a bundle of its own (dist/worker/webgpuBackend.cjs), which the other engines never read. It
 * must register its kernels with the tfjs-core of this process, so esbuild.mjs gives it, in the place of
 * `@tensorflow/tfjs-core`, what lies here.
 */
const key = Symbol.for('deep-learning-lessons.tfjs-core');

/** Runs `load` while the bundle can find tfjs-core. */
export async function withSharedCore<T>(load: () => Promise<T>): Promise<T> {
  Object.defineProperty(globalThis, key, { value: core, configurable: true });
  try {
    return await load();
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}
