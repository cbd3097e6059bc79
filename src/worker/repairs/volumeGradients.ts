import type { Tensor, Tensor5D } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient } from './defineGradient.ts';

type Triple = [number, number, number];
type Size3 = number | Triple;

interface Pool3dAttrs {
  readonly filterSize: Size3;
  readonly strides: Size3;
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

interface Transposed3dAttrs {
  readonly strides: Size3;
  readonly pad: 'same' | 'valid';
}

/**
 * Upstream: conv3dTranspose has no gradient, so its layer cannot train; the gradient of avgPool3d with padding divides by
 * the whole window where the forward pass divides by the part of it that lies inside.
 *
 * Repair: the gradients of conv3dTranspose are conv3d and its filter gradient. That of avgPool3d is taken of a padded
 * input without further padding, where every window is whole, and the true number of elements is put in beforehand.
 */
export function repairVolumeGradients(tf: TensorFlow): void {
  defineGradient<'dy' | 'filter', Transposed3dAttrs>(
    tf,
    'Conv3DBackpropInputV2',
    ['dy', 'filter'],
    (gradient, { dy, filter }, { strides, pad }) => ({
      dy: () => tf.conv3d(gradient as Tensor5D, filter as Tensor5D, strides, pad),
      filter: () =>
        tf
          .engine()
          .runKernel(
            'Conv3DBackpropFilterV2',
            { x: gradient, dy },
            { strides, pad, filterShape: filter.shape },
          ),
    }),
  );
  defineGradient<'x', Pool3dAttrs>(tf, 'AvgPool3D', ['x'], (dy, { x }, attrs) => ({
    x: () => averagePoolGradient(tf, dy as Tensor5D, x as Tensor5D, attrs),
  }));
}

function averagePoolGradient(tf: TensorFlow, dy: Tensor5D, x: Tensor5D, attrs: Pool3dAttrs): Tensor {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computePool3DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { front, back, top, bottom, left, right } = info.padInfo;
  const run = (gradient: Tensor, input: Tensor): Tensor =>
    tf.engine().runKernel(
      'AvgPool3DGrad',
      { dy: gradient, input },
      {
        filterSize,
        strides,
        pad: 'valid',
      },
    );
  if (front + back + top + bottom + left + right === 0) return run(dy, x);
  const axes = [
    [front, info.inDepth, back, info.strideDepth, info.filterDepth, info.outDepth],
    [top, info.inHeight, bottom, info.strideHeight, info.filterHeight, info.outHeight],
    [left, info.inWidth, right, info.strideWidth, info.filterWidth, info.outWidth],
  ] as const;
  // Along one axis: window length over the number of its elements that are inside. Along all: the product.
  const corrections = axes.map(([before, length, , stride, window, outputs], axis) => {
    const factors = Array.from({ length: outputs }, (_, i) => {
      const start = i * stride - before;
      return window / (Math.min(start + window, length) - Math.max(start, 0));
    });
    return tf.reshape(tf.tensor1d(factors), [1, 1, 1, 1, 1].with(axis + 1, outputs));
  });
  const corrected = corrections.reduce<Tensor>((product, factor) => tf.mul(product, factor), dy);
  const padded = [x.shape[0], ...axes.map(([before, length, after]) => before + length + after), x.shape[4]];
  return tf.slice(run(corrected, tf.zeros(padded)), [0, front, top, left, 0], x.shape);
}
