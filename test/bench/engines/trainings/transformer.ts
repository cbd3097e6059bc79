import type { Scalar, Tensor, Tensor3D, Variable } from '@tensorflow/tfjs';
import type { CreateTraining } from './training.ts';

const [batch, steps, width, heads, hidden] = [16, 32, 64, 4, 256];

/**
 * One pre-norm encoder block, written out as the lesson does: layer norm, 4-head self-attention, residual, layer norm,
 * 64 – 256 – 64 with ReLU, residual. Batch 16, 32 positions; mean squared error to a fixed target, Adam.
 */
export const createTransformer: CreateTraining = (tf) => {
  const matrix = (rows: number, cols: number): Variable =>
    tf.tidy(() => tf.variable(tf.randomNormal([rows, cols], 0, 1 / Math.sqrt(rows))));
  const row = (length: number, value: number): Variable =>
    tf.tidy(() => tf.variable(tf.fill([length], value)));
  const weights = {
    query: matrix(width, width),
    key: matrix(width, width),
    value: matrix(width, width),
    merge: matrix(width, width),
    wide: matrix(width, hidden),
    wideBias: row(hidden, 0),
    narrow: matrix(hidden, width),
    narrowBias: row(width, 0),
    scale1: row(width, 1),
    shift1: row(width, 0),
    scale2: row(width, 1),
    shift2: row(width, 0),
  };
  const layerNorm = (x: Tensor, scale: Tensor, shift: Tensor): Tensor => {
    const { mean, variance } = tf.moments(x, -1, true);
    return x
      .sub(mean)
      .mul(tf.rsqrt(variance.add(1e-5)))
      .mul(scale)
      .add(shift);
  };
  const dense = (x: Tensor, w: Tensor): Tensor =>
    tf.matMul(x.reshape([batch * steps, -1]), w).reshape([batch, steps, -1]);
  const split = (x: Tensor): Tensor =>
    x.reshape([batch, steps, heads, width / heads]).transpose([0, 2, 1, 3]);
  const attend = (x: Tensor): Tensor => {
    const [q, k, v] = [weights.query, weights.key, weights.value].map((w) => split(dense(x, w)));
    if (!q || !k || !v) throw new Error('There are three projections.');
    const scores = tf.matMul(q, k, false, true).mul(1 / Math.sqrt(width / heads));
    const mixed = tf.matMul(tf.softmax(scores), v).transpose([0, 2, 1, 3]).reshape([batch, steps, width]);
    return dense(mixed, weights.merge);
  };
  const block = (x: Tensor): Tensor => {
    const attended = x.add(attend(layerNorm(x, weights.scale1, weights.shift1)));
    const normed = layerNorm(attended, weights.scale2, weights.shift2);
    const wide = dense(normed, weights.wide).add(weights.wideBias).relu();
    return attended.add(dense(wide, weights.narrow).add(weights.narrowBias));
  };
  const x: Tensor3D = tf.randomNormal([batch, steps, width]);
  const target: Tensor3D = tf.randomNormal([batch, steps, width]);
  const optimizer = tf.train.adam(1e-3);
  const variables = Object.values(weights);
  return {
    samplesPerStep: batch,
    async train(count) {
      let last: Scalar | null = null;
      for (let step = 0; step < count; step++) {
        last?.dispose();
        last = optimizer.minimize(() => tf.losses.meanSquaredError(target, block(x)), true, variables);
      }
      const [loss = Number.NaN] = (await last?.data()) ?? [];
      last?.dispose();
      return loss;
    },
  };
};
