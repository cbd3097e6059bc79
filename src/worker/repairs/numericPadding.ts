import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

type Explicit = [[number, number], [number, number], [number, number], [number, number]];

/**
 * Upstream: with a number as padding, tf.conv2d, its fused variant, tf.depthwiseConv2d and tf.separableConv2d compute the width of their output from the filter's height.
 * With a filter that is not square the output is too small, or WebAssembly writes beyond it and fails later, somewhere else.
 *
 * Repair: for such filters the number is written out as explicit padding of rows and columns, which tfjs computes rightly.
 */
export function repairNumericPadding(tf: TensorFlow): void {
  const { conv2d, depthwiseConv2d, separableConv2d, fused } = tf;
  const conv2dRight = ((x, filter, strides, pad, dataFormat, ...rest) =>
    conv2d(
      x,
      filter,
      strides,
      writtenOut(pad, filter as Tensor, dataFormat),
      dataFormat,
      ...rest,
    )) as typeof conv2d;
  const depthwiseRight = ((x, filter, strides, pad, dataFormat, ...rest) =>
    depthwiseConv2d(
      x,
      filter,
      strides,
      writtenOut<typeof pad>(pad, filter as Tensor, dataFormat) as never,
      dataFormat,
      ...rest,
    )) as typeof depthwiseConv2d;
  const fusedRight = ((options) =>
    fused.conv2d({
      ...options,
      pad: writtenOut(options.pad, options.filter as Tensor, options.dataFormat),
    })) as typeof fused.conv2d;
  const separableRight = ((x, depthwise, pointwise, strides, pad, ...rest) =>
    separableConv2d(
      x,
      depthwise,
      pointwise,
      strides,
      writtenOut(pad, depthwise as Tensor, 'NHWC') as typeof pad,
      ...rest,
    )) as typeof separableConv2d;
  Object.assign(tf, {
    conv2d: conv2dRight,
    depthwiseConv2d: depthwiseRight,
    separableConv2d: separableRight,
    fused: { ...fused, conv2d: fusedRight },
  });
  const methods: Record<string, unknown> = {
    conv2d(this: Tensor, ...rest: never[]) {
      return (conv2dRight as (...all: unknown[]) => Tensor)(this, ...rest);
    },
    depthwiseConv2d(this: Tensor, ...rest: never[]) {
      return (depthwiseRight as (...all: unknown[]) => Tensor)(this, ...rest);
    },
  };
  Object.assign(tf.Tensor.prototype, methods);
}

function writtenOut<Pad>(pad: Pad, filter: Tensor, dataFormat: string | undefined): Pad | Explicit {
  if (typeof pad !== 'number' || filter.shape[0] === filter.shape[1]) return pad;
  const none: [number, number] = [0, 0];
  const both: [number, number] = [pad, pad];
  return dataFormat === 'NCHW' ? [none, none, both, both] : [none, both, both, none];
}
