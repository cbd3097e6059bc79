import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import { LINE_FLOATS } from './threads/cutIntoParts.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** Kernels by tfjs name, with their numbers in elementwise.c. tfjs's wasm backend computes these one float at a time. */
const FUNCTIONS: Readonly<Record<string, number>> = {
  Exp: 0,
  Log: 1,
  Log1p: 2,
  Tanh: 3,
  Softplus: 5,
  Erf: 6,
  LeakyRelu: 7,
  Sqrt: 9,
  Rsqrt: 10,
  Reciprocal: 11,
};

/** A float in and out of memory, and the function in between. */
const FLOAT_NS = 1;

/** Registers exp, log, log1p, tanh, softplus, erf, leakyRelu, sqrt, rsqrt and reciprocal of float32, any shape. */
export function registerElementwise(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): void {
  for (const [kernelName, f] of Object.entries(FUNCTIONS)) {
    registry.register<'x', { alpha?: number } | undefined>(kernelName, (inputs, attrs, published) => {
      const { x } = inputs;
      if (x.dtype !== 'float32') return published(inputs, attrs);
      return applyElementwise(tf, native, f, x, attrs?.alpha ?? 0);
    });
  }
}

function applyElementwise(
  tf: TensorFlowCore,
  native: NativeKernels,
  f: number,
  x: TensorInfo,
  alpha: number,
): TensorInfo {
  const y = native.createOutput(x.shape, 'float32');
  const count = tf.util.sizeFromShape(x.shape);
  const [from, to] = [native.addressOf(x), native.addressOf(y)];
  native.runSplit('elementwise', { count, unitNs: FLOAT_NS, step: LINE_FLOATS }, (part) => {
    const skip = part.first * Float32Array.BYTES_PER_ELEMENT;
    return [f, from + skip, to + skip, part.count, alpha];
  });
  return y;
}
