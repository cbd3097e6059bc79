import type { Tensor, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

type Size3 = number | [number, number, number];
type Shape5 = [number, number, number, number, number];

interface Conv3dAttrs {
  readonly strides: Size3;
  readonly pad: 'same' | 'valid';
}

type Info = ReturnType<TensorFlowCore['backend_util']['computeConv3DInfo']>;

/**
 * Registers both gradients of conv3d for the wasm backend, whose own are wrong (they mix up the axes of the filter). A
 * conv3d is a sum, over the slices of the filter's depth, of a conv2d on frames: its gradients are sums of conv2d's.
 * NDHWC, float32, without dilation.
 */
export function registerComposedConv3dGradients(tf: TensorFlowCore, registry: KernelRegistry): void {
  registry.register<'x' | 'dy', Conv3dAttrs & { readonly filterShape: Shape5 }>(
    'Conv3DBackpropFilterV2',
    ({ x, dy }, { strides, pad, filterShape }) =>
      tf.tidy(() => {
        const info = tf.backend_util.computeConv3DInfo(x.shape as Shape5, filterShape, strides, 1, pad);
        const slices = filterSlices(info).map((slice) => {
          if (slice.count === 0) return tf.zeros(filterShape.slice(1));
          const frames = framesOf(
            tf,
            x as unknown as Tensor5D,
            slice.firstInput,
            slice.count,
            info.strideDepth,
          );
          const gradients = framesOf(tf, dy as unknown as Tensor5D, slice.firstOutput, slice.count, 1);
          return run(tf, 'Conv2DBackpropFilter', { x: frames, dy: gradients }, info, {
            filterShape: filterShape.slice(1),
          });
        });
        return tf.stack(slices);
      }),
  );
  registry.register<'dy' | 'filter', Conv3dAttrs & { readonly inputShape: Shape5 }>(
    'Conv3DBackpropInputV2',
    ({ dy, filter }, { strides, pad, inputShape }) =>
      tf.tidy(() => {
        const info = tf.backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5, strides, 1, pad);
        const planes = tf.unstack(filter as unknown as Tensor5D);
        const parts = filterSlices(info).flatMap((slice, depth) => {
          if (slice.count === 0) return [];
          const gradients = framesOf(tf, dy as unknown as Tensor5D, slice.firstOutput, slice.count, 1);
          const [, , height, width, channels] = inputShape;
          const frames = run(
            tf,
            'Conv2DBackpropInput',
            { dy: gradients, filter: planes[depth] as Tensor },
            info,
            {
              inputShape: [gradients.shape[0], height, width, channels],
            },
          );
          return [spreadFrames(tf, frames, slice.firstInput, slice.count, info)];
        });
        return tf.addN(parts);
      }),
  );
}

interface Slice {
  /** Frames of y, from `firstOutput` on, that this depth of the filter meets inside of x. */
  readonly firstOutput: number;
  readonly count: number;
  /** The frame of x that the first of them meets; the next is one stride further. */
  readonly firstInput: number;
}

function filterSlices(info: Info): Slice[] {
  return Array.from({ length: info.filterDepth }, (_, depth) => {
    const offset = depth - info.padInfo.front;
    const firstOutput = Math.max(0, Math.ceil(-offset / info.strideDepth));
    const lastOutput = Math.min(
      info.outDepth - 1,
      Math.floor((info.inDepth - 1 - offset) / info.strideDepth),
    );
    const count = Math.max(0, lastOutput - firstOutput + 1);
    return { firstOutput, count, firstInput: firstOutput * info.strideDepth + offset };
  });
}

/** `count` frames of a volume, one every `stride`, as one batch of pictures. */
function framesOf(
  tf: TensorFlowCore,
  volume: Tensor5D,
  first: number,
  count: number,
  stride: number,
): Tensor4D {
  const [batch, , height, width, channels] = volume.shape;
  const indices = Array.from({ length: count }, (_, i) => first + i * stride);
  const isRun = stride === 1 || count === 1;
  const frames = isRun
    ? tf.slice(volume, [0, first, 0, 0, 0], [batch, count, height, width, channels])
    : tf.gather(volume, tf.tensor1d(indices, 'int32'), 1);
  return tf.reshape(frames, [batch * count, height, width, channels]);
}

/** The way back: pictures to the frames that they were taken from, zeros between. */
function spreadFrames(
  tf: TensorFlowCore,
  pictures: Tensor,
  first: number,
  count: number,
  info: Info,
): Tensor {
  const [batch, depth, height, width, channels] = info.inShape;
  const stride = info.strideDepth;
  const row = height * width * channels;
  const apart = tf.pad(tf.reshape(pictures, [batch, count, 1, row]), [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  // The zeros after the last frame are not needed, and may not fit.
  const span = (count - 1) * stride + 1;
  const frames = tf.slice(tf.reshape(apart, [batch, count * stride, row]), [0, 0, 0], [batch, span, row]);
  const whole = tf.pad(frames, [
    [0, 0],
    [first, depth - first - span],
    [0, 0],
  ]);
  return tf.reshape(whole, [batch, depth, height, width, channels]);
}

function run(
  tf: TensorFlowCore,
  kernelName: string,
  inputs: Record<string, Tensor>,
  info: Info,
  attrs: object,
): Tensor {
  const { top, bottom, left, right } = info.padInfo;
  const pad = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  const strides = [info.strideHeight, info.strideWidth];
  const common = { strides, pad, dataFormat: 'NHWC', dimRoundingMode: 'floor' };
  return tf.engine().runKernel(kernelName, inputs, { ...common, ...attrs });
}
