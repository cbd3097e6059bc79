import { registerCastToBool } from './castToBool.ts';
import { registerClipByValue } from './clipByValue.ts';
import { registerComposedConv2dFilterGradient } from './composedConv2dFilterGradient.ts';
import { registerCpuFallback } from './cpuFallback.ts';
import { registerHostAveragePoolGradient } from './hostAveragePoolGradient.ts';
import { createWasmHostArrays } from './hostArrays.ts';
import { createKernelRegistry } from './kernelRegistry.ts';
import type { RegisteredKernels } from './registeredKernels.ts';
import { requireWasmBackend } from './requireWasmBackend.ts';
import { registerHostSegmentSum } from './segmentSum.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Makes the wasm backend able to train with published kernels only: the filter gradient of conv2d composed from
 * others, embedding and avgPool gradients in JavaScript, the rest by the cpu backend. For runtimes without SIMD, and the base
 * line of the benchmark.
 *
 * @throws Error when the wasm backend is not in use.
 */
export function composeMissingKernels(
  tf: TensorFlowCore,
  reason: NonNullable<RegisteredKernels['reason']> = 'requested',
): RegisteredKernels {
  const backend = requireWasmBackend(tf);
  const registry = createKernelRegistry(tf, 'wasm', backend);
  const host = createWasmHostArrays(backend);
  registerComposedConv2dFilterGradient(tf, registry, backend);
  registerHostSegmentSum(tf, registry, host);
  registerHostAveragePoolGradient(tf, registry, host);
  registerClipByValue(registry, host);
  registerCastToBool(registry, host);
  registerCpuFallback(tf, registry, backend);
  return {
    variant: 'composed',
    threadCount: 1,
    reason,
    kernelNames: registry.kernelNames,
    heldBytes: () => 0,
    dispose: () => registry.restore(),
  };
}
