import type { NamedTensorInfoMap } from '@tensorflow/tfjs-core';
import type { WrongKernels } from '../../kernels/cpuFallback.ts';

/** tfjs-backend-webgpu declares coordinates of rank 5 and 6 as structures, which shaders cannot index as vectors. */
const isHighRank = (inputs: NamedTensorInfoMap): boolean =>
  Object.values(inputs).some((tensor) => (tensor?.shape.length ?? 0) > 4);

/** Kernels that tfjs-backend-webgpu (4.22) publishes and that are wrong or do not compile, and when. */
export const wrongOnWebgpu: WrongKernels = new Map<string, (inputs: NamedTensorInfoMap) => boolean>([
  ['DenseBincount', () => true],
  // These index coordinates. `registerLowerRanks` spares most inputs the way to the cpu.
  ['PadV2', isHighRank],
  ['MirrorPad', isHighRank],
  ['Reverse', isHighRank],
  ['StridedSlice', isHighRank],
  ['SpaceToBatchND', isHighRank],
  // This refuses.
  ['Select', isHighRank],
]);
