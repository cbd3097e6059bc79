import type { GradConfig, GradFunc } from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** Gradients that we replaced or added, and the way back. Gradients belong to no backend. */
export interface GradientRegistry {
  /** Registers the gradient of a kernel; the one of the same name is kept and handed to `create`. */
  replace(kernelName: string, create: (published: GradConfig | undefined) => GradConfig): void;
  /**
   * Replaces the gradient of a kernel on the wasm backend for float32; elsewhere the published one stays. What is saved
   * for it stays as well.
   */
  replaceOnWasm(kernelName: string, gradFunc: GradFunc): void;
  /** The same on the backend that tfjs knows by this name. */
  replaceOn(backendName: string, kernelName: string, gradFunc: GradFunc): void;
  /** Puts every gradient back as it was. */
  restore(): void;
}

export function createGradientRegistry(tf: TensorFlowCore): GradientRegistry {
  const previous = new Map<string, GradConfig | undefined>();

  function replace(kernelName: string, create: (published: GradConfig | undefined) => GradConfig): void {
    const published = tf.getGradient(kernelName) as GradConfig | undefined;
    if (!previous.has(kernelName)) previous.set(kernelName, published);
    const config = create(published);
    // tfjs may warn about a name that is taken, hence the removal.
    if (published) tf.unregisterGradient(kernelName);
    tf.registerGradient(config);
  }

  function replaceOn(backendName: string, kernelName: string, gradFunc: GradFunc): void {
    replace(kernelName, (published) => {
      if (!published) throw new Error(`tfjs has no gradient of ${kernelName}.`);
      const choose: GradFunc = (dy, saved, attrs) => {
        const isOurs = tf.getBackend() === backendName && !Array.isArray(dy) && dy.dtype === 'float32';
        return (isOurs ? gradFunc : published.gradFunc)(dy, saved, attrs);
      };
      return { ...published, gradFunc: choose };
    });
  }

  return {
    replace,
    replaceOn,
    replaceOnWasm: (kernelName, gradFunc) => {
      replaceOn('wasm', kernelName, gradFunc);
    },
    restore() {
      for (const [kernelName, published] of previous) {
        tf.unregisterGradient(kernelName);
        if (published) tf.registerGradient(published);
      }
      previous.clear();
    },
  };
}
