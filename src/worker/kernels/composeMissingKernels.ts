import { registerCastToBool } from './castToBool.ts';
import { registerComposedConv2dFilterGradient } from './composedConv2dFilterGradient.ts';
import { registerComplexTensors } from './complexTensors.ts';
import { registerComposedConv3dGradients } from './composedConv3dGradients.ts';
import { registerCpuFallback } from './cpuFallback.ts';
import { registerHostAveragePoolGradient } from './hostAveragePoolGradient.ts';
import { createWasmHostArrays } from './hostArrays.ts';
import { createKernelRegistry } from './kernelRegistry.ts';
import { registerPreluBroadcast } from './preluBroadcast.ts';
import type { RegisteredKernels } from './registeredKernels.ts';
import { requireWasmBackend } from './requireWasmBackend.ts';
import { registerHostSegmentSum } from './segmentSum.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import { wrongOnWasm } from './wrongOnWasm.ts';

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
  registerCastToBool(registry, host);
  registerComplexTensors(tf, registry, backend, host);
  registerPreluBroadcast(tf, registry);
  registerComposedConv3dGradients(tf, registry);
  registerCpuFallback(tf, registry, backend, wrongOnWasm);
  return {
    variant: 'composed',
    reason,
    kernelNames: registry.kernelNames,
    heldBytes: () => 0,
    dispose: () => registry.restore(),
  };
}
