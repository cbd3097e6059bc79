import type { CastAttrs, ClipByValueAttrs } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { registerCpuFallback } from '../../../kernels/cpuFallback.ts';
import type { KernelRegistry } from '../../../kernels/kernelRegistry.ts';
import type { TensorFlowCore } from '../../../kernels/tensorFlowCore.ts';
import type { TensorFlowOps } from './tensorFlowOps.ts';

/**
 * Fills what tfjs-node's backend lacks or does wrongly: kernels that only the cpu backend has (the augmentation of
 * pictures, for instance) run there, with a copy to and fro; bounds of a clip of integers are kept within their range,
 * where infinity became 0; and a cast to the dtype a tensor has already is no copy.
 */
export function fillGaps(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  backend: NodeJSKernelBackend,
  ops: TensorFlowOps,
): void {
  registry.register<'x', ClipByValueAttrs>('ClipByValue', (inputs, attrs, published) =>
    inputs.x.dtype === 'int32'
      ? published(inputs, {
          clipValueMin: toInt32(attrs.clipValueMin),
          clipValueMax: toInt32(attrs.clipValueMax),
        })
      : published(inputs, attrs),
  );
  registry.register<'x', CastAttrs>('Cast', (inputs, attrs, published) =>
    inputs.x.dtype === attrs.dtype ? ops.share(inputs.x) : published(inputs, attrs),
  );
  registerCpuFallback(tf, registry, {
    readSync: (dataId) => backend.readSync(dataId),
    makeTensor: (shape, dtype, values) => ({
      dataId: backend.write(values, shape, dtype),
      shape,
      dtype,
    }),
  });
}

/** The integer that a bound becomes: cut towards zero as on the cpu backend, and within 32 bits. */
function toInt32(bound: number): number {
  return Math.trunc(Math.min(Math.max(bound, -(2 ** 31)), 2 ** 31 - 1));
}
