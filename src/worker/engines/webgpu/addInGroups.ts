import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../../kernels/kernelRegistry.ts';
import type { WebgpuBackend } from './webgpuBackend.ts';

/**
 * WebGPU promises 8 storage buffers a shader, and one is the result. tfjs-backend-webgpu 4.22 hands addN's shader any
 * number of tensors.
 */
const largestGroup = 7;

/** Lets `AddN` ([shape] times n to [shape]) add more than 7 tensors: group by group. */
export function registerAddInGroups(registry: KernelRegistry, backend: WebgpuBackend): void {
  registry.registerRaw('AddN', ({ inputs }, published) => {
    const terms = Object.values(inputs) as TensorInfo[];
    if (terms.length <= largestGroup) return published();
    const sums: TensorInfo[] = [];
    for (let from = 0; from < terms.length; from += largestGroup) {
      const group = terms.slice(from, from + largestGroup);
      sums.push(registry.run('AddN', asInputs(group), {}));
    }
    const total = registry.run('AddN', asInputs(sums), {});
    for (const { dataId } of sums) backend.disposeData(dataId);
    return total;
  });
}

/** The kernel takes an array, whatever the types say. */
function asInputs(terms: TensorInfo[]): NamedTensorInfoMap {
  return terms as unknown as NamedTensorInfoMap;
}
