import type {
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
} from '@tensorflow/tfjs-core';
import type { ConvolutionInfo, Shape4D } from './convolutionInfo.ts';
import { shape4D } from './convolutionInfo.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Registers the gradients of depthwiseConv2d with respect to its filter [height, width, inChannels, multiplier] and its
 * input [batch, height, width, inChannels]; float32, NHWC, any stride, dilation and padding.
 */
export function registerDepthwiseGradients(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): void {
  const describe = (
    inputShape: Shape4D,
    filterShape: Shape4D,
    attrs: Omit<DepthwiseConv2dNativeBackpropInputAttrs, 'inputShape'>,
  ): ConvolutionInfo => {
    const { strides, dilations, pad, dimRoundingMode } = attrs;
    return tf.backend_util.computeConv2DInfo(
      inputShape,
      filterShape,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      true,
    );
  };

  registry.register<'x' | 'dy', DepthwiseConv2dNativeBackpropFilterAttrs>(
    'DepthwiseConv2dNativeBackpropFilter',
    ({ x, dy }, attrs) => {
      const geometry = native.writeGeometry(describe(shape4D(x), attrs.filterShape, attrs));
      const dw = native.createOutput(attrs.filterShape, 'float32');
      native.module.depthwise_filter_gradient(
        geometry,
        native.addressOf(x),
        native.addressOf(dy),
        native.addressOf(dw),
      );
      return dw;
    },
  );

  registry.register<'dy' | 'filter', DepthwiseConv2dNativeBackpropInputAttrs>(
    'DepthwiseConv2dNativeBackpropInput',
    ({ dy, filter }, attrs) => {
      const geometry = native.writeGeometry(describe(attrs.inputShape, shape4D(filter), attrs));
      const dx = native.createOutput(attrs.inputShape, 'float32');
      native.module.depthwise_input_gradient(
        geometry,
        native.addressOf(dy),
        native.addressOf(filter),
        native.addressOf(dx),
      );
      return dx;
    },
  );
}
