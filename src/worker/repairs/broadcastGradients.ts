import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/**
 * Upstream: the gradients of maximum, minimum, squaredDifference and matMul forget that their inputs may have been
 * broadcast, so `tf.matMul(sequences, weights)` with shapes [batch, time, size] and [size, units] throws in the backward
 * pass ("has shape ..., which does not match the shape of the input"). matMul itself leaves half of its result out when
 * batch axes of both tensors are broadcast against each other, as in [2, 1, n, m] times [1, 3, m, k].
 *
 * Repair: sum over the axes that were broadcast; broadcast such batches before the product.
 */
export function repairBroadcastGradients(tf: TensorFlow): void {
  const masked = (dy: Tensor, mask: Tensor, like: Tensor) =>
    sumToShape(tf, tf.mul(dy, tf.cast(mask, 'float32')), like.shape);
  extend(tf, 'Maximum', isBroadcast, (dy, a, b) => ({
    a: () => masked(dy, tf.greaterEqual(a, b), a),
    b: () => masked(dy, tf.less(a, b), b),
  }));
  extend(tf, 'Minimum', isBroadcast, (dy, a, b) => ({
    a: () => masked(dy, tf.lessEqual(a, b), a),
    b: () => masked(dy, tf.greater(a, b), b),
  }));
  extend(tf, 'SquaredDifference', isBroadcast, (dy, a, b) => {
    const slope = () => tf.mul(dy, tf.mul(2, tf.sub(a, b)));
    return {
      a: () => sumToShape(tf, slope(), a.shape),
      b: () => sumToShape(tf, tf.neg(slope()), b.shape),
    };
  });
  extend(tf, 'BatchMatMul', isBatchBroadcast, (dy, a, b, attrs) => {
    const { transposeA, transposeB } = attrs as MatMulAttrs;
    return {
      a: () => {
        const gradient = transposeA
          ? tf.matMul(b, dy, transposeB, true)
          : tf.matMul(dy, b, false, !transposeB);
        return sumToShape(tf, gradient, a.shape);
      },
      b: () => {
        const gradient = transposeB
          ? tf.matMul(dy, a, true, transposeA)
          : tf.matMul(a, dy, !transposeA, false);
        return sumToShape(tf, gradient, b.shape);
      },
    };
  });
  repairMatMulBatches(tf);
}

interface MatMulAttrs {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const isSame = (a: readonly number[], b: readonly number[]) => a.join() === b.join();

const isBroadcast = (dy: Tensor, a: Tensor, b: Tensor) =>
  !isSame(a.shape, dy.shape) || !isSame(b.shape, dy.shape);

const isBatchBroadcast = (dy: Tensor, a: Tensor, b: Tensor) => {
  const batch = dy.shape.slice(0, -2);
  return !isSame(a.shape.slice(0, -2), batch) || !isSame(b.shape.slice(0, -2), batch);
};

/** Registers a gradient for the inputs that `isOurs` picks; for others the one that was there, an engine's own perhaps, stays. */
function extend(
  tf: TensorFlow,
  kernelName: string,
  isOurs: (dy: Tensor, a: Tensor, b: Tensor) => boolean,
  gradient: (dy: Tensor, a: Tensor, b: Tensor, attrs: unknown) => Record<'a' | 'b', () => Tensor>,
): void {
  const published = tf.getGradient(kernelName);
  tf.registerGradient({
    ...published,
    gradFunc(dy, saved, attrs) {
      const [a, b] = saved as [Tensor, Tensor];
      return isOurs(dy as Tensor, a, b)
        ? gradient(dy as Tensor, a, b, attrs)
        : published.gradFunc(dy, saved, attrs);
    },
  });
}

function repairMatMulBatches(tf: TensorFlow): void {
  const published = tf.matMul;
  const isFull = (x: Tensor, batch: readonly number[]) => {
    const own = x.shape.slice(0, -2);
    return own.every((length) => length === 1) || own.join() === batch.join();
  };
  const matMul = ((a, b, ...transposed) => {
    if (!(a instanceof tf.Tensor && b instanceof tf.Tensor) || (a.rank < 4 && b.rank < 4)) {
      return published(a, b, ...transposed);
    }
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    if (isFull(a, batch) && isFull(b, batch)) return published(a, b, ...transposed);
    const widen = (x: Tensor) => tf.broadcastTo(x, [...batch, ...x.shape.slice(-2)]);
    return tf.tidy(() => published(widen(a), widen(b), ...transposed));
  }) as typeof published;
  Object.assign(tf, { matMul });
  Object.assign(tf.Tensor.prototype, {
    matMul(this: Tensor, b: Tensor, ...transposed: [boolean?, boolean?]) {
      return matMul(this, b, ...transposed);
    },
  });
}

/** The sum of `x` over the axes along which a tensor of `shape` was broadcast to the shape of `x`. */
export function sumToShape(tf: TensorFlow, x: Tensor, shape: readonly number[]): Tensor {
  const added = x.shape.length - shape.length;
  const axes = x.shape.flatMap((length, axis) => {
    const original = axis < added ? undefined : shape[axis - added];
    return original === length ? [] : [axis];
  });
  const sum = axes.length > 0 ? tf.sum(x, axes) : x;
  return tf.reshape(sum, [...shape]);
}
