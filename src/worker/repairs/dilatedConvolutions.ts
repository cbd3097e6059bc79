import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient, type GradientOf } from './defineGradient.ts';

type Pair = [number, number];
type Shape4 = [number, number, number, number];
type ExplicitPadding = [Pair, Pair, Pair, Pair];

interface ConvolutionAttrs {
  readonly strides: number | Pair;
  readonly pad: 'same' | 'valid' | number | ExplicitPadding;
  readonly dilations: number | Pair | undefined;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Gradients of a plain convolution (stride 1, no padding, no dilation) of `x` and `filter`. */
interface PlainGradients {
  input(x: Tensor4D, dy: Tensor4D, filter: Tensor4D): Tensor;
  filter(x: Tensor4D, dy: Tensor4D, filter: Tensor4D): Tensor;
}

/**
 * Upstream: the gradients of conv2d, conv1d and depthwise (and so separable) convolutions refuse a dilation above 1: dilated nets
 * such as WaveNet, TCN or DeepLab cannot train.
 *
 * Repair: a dilated convolution is a plain one on every d-th row and column. spaceToBatch turns those into samples of a
 * batch, the plain gradients are taken there, and batchToSpace puts the result back; the cost does not grow with the dilation.
 * Limits: channels last (as elsewhere in tfjs), and either strides or dilations must be 1 (tfjs refuses both in the forward pass).
 */
export function repairDilatedConvolutions(tf: TensorFlow): void {
  const unit = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1] } as const;
  const run = (name: string, inputs: Record<string, Tensor>, attrs: object): Tensor =>
    tf.engine().runKernel(name, inputs, { ...unit, ...attrs });
  const gradientsOf = (prefix: string): PlainGradients => ({
    input: (x, dy, filter) => run(`${prefix}BackpropInput`, { dy, filter }, { inputShape: x.shape }),
    filter: (x, dy, filter) => run(`${prefix}BackpropFilter`, { x, dy }, { filterShape: filter.shape }),
  });
  extend(tf, 'Conv2D', false, gradientsOf('Conv2D'));
  extend(tf, 'DepthwiseConv2dNative', true, gradientsOf('DepthwiseConv2dNative'));
}

/** Registers a gradient that is the published one without dilation. */
function extend(tf: TensorFlow, kernelName: string, isDepthwise: boolean, plain: PlainGradients): void {
  const published = tf.getGradient(kernelName).gradFunc;
  const gradient: GradientOf<'x' | 'filter', ConvolutionAttrs> = (dy, { x, filter }, attrs) => {
    const [height, width] = pairOf(attrs.dilations ?? 1);
    const isDilated = height > 1 || width > 1;
    if (!isDilated || attrs.dataFormat === 'NCHW') {
      return published(dy, [x, filter], attrs as never) as ReturnType<typeof gradient>;
    }
    const { toBlocks, toInput, dyToBlocks } = blocksOf(tf, x as Tensor4D, filter, attrs, isDepthwise);
    const blocks = () => [toBlocks(x as Tensor4D), dyToBlocks(dy as Tensor4D), filter as Tensor4D] as const;
    return {
      x: () => toInput(plain.input(...blocks()) as Tensor4D),
      filter: () => plain.filter(...blocks()),
    };
  };
  defineGradient(tf, kernelName, ['x', 'filter'], gradient);
}

const pairOf = (value: number | readonly number[]): Pair =>
  typeof value === 'number' ? [value, value] : [value[0] ?? 1, value[1] ?? value[0] ?? 1];

/** The ways between pictures and their blocks: for x, back for dx, and for dy. */
function blocksOf(
  tf: TensorFlow,
  x: Tensor4D,
  filter: Tensor,
  attrs: ConvolutionAttrs,
  isDepthwise: boolean,
) {
  const { strides, pad, dimRoundingMode } = attrs;
  const dilations = pairOf(attrs.dilations ?? 1);
  const filterShape = filter.shape as Shape4;
  const info = tf.backend_util.computeConv2DInfo(
    x.shape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    isDepthwise,
  );
  const { top, bottom, left, right } = info.padInfo;
  // Rows and columns are filled up to a multiple of the dilation.
  const fill = (length: number, dilation: number) => (dilation - (length % dilation)) % dilation;
  const extra: Pair = [
    fill(info.inHeight + top + bottom, dilations[0]),
    fill(info.inWidth + left + right, dilations[1]),
  ];
  const around = [
    [top, bottom + extra[0]],
    [left, right + extra[1]],
  ];
  // What of y the filled-up input gives beyond dy (numeric padding may leave rows unused, hence not just `extra`).
  const reach = (axis: 0 | 1) => (filterShape[axis] - 1) * dilations[axis];
  const full: Pair = [
    info.inHeight + top + bottom + extra[0] - reach(0),
    info.inWidth + left + right + extra[1] - reach(1),
  ];
  return {
    toBlocks: (picture: Tensor4D) => tf.spaceToBatchND(picture, dilations, around),
    toInput: (picture: Tensor4D) => tf.batchToSpaceND(picture, dilations, around),
    dyToBlocks: (dy: Tensor4D) =>
      tf.spaceToBatchND(dy, dilations, [
        [0, full[0] - info.outHeight],
        [0, full[1] - info.outWidth],
      ]),
  };
}
