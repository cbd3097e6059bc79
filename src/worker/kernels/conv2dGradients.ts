import type { Conv2DBackpropFilterAttrs, Conv2DBackpropInputAttrs } from '@tensorflow/tfjs-core';
import type { ConvolutionInfo, Shape4D } from './convolutionInfo.ts';
import { shape4D } from './convolutionInfo.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Registers the gradients of conv2d with respect to its filter [height, width, inChannels, outChannels] and its input
 * [batch, height, width, inChannels]; float32, any stride and padding. The second is also conv2dTranspose itself.
 * NCHW goes to the published kernel, as tfjs's wasm conv2d does not take it anyway.
 */
export function registerConv2dGradients(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): void {
  const describe = (
    inputShape: Shape4D,
    filterShape: Shape4D,
    attrs: Pick<Conv2DBackpropInputAttrs, 'strides' | 'pad' | 'dimRoundingMode'>,
  ): ConvolutionInfo =>
    tf.backend_util.computeConv2DInfo(
      inputShape,
      filterShape,
      attrs.strides,
      1,
      attrs.pad,
      attrs.dimRoundingMode,
    );

  registry.register<'x' | 'dy', Conv2DBackpropFilterAttrs>(
    'Conv2DBackpropFilter',
    (inputs, attrs, published) => {
      if (attrs.dataFormat === 'NCHW') return published(inputs, attrs);
      const { x, dy } = inputs;
      const geometry = native.writeGeometry(describe(shape4D(x), attrs.filterShape, attrs));
      const scratch = native.reserveScratch(native.module.conv2d_filter_gradient_scratch_bytes(geometry));
      const dw = native.createOutput(attrs.filterShape, 'float32');
      const [xAddress, dyAddress, dwAddress] = [
        native.addressOf(x),
        native.addressOf(dy),
        native.addressOf(dw),
      ];
      native.module.conv2d_filter_gradient(geometry, xAddress, dyAddress, dwAddress, scratch);
      return dw;
    },
  );

  registry.register<'dy' | 'filter', Conv2DBackpropInputAttrs>(
    'Conv2DBackpropInput',
    (inputs, attrs, published) => {
      if (attrs.dataFormat === 'NCHW') return published(inputs, attrs);
      const { dy, filter } = inputs;
      const geometry = native.writeGeometry(describe(attrs.inputShape, shape4D(filter), attrs));
      const scratch = native.reserveScratch(native.module.conv2d_input_gradient_scratch_bytes(geometry));
      const dx = native.createOutput(attrs.inputShape, 'float32');
      const [dyAddress, wAddress, dxAddress] = [
        native.addressOf(dy),
        native.addressOf(filter),
        native.addressOf(dx),
      ];
      native.module.conv2d_input_gradient(geometry, dyAddress, wAddress, dxAddress, scratch);
      return dx;
    },
  );
}
