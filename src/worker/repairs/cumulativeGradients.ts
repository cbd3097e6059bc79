import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient } from './defineGradient.ts';

interface CumulativeAttrs {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/**
 * Upstream: the gradient of cumsum comes out transposed unless the axis is the last, and cumprod has none.
 *
 * Repair: cumsum's is a cumsum the other way. cumprod's is computed without dividing by x, so that zeros in x are exact:
 * for an axis of n elements it takes n times the memory of x.
 */
export function repairCumulativeGradients(tf: TensorFlow): void {
  defineGradient<'x', CumulativeAttrs>(tf, 'Cumsum', ['x'], (dy, _inputs, { axis, exclusive, reverse }) => ({
    x: () => tf.cumsum(dy, axis, exclusive, !reverse),
  }));
  defineGradient<'x', CumulativeAttrs>(tf, 'Cumprod', ['x'], (dy, { x }, attrs) => ({
    x: () => cumprodGradient(tf, dy, x, attrs),
  }));
}

/**
 * dx[i] is the sum over k of dy[k] times the product that y[k] is, without its factor x[i]: a cumprod along k of x with
 * x[i] replaced by one, counted where y[k] has that factor.
 */
function cumprodGradient(tf: TensorFlow, dy: Tensor, x: Tensor, attrs: CumulativeAttrs): Tensor {
  const { exclusive, reverse } = attrs;
  const axis = attrs.axis < 0 ? attrs.axis + x.rank : attrs.axis;
  const length = x.shape[axis] ?? 1;
  // The factor left out varies along a new axis before `axis`.
  const along = Array.from({ length: x.rank + 1 }, (_, i) => (i === axis || i === axis + 1 ? length : 1));
  const isLeftOut = tf.reshape(tf.eye(length), along);
  const factors = tf.add(tf.mul(tf.expandDims(x, axis), tf.sub(1, isLeftOut)), isLeftOut);
  const products = tf.cumprod(factors, axis + 1, exclusive, reverse);
  const hasFactor = tf.buffer([length, length]);
  for (let i = 0; i < length; i++) {
    for (let k = 0; k < length; k++) {
      const comesBefore = reverse ? i > k : i < k;
      if (comesBefore || (i === k && !exclusive)) hasFactor.set(1, i, k);
    }
  }
  const counted = tf.mul(products, tf.reshape(hasFactor.toTensor(), along));
  return tf.sum(tf.mul(counted, tf.expandDims(dy, axis)), axis + 1);
}
