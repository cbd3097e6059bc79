import type { NamedTensorInfoMap } from '@tensorflow/tfjs-core';
import type { WrongKernels } from './cpuFallback.ts';

/** Kernels that tfjs's wasm backend (4.22) publishes and that are wrong or refuse, and when. The cpu backend stands in. */
export const wrongOnWasm: WrongKernels = new Map<string, (inputs: NamedTensorInfoMap) => boolean>([
  // Padding counts as zero, which wins over negative elements.
  ['MaxPool3D', () => true],
  ['MaxPool3DGrad', () => true],
  ['Dilation2D', () => true],
  ['Dilation2DBackpropInput', () => true],
  ['Dilation2DBackpropFilter', () => true],
  ['MaxPoolGrad', () => true],
  ['BatchMatMul', (inputs) => inputs['a']?.dtype !== 'float32'],
  // Colours are cut to whole numbers.
  ['RotateWithOffset', () => true],
  // Every result is called float32, whatever it holds.
  ['StridedSlice', (inputs) => inputs['x']?.dtype !== 'float32'],
]);
