import type {
  AvgPoolGradAttrs,
  MaxPool3DGradAttrs,
  MaxPoolGradAttrs,
  TensorInfo,
} from '@tensorflow/tfjs-core';
import { shape4D } from '../../kernels/convolutionInfo.ts';
import type { KernelRegistry } from '../../kernels/kernelRegistry.ts';
import type { TensorFlow } from '../tensorFlow.ts';
import { elementwiseProgram } from './elementwiseProgram.ts';
import type { WebgpuBackend } from './webgpuBackend.ts';

type Triple = readonly [depth: number, height: number, width: number];

/** A pooling of [batch, ...input, channels] to [batch, ...output, channels]; pictures have a depth of 1. */
interface Pooling {
  input: Triple;
  output: Triple;
  window: Triple;
  stride: Triple;
  /** Before the first element. */
  padding: Triple;
  channels: number;
}

type Volume = [number, number, number, number, number];

/**
 * Gradients of pooling that tfjs-backend-webgpu 4.22 computes otherwise than the cpu backend. Of several largest elements
 * in a window of a picture (zeros after a relu) its maxPool takes the last one, and the cpu, like TensorFlow, the first; in
 * volumes it mistakes the place in windows that are not cubes. Its avgPool divides by the full window at the padding too,
 * although the forward pass divides by what is covered.
 */
export function registerPoolingGradients(
  tf: TensorFlow,
  registry: KernelRegistry,
  backend: WebgpuBackend,
): void {
  const { computePool2DInfo, computePool3DInfo } = tf.backend_util;
  const pictures = (...args: Parameters<typeof computePool2DInfo>): Pooling => {
    const info = computePool2DInfo(...args);
    return {
      input: [1, info.inHeight, info.inWidth],
      output: [1, info.outHeight, info.outWidth],
      window: [1, info.filterHeight, info.filterWidth],
      stride: [1, info.strideHeight, info.strideWidth],
      padding: [0, info.padInfo.top, info.padInfo.left],
      channels: info.inChannels,
    };
  };
  registry.register<'dy' | 'input' | 'output', MaxPoolGradAttrs>('MaxPoolGrad', ({ dy, input }, attrs) => {
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const pooling = pictures(shape4D(input), filterSize, strides, 1, pad, dimRoundingMode);
    return maxGradient(backend, pooling, dy, input, 'first');
  });
  registry.register<'dy' | 'input' | 'output', MaxPool3DGradAttrs>(
    'MaxPool3DGrad',
    ({ dy, input }, attrs) => {
      const { filterSize, strides, pad, dimRoundingMode } = attrs;
      const info = computePool3DInfo(input.shape as Volume, filterSize, strides, 1, pad, dimRoundingMode);
      const pooling: Pooling = {
        input: [info.inDepth, info.inHeight, info.inWidth],
        output: [info.outDepth, info.outHeight, info.outWidth],
        window: [info.filterDepth, info.filterHeight, info.filterWidth],
        stride: [info.strideDepth, info.strideHeight, info.strideWidth],
        padding: [info.padInfo.front, info.padInfo.top, info.padInfo.left],
        channels: info.inChannels,
      };
      // The cpu backend takes the last of several here.
      return maxGradient(backend, pooling, dy, input, 'last');
    },
  );
  registry.register<'dy' | 'input', AvgPoolGradAttrs>('AvgPoolGrad', ({ dy, input }, attrs) => {
    const { filterSize, strides, pad } = attrs;
    const pooling = pictures(shape4D(input), filterSize, strides, 1, pad);
    const body = forEachWindow(pooling, 'sum += dy[out] / f32((hi0 - lo0) * (hi1 - lo1) * (hi2 - lo2));');
    const program = elementwiseProgram(input.shape, `avgPoolGradient ${keyOf(pooling)}`, body, ['dy']);
    return backend.runWebGPUProgram(program, [dy], 'float32');
  });
}

function keyOf(pooling: Pooling): string {
  return Object.values(pooling).join(';');
}

/** dy goes to the largest element of each window: the first or the last of them in row-major order. */
function maxGradient(
  backend: WebgpuBackend,
  pooling: Pooling,
  dy: TensorInfo,
  x: TensorInfo,
  ofSeveral: 'first' | 'last',
): TensorInfo {
  const { input, channels } = pooling;
  const isBefore = ofSeveral === 'first' ? 'other < index' : 'other > index';
  const body = `let value = x[index];
    ${forEachWindow(
      pooling,
      `var isTaken = true;
      for (var z = lo0; z < hi0; z++) {
        for (var y = lo1; y < hi1; y++) {
          for (var w = lo2; w < hi2; w++) {
            let other = (((image * ${input[0]} + z) * ${input[1]} + y) * ${input[2]} + w) * ${channels} + channel;
            if (x[other] > value || (x[other] == value && ${isBefore})) { isTaken = false; }
          }
        }
      }
      if (isTaken) { sum += dy[out]; }`,
    )}`;
  const key = `maxPoolGradient ${ofSeveral} ${keyOf(pooling)}`;
  return backend.runWebGPUProgram(elementwiseProgram(x.shape, key, body, ['dy', 'x']), [dy, x], 'float32');
}

/**
 * For the input element at `index`, runs `step` for each window that covers it: dy's element is at `out`, and the window
 * covers `lo` to `hi` (exclusive) of each axis. Then stores `sum`. Sizes are constants in the shader, the batch is not: a
 * last, smaller batch needs no other program.
 */
function forEachWindow(pooling: Pooling, step: string): string {
  const { input, output, window, stride, padding, channels } = pooling;
  const outputAxis = (axis: 0 | 1 | 2): string => `
    let from${axis} = at${axis} + ${padding[axis]} - w${axis};
    if (from${axis} < 0 || from${axis} % ${stride[axis]} != 0) { continue; }
    let q${axis} = from${axis} / ${stride[axis]};
    if (q${axis} >= ${output[axis]}) { continue; }
    let lo${axis} = max(q${axis} * ${stride[axis]} - ${padding[axis]}, 0);
    let hi${axis} = min(q${axis} * ${stride[axis]} - ${padding[axis]} + ${window[axis]}, ${input[axis]});`;
  return `let channel = index % ${channels};
    let at2 = (index / ${channels}) % ${input[2]};
    let at1 = (index / ${channels * input[2]}) % ${input[1]};
    let at0 = (index / ${channels * input[2] * input[1]}) % ${input[0]};
    let image = index / ${channels * input[2] * input[1] * input[0]};
    var sum = 0.0;
    for (var w0 = 0; w0 < ${window[0]}; w0++) {${outputAxis(0)}
      for (var w1 = 0; w1 < ${window[1]}; w1++) {${outputAxis(1)}
        for (var w2 = 0; w2 < ${window[2]}; w2++) {${outputAxis(2)}
          let out = (((image * ${output[0]} + q0) * ${output[1]} + q1) * ${output[2]} + q2) * ${channels} + channel;
          ${step}
        }
      }
    }
    setOutputAtIndex(index, sum);`;
}
