import type {
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
} from '@tensorflow/tfjs-core';
import type { ConvolutionInfo, Shape4D } from './convolutionInfo.ts';
import { imageBytes, shape4D } from './convolutionInfo.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { Work } from './threads/cutIntoParts.ts';

/** Measured: a multiplication and addition of a depthwise gradient. */
const MULTIPLY_ADD_NS = 0.2;

/** Images as units of work. */
function imageWork(info: ConvolutionInfo): Work {
  const multiplyAdds =
    info.outHeight * info.outWidth * info.outChannels * info.filterHeight * info.filterWidth;
  return { count: info.batchSize, unitNs: multiplyAdds * MULTIPLY_ADD_NS };
}

/**
 * Registers the gradients of depthwiseConv2d with respect to its filter [height, width, inChannels, multiplier] and its
 * input [batch, height, width, inChannels]; float32, NHWC, any stride, dilation and padding.
 */
export function registerDepthwiseGradients(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): void {
  registerFilterGradient(tf, registry, native);
  registerInputGradient(tf, registry, native);
}

function describe(
  { backend_util }: TensorFlowCore,
  inputShape: Shape4D,
  filterShape: Shape4D,
  attrs: Omit<DepthwiseConv2dNativeBackpropInputAttrs, 'inputShape'>,
): ConvolutionInfo {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  const { computeConv2DInfo } = backend_util;
  return computeConv2DInfo(inputShape, filterShape, strides, dilations, pad, dimRoundingMode, true);
}

function registerFilterGradient(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  registry.register<'x' | 'dy', DepthwiseConv2dNativeBackpropFilterAttrs>(
    'DepthwiseConv2dNativeBackpropFilter',
    ({ x, dy }, attrs) => {
      const info = describe(tf, shape4D(x), attrs.filterShape, attrs);
      const dw = native.createOutput(attrs.filterShape, 'float32');
      const [xAddress, dyAddress] = [native.addressOf(x), native.addressOf(dy)];
      const { xBytes, dyBytes } = imageBytes(info);
      native.runSum(
        'depthwise_filter_gradient',
        imageWork(info),
        [{ address: native.addressOf(dw), size: tf.util.sizeFromShape(attrs.filterShape) }],
        ({ first, count }, [target = 0]) => [
          native.writeGeometry(info, count),
          xAddress + first * xBytes,
          dyAddress + first * dyBytes,
          target,
        ],
      );
      return dw;
    },
  );
}

function registerInputGradient(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  registry.register<'dy' | 'filter', DepthwiseConv2dNativeBackpropInputAttrs>(
    'DepthwiseConv2dNativeBackpropInput',
    ({ dy, filter }, attrs) => {
      const info = describe(tf, attrs.inputShape, shape4D(filter), attrs);
      const dx = native.createOutput(attrs.inputShape, 'float32');
      const [dyAddress, wAddress, dxAddress] = [
        native.addressOf(dy),
        native.addressOf(filter),
        native.addressOf(dx),
      ];
      const { xBytes, dyBytes } = imageBytes(info);
      native.runSplit('depthwise_input_gradient', imageWork(info), ({ first, count }) => [
        native.writeGeometry(info, count),
        dyAddress + first * dyBytes,
        wAddress,
        dxAddress + first * xBytes,
      ]);
      return dx;
    },
  );
}
