import { findCpuBackend } from './cpuBackend.ts';
import { createCpuHostArrays } from './hostArrays.ts';
import { createKernelRegistry } from './kernelRegistry.ts';
import { registerHostSegmentSum } from './segmentSum.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Replaces what the plain JavaScript backend does badly: the embedding gradient.
 *
 * @returns A function that restores the published kernels; undefined when the program has no cpu backend.
 */
export function registerCpuTrainingKernels(tf: TensorFlowCore): (() => void) | undefined {
  const backend = findCpuBackend(tf);
  if (!backend) return undefined;
  const registry = createKernelRegistry(tf, 'cpu', backend);
  registerHostSegmentSum(tf, registry, createCpuHostArrays(tf, backend));
  return () => registry.restore();
}
