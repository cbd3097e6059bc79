import type { Work } from './threads/cutIntoParts.ts';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';

/** Sizes, strides and padding of a convolution or pooling, as tfjs computes them. */
export type ConvolutionInfo = ReturnType<typeof backend_util.computeConv2DInfo>;

/** A rank-4 shape: [batch, height, width, channels] or [height, width, inChannels, outChannels]. */
export type Shape4D = [number, number, number, number];

/** Bytes of one float32 image of the input and of the output, NHWC. */
export function imageBytes(info: ConvolutionInfo): { readonly xBytes: number; readonly dyBytes: number } {
  return {
    xBytes: info.inHeight * info.inWidth * info.inChannels * Float32Array.BYTES_PER_ELEMENT,
    dyBytes: info.outHeight * info.outWidth * info.outChannels * Float32Array.BYTES_PER_ELEMENT,
  };
}

/** The shape of a tensor that tfjs's ops guarantee to have rank 4. */
export function shape4D(tensor: TensorInfo): Shape4D {
  return tensor.shape as Shape4D;
}

/** Measured: a multiplication and addition of a convolution or its gradients. */
const MULTIPLY_ADD_NS = 0.06;

/** Images as units of work. */
export function imageWork(info: ConvolutionInfo): Work {
  const patch = info.filterHeight * info.filterWidth * info.inChannels;
  const multiplyAdds = info.outHeight * info.outWidth * patch * info.outChannels;
  return { count: info.batchSize, unitNs: multiplyAdds * MULTIPLY_ADD_NS };
}
