import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { layerPrototype } from './layerPrototype.ts';

type Shape = (number | null)[];

/** The fields of tfjs's Conv1D and Conv2D layers (4.22) that their `call` reads. */
interface ConvolutionLayer {
  readonly rank: number;
  readonly padding: 'same' | 'valid' | 'causal';
  readonly dataFormat: 'channelsFirst' | 'channelsLast';
  readonly strides: number[];
  readonly dilationRate: number[];
  readonly filters: number;
  readonly kernel: { read(): Tensor };
  readonly bias: { read(): Tensor } | null;
  readonly activation: { apply(x: Tensor): Tensor } | null;
  call: (this: ConvolutionLayer, inputs: Tensor | Tensor[], kwargs: object) => Tensor | Tensor[];
  computeOutputShape: (this: ConvolutionLayer, inputShape: Shape | Shape[]) => Shape | Shape[];
}

type FusedConv2d = TensorFlow['fused']['conv2d'];

/**
 * Upstream: padding 'causal' is accepted by the conv1d layer and throws when it is used, and tf.conv1d does not know it; with a number as padding tf.conv1d pads an axis that is not there; a conv2d
 * layer without activation runs a fused convolution whose gradient refuses dilation.
 *
 * Repair: causal is (kernelSize - 1) * dilation zeros before the first step and no padding after, so that output t sees inputs
 * up to t; a number pads the steps only. Dilated conv2d layers, and tf.fused.conv2d, run the convolution, the bias and the activation one by one.
 */
export function repairConvolutionLayers(tf: TensorFlow): void {
  const conv1d = allowCausal(tf);
  repairFusedConv2d(tf);
  // Conv1D and Conv2D inherit both methods; set on each, other layers keep theirs.
  for (const className of ['Conv1D', 'Conv2D']) {
    const prototype = layerPrototype(tf, className) as ConvolutionLayer;
    const { call, computeOutputShape } = prototype;
    prototype.call = function (inputs, kwargs) {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      if (!x) return call.call(this, inputs, kwargs);
      if (isCausal(this)) return tf.tidy(() => convolveCausally(tf, conv1d, this, x as Tensor3D));
      const isDilated = this.rank === 2 && this.dilationRate.some((rate) => rate > 1);
      if (isDilated) return tf.tidy(() => convolveDilated(tf, this, x as Tensor4D));
      return call.call(this, inputs, kwargs);
    };
    prototype.computeOutputShape = function (inputShape) {
      if (!isCausal(this)) return computeOutputShape.call(this, inputShape);
      const shape = (Array.isArray(inputShape[0]) ? inputShape[0] : inputShape) as Shape;
      const [batch = null] = shape;
      const steps = (this.dataFormat === 'channelsLast' ? shape[1] : shape[2]) ?? null;
      const length = steps === null ? null : Math.ceil(steps / (this.strides[0] ?? 1));
      return this.dataFormat === 'channelsLast'
        ? [batch, length, this.filters]
        : [batch, this.filters, length];
    };
  }
}

const isCausal = ({ rank, padding }: ConvolutionLayer) => rank === 1 && padding === 'causal';

function allowCausal(tf: TensorFlow): TensorFlow['conv1d'] {
  const published = tf.conv1d;
  const conv1d = ((x, filter, stride, pad, dataFormat, dilation = 1, ...rest) => {
    const taps = filter instanceof tf.Tensor ? filter : tf.tensor3d(filter as never);
    const around = zerosAround(pad, (taps.shape[0] - 1) * dilation);
    if (!around) return published(x, filter, stride, pad, dataFormat, dilation, ...rest);
    return tf.tidy(() => {
      const sequence = x instanceof tf.Tensor ? x : tf.tensor(x);
      const paddings = sequence.shape.map((_, axis): [number, number] =>
        axis === sequence.rank - 2 ? around : [0, 0],
      );
      return published(tf.pad(sequence, paddings) as never, taps, stride, 'valid', dataFormat, dilation);
    });
  }) as typeof published;
  Object.assign(tf, { conv1d });
  Object.assign(tf.Tensor.prototype, {
    conv1d(
      this: Tensor3D,
      ...rest: Parameters<typeof conv1d> extends [unknown, ...infer Rest] ? Rest : never
    ) {
      return conv1d(this, ...rest);
    },
  });
  return conv1d;
}

/** Zeros before and after a sequence, for the paddings that tfjs does not compute rightly. */
function zerosAround(pad: unknown, reach: number): [number, number] | undefined {
  if (pad === 'causal') return [reach, 0];
  return typeof pad === 'number' ? [pad, pad] : undefined;
}

function finish(tf: TensorFlow, layer: ConvolutionLayer, product: Tensor): Tensor {
  const biased = layer.bias ? tf.add(product, layer.bias.read()) : product;
  return layer.activation ? layer.activation.apply(biased) : biased;
}

function convolveCausally(
  tf: TensorFlow,
  conv1d: TensorFlow['conv1d'],
  layer: ConvolutionLayer,
  x: Tensor3D,
): Tensor {
  const isFirst = layer.dataFormat === 'channelsFirst';
  const channelsLast = isFirst ? tf.transpose(x, [0, 2, 1]) : x;
  const [stride = 1] = layer.strides;
  const [dilation = 1] = layer.dilationRate;
  const product = conv1d(
    channelsLast,
    layer.kernel.read() as Tensor3D,
    stride,
    'causal' as never,
    'NWC',
    dilation,
  );
  const output = finish(tf, layer, product);
  return isFirst ? tf.transpose(output, [0, 2, 1]) : output;
}

function convolveDilated(tf: TensorFlow, layer: ConvolutionLayer, x: Tensor4D): Tensor {
  const isFirst = layer.dataFormat === 'channelsFirst';
  const channelsLast = isFirst ? tf.transpose(x, [0, 2, 3, 1]) : x;
  const pad = layer.padding === 'same' ? 'same' : 'valid';
  const { strides, dilationRate } = layer as unknown as Record<'strides' | 'dilationRate', [number, number]>;
  const product = tf.conv2d(
    channelsLast,
    layer.kernel.read() as Tensor4D,
    strides,
    pad,
    'NHWC',
    dilationRate,
  );
  const output = finish(tf, layer, product);
  return isFirst ? tf.transpose(output, [0, 3, 1, 2]) : output;
}

function repairFusedConv2d(tf: TensorFlow): void {
  const published = tf.fused.conv2d;
  const conv2d = ((options) => {
    const { dilations = [1, 1], activation = 'linear', bias } = options;
    const isDilated = [dilations].flat().some((rate) => rate > 1);
    // With another activation tfjs takes it apart itself wherever a gradient is wanted.
    if (!isDilated || activation !== 'linear') return published(options);
    const { x, filter, strides, pad, dataFormat = 'NHWC', dimRoundingMode } = options;
    return tf.tidy(() => {
      const product = tf.conv2d(x, filter, strides, pad, dataFormat, dilations, dimRoundingMode);
      return bias === undefined ? product : tf.add(product, bias);
    });
  }) as FusedConv2d;
  Object.assign(tf, { fused: { ...tf.fused, conv2d } });
}
