import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient } from './defineGradient.ts';

type Pair = [number, number];

interface WindowAttrs {
  readonly strides: number | Pair;
  readonly pad: 'same' | 'valid' | number;
  readonly dilations?: number | Pair;
  readonly filterSize: number | Pair;
}

/**
 * Upstream: a gradient of a gradient (gradient penalties, meta-learning) fails at the filter gradient of conv2d, at both
 * gradients of a depthwise convolution and at that of avgPool.
 *
 * Repair: all of them are linear in each input, so their gradients are again convolutions and poolings. Second gradients
 * of maxPool and elu stay unavailable.
 */
export function repairSecondOrderGradients(tf: TensorFlow): void {
  const run = (name: string, inputs: Record<string, Tensor>, attrs: object): Tensor =>
    tf.engine().runKernel(name, inputs, attrs as never);
  const byFilter = (prefix: 'Conv2D' | 'DepthwiseConv2dNative') =>
    defineGradient<'x' | 'dy', WindowAttrs>(
      tf,
      `${prefix}BackpropFilter`,
      ['x', 'dy'],
      (gradient, { x, dy }, attrs) => ({
        x: () => run(`${prefix}BackpropInput`, { dy, filter: gradient }, { ...attrs, inputShape: x.shape }),
        dy: () => run(prefix, { x, filter: gradient }, { dilations: [1, 1], ...attrs }),
      }),
    );
  byFilter('Conv2D');
  byFilter('DepthwiseConv2dNative');
  defineGradient<'dy' | 'filter', WindowAttrs>(
    tf,
    'DepthwiseConv2dNativeBackpropInput',
    ['dy', 'filter'],
    (gradient, { dy, filter }, attrs) => ({
      dy: () => run('DepthwiseConv2dNative', { x: gradient, filter }, attrs),
      filter: () =>
        run(
          'DepthwiseConv2dNativeBackpropFilter',
          { x: gradient, dy },
          { ...attrs, filterShape: filter.shape },
        ),
    }),
  );
  defineGradient<'dy' | 'input', WindowAttrs>(
    tf,
    'AvgPoolGrad',
    ['dy', 'input'],
    (gradient, { input }, attrs) => ({
      dy: () => tf.avgPool(gradient as Tensor4D, attrs.filterSize, attrs.strides, attrs.pad),
      input: () => tf.zeros(input.shape),
    }),
  );
}
