import type { AvgPoolGradAttrs, MaxPoolGradAttrs } from '@tensorflow/tfjs-core';
import { shape4D } from './convolutionInfo.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

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
    const geometry = native.writeGeometry(info);
    const dx = native.createOutput(input.shape, 'float32');
    const [xAddress, dyAddress, dxAddress] = [
      native.addressOf(input),
      native.addressOf(dy),
      native.addressOf(dx),
    ];
    native.module.max_pool_gradient(geometry, xAddress, dyAddress, dxAddress);
    return dx;
  });

  registry.register<'dy' | 'input', AvgPoolGradAttrs>('AvgPoolGrad', ({ dy, input }, attrs) => {
    const { filterSize, strides, pad } = attrs;
    const geometry = native.writeGeometry(computePool2DInfo(shape4D(input), filterSize, strides, 1, pad));
    const dx = native.createOutput(input.shape, 'float32');
    native.module.average_pool_gradient(geometry, native.addressOf(dy), native.addressOf(dx));
    return dx;
  });
}
