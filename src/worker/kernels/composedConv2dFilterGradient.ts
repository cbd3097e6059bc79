import type { Conv2DBackpropFilterAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import { shape4D } from './convolutionInfo.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { WasmBackend } from './wasmBackend.ts';

/**
 * Registers the gradient of conv2d with respect to its filter, composed from published kernels: the batch becomes the
 * channels of a convolution of x with dy, whose dilation is the stride. Any stride and padding, NHWC, float32.
 */
export function registerComposedConv2dFilterGradient(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  backend: WasmBackend,
): void {
  registry.register<'x' | 'dy', Conv2DBackpropFilterAttrs>('Conv2DBackpropFilter', ({ x, dy }, attrs) => {
    const { strides, pad, dimRoundingMode, filterShape } = attrs;
    const info = tf.backend_util.computeConv2DInfo(shape4D(x), filterShape, strides, 1, pad, dimRoundingMode);
    const { top, bottom, left, right } = info.padInfo;
    const intermediates: TensorInfo[] = [];
    const run = (name: string, inputs: Record<string, TensorInfo>, kernelAttrs: object): TensorInfo => {
      const result = registry.run(name, inputs, kernelAttrs);
      intermediates.push(result);
      return result;
    };
    // [channels, height, width, batch] convolved with [outHeight, outWidth, batch, outChannels]
    const transposed = run('Transpose', { x }, { perm: [3, 1, 2, 0] });
    const filter = run('Transpose', { x: dy }, { perm: [1, 2, 0, 3] });
    const paddings = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ];
    const isPadded = top + bottom + left + right > 0;
    const input = isPadded ? run('PadV2', { x: transposed }, { paddings, constantValue: 0 }) : transposed;
    const dilations = [info.strideHeight, info.strideWidth];
    const product = run(
      'Conv2D',
      { x: input, filter },
      { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations },
    );
    // Rows and columns of x that no stride reached leave a product larger than the filter.
    const size = [info.inChannels, info.filterHeight, info.filterWidth, info.outChannels];
    const cropped = run('Slice', { x: product }, { begin: [0, 0, 0, 0], size });
    const gradient = registry.run('Transpose', { x: cropped }, { perm: [1, 2, 0, 3] });
    for (const tensor of intermediates) backend.disposeData(tensor.dataId);
    return gradient;
  });
}
