import type { Conv2DBackpropFilterAttrs, Conv2DBackpropInputAttrs } from '@tensorflow/tfjs-core';
import type { ConvolutionInfo, Shape4D } from './convolutionInfo.ts';
import { imageBytes, imageWork, shape4D } from './convolutionInfo.ts';
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
  registerFilterGradient(tf, registry, native);
  registerInputGradient(tf, registry, native);
}

function describe(
  tf: TensorFlowCore,
  inputShape: Shape4D,
  filterShape: Shape4D,
  attrs: Pick<Conv2DBackpropInputAttrs, 'strides' | 'pad' | 'dimRoundingMode'>,
): ConvolutionInfo {
  const { strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode);
}

function registerFilterGradient(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  registry.register<'x' | 'dy', Conv2DBackpropFilterAttrs>(
    'Conv2DBackpropFilter',
    (inputs, attrs, published) => {
      if (attrs.dataFormat === 'NCHW') return published(inputs, attrs);
      const { x, dy } = inputs;
      const info = describe(tf, shape4D(x), attrs.filterShape, attrs);
      const scratchBytes = native.module.conv2d_filter_gradient_scratch_bytes(native.writeGeometry(info));
      const dw = native.createOutput(attrs.filterShape, 'float32');
      const [xAddress, dyAddress] = [native.addressOf(x), native.addressOf(dy)];
      const { xBytes, dyBytes } = imageBytes(info);
      native.runSum(
        'conv2d_filter_gradient',
        { ...imageWork(info), scratchBytes },
        [{ address: native.addressOf(dw), size: tf.util.sizeFromShape(attrs.filterShape) }],
        ({ first, count }, [target = 0], scratch) => [
          native.writeGeometry(info, count),
          xAddress + first * xBytes,
          dyAddress + first * dyBytes,
          target,
          scratch,
        ],
      );
      return dw;
    },
  );
}

function registerInputGradient(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  registry.register<'dy' | 'filter', Conv2DBackpropInputAttrs>(
    'Conv2DBackpropInput',
    (inputs, attrs, published) => {
      if (attrs.dataFormat === 'NCHW') return published(inputs, attrs);
      const { dy, filter } = inputs;
      const info = describe(tf, attrs.inputShape, shape4D(filter), attrs);
      const scratchBytes = native.module.conv2d_input_gradient_scratch_bytes(native.writeGeometry(info));
      const dx = native.createOutput(attrs.inputShape, 'float32');
      const [dyAddress, wAddress, dxAddress] = [
        native.addressOf(dy),
        native.addressOf(filter),
        native.addressOf(dx),
      ];
      const { xBytes, dyBytes } = imageBytes(info);
      native.runSplit(
        'conv2d_input_gradient',
        { ...imageWork(info), scratchBytes },
        ({ first, count }, scratch) => [
          native.writeGeometry(info, count),
          dyAddress + first * dyBytes,
          wAddress,
          dxAddress + first * xBytes,
          scratch,
        ],
      );
      return dx;
    },
  );
}
