import type { Conv2DAttrs, FusedConv2DAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import { imageBytes, imageWork, shape4D } from './convolutionInfo.ts';
import { describeFinish, NO_FINISH } from './fusedFinish.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { Finish } from './trainingModule.ts';

/** Where conv2d takes its scratch memory among its arguments. */
const SCRATCH_AT = 4;

/**
 * Registers conv2d, alone and with bias and activation: x [batch, height, width, inChannels], filter [height, width,
 * inChannels, outChannels]; float32, NHWC, any stride, dilation and padding. What it does not take (NCHW, prelu and the
 * activations that need an exponential) goes to the published kernel.
 */
export function registerConv2d(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  const convolve = (x: TensorInfo, filter: TensorInfo, attrs: Conv2DAttrs, finish: Finish): TensorInfo => {
    const { strides, dilations, pad, dimRoundingMode } = attrs;
    const [inputShape, filterShape] = [shape4D(x), shape4D(filter)];
    const { computeConv2DInfo } = tf.backend_util;
    const info = computeConv2DInfo(inputShape, filterShape, strides, dilations, pad, dimRoundingMode);
    const scratchBytes = native.module.conv2d_scratch_bytes(native.writeGeometry(info));
    const y = native.createOutput(info.outShape, 'float32');
    const [from, by, to] = [native.addressOf(x), native.addressOf(filter), native.addressOf(y)];
    const { xBytes, dyBytes: yBytes } = imageBytes(info);
    native.runSplit(
      'conv2d',
      { ...imageWork(info), scratchBytes, scratchAt: SCRATCH_AT },
      ({ first, count }, scratch) => [
        native.writeGeometry(info, count),
        from + first * xBytes,
        by,
        to + first * yBytes,
        scratch,
        ...finish,
      ],
    );
    return y;
  };

  const isPlain = (x: TensorInfo, filter: TensorInfo, { dataFormat }: Conv2DAttrs) =>
    (dataFormat as string) !== 'NCHW' && x.dtype === 'float32' && filter.dtype === 'float32';

  registry.register<'x' | 'filter', Conv2DAttrs>('Conv2D', (inputs, attrs, published) => {
    const { x, filter } = inputs;
    return isPlain(x, filter, attrs) ? convolve(x, filter, attrs, NO_FINISH) : published(inputs, attrs);
  });

  registry.register<'x' | 'filter' | 'bias', FusedConv2DAttrs>('FusedConv2D', (inputs, attrs, published) => {
    const { x, filter, bias } = inputs;
    const finish = describeFinish(native, bias, attrs, filter.shape[3] ?? 0);
    if (!finish || !isPlain(x, filter, attrs)) return published(inputs, attrs);
    return convolve(x, filter, attrs, finish);
  });
}
