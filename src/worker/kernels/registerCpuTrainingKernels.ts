import { findCpuBackend } from './cpuBackend.ts';
import { registerHostAveragePoolGradient } from './hostAveragePoolGradient.ts';
import { createCpuHostArrays } from './hostArrays.ts';
import { registerHostResizeNearestGradient } from './hostResizeNearestGradient.ts';
import { createKernelRegistry } from './kernelRegistry.ts';
import { registerHostSegmentSum } from './segmentSum.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Replaces what the plain JavaScript backend does badly: the embedding gradient (slow), the gradient of avgPool (wrong
 * with padding), and that of nearest-neighbour resizing (wrong from the second picture on).
 *
 * @returns A function that restores the published kernels; undefined when the program has no cpu backend.
 */
export function registerCpuTrainingKernels(tf: TensorFlowCore): (() => void) | undefined {
  const backend = findCpuBackend(tf);
  if (!backend) return undefined;
  const registry = createKernelRegistry(tf, 'cpu', backend);
  const host = createCpuHostArrays(tf, backend);
  registerHostSegmentSum(tf, registry, host);
  registerHostAveragePoolGradient(tf, registry, host);
  registerHostResizeNearestGradient(registry, host);
  return () => registry.restore();
}
