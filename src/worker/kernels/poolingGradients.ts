import type { AvgPoolGradAttrs, MaxPoolGradAttrs } from '@tensorflow/tfjs-core';
import { imageBytes, shape4D, type ConvolutionInfo } from './convolutionInfo.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { Work } from './threads/cutIntoParts.ts';

/** Measured: one input under one window. */
const INPUT_NS = 0.6;

/** Images as units of work. */
function imageWork(info: ConvolutionInfo): Work {
  const inputs = info.outHeight * info.outWidth * info.outChannels * info.filterHeight * info.filterWidth;
  return { count: info.batchSize, unitNs: inputs * INPUT_NS };
}

/**
 * Registers the gradients of maxPool and avgPool: dy [batch, outHeight, outWidth, channels] to dx
 * [batch, inHeight, inWidth, channels], float32.
 *
 * Where padding is involved, avgPool's gradient differs from the one tfjs publishes, on purpose: avgPool divides by the
 * inputs a window covers, tfjs's gradient by the full window size. Ours is the derivative of avgPool (and TensorFlow's).
 */
export function registerPoolingGradients(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): void {
  const { computePool2DInfo } = tf.backend_util;

  registry.register<'dy' | 'input', MaxPoolGradAttrs>('MaxPoolGrad', (inputs, attrs, published) => {
    const { dy, input } = inputs;
    if (input.dtype !== 'float32') return published(inputs, attrs);
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const info = computePool2DInfo(shape4D(input), filterSize, strides, 1, pad, dimRoundingMode);
    const dx = native.createOutput(input.shape, 'float32');
    const [xAddress, dyAddress, dxAddress] = [
      native.addressOf(input),
      native.addressOf(dy),
      native.addressOf(dx),
    ];
    const { xBytes, dyBytes } = imageBytes(info);
    native.runSplit('max_pool_gradient', imageWork(info), ({ first, count }) => [
      native.writeGeometry(info, count),
      xAddress + first * xBytes,
      dyAddress + first * dyBytes,
      dxAddress + first * xBytes,
    ]);
    return dx;
  });

  registry.register<'dy' | 'input', AvgPoolGradAttrs>('AvgPoolGrad', ({ dy, input }, attrs) => {
    const { filterSize, strides, pad } = attrs;
    const info = computePool2DInfo(shape4D(input), filterSize, strides, 1, pad);
    const dx = native.createOutput(input.shape, 'float32');
    const [dyAddress, dxAddress] = [native.addressOf(dy), native.addressOf(dx)];
    const { xBytes, dyBytes } = imageBytes(info);
    native.runSplit('average_pool_gradient', imageWork(info), ({ first, count }) => [
      native.writeGeometry(info, count),
      dyAddress + first * dyBytes,
      dxAddress + first * xBytes,
    ]);
    return dx;
  });
}
