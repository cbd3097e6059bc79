import * as tf from '@tensorflow/tfjs';
import { integers, labels, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { applyTo, minimize, train } from '../training.ts';

const { layers } = tf;

const variable = (shape: number[], seed: number, limit = 0.4) =>
  tf.variable(uniform(shape, seed, -limit, limit));

const attentionByLayers: SuiteCase = {
  name: 'attention by dot and softmax layers',
  run: () => {
    const input = tf.input({ shape: [4, 5] });
    const [query, key, value] = [1, 2, 3].map(() => applyTo(layers.dense({ units: 5 }), input));
    const scores = applyTo(layers.softmax(), applyTo(layers.dot({ axes: [2, 2] }), query!, key!));
    const context = applyTo(layers.dot({ axes: [2, 1] }), scores, value!);
    const output = applyTo(
      layers.dense({ units: 2, activation: 'softmax' }),
      applyTo(layers.globalAveragePooling1d(), context),
    );
    return train(tf.model({ inputs: input, outputs: output }), uniform([4, 4, 5], 1), labels(4, 2), {
      loss: 'categoricalCrossentropy',
    });
  },
};

interface BlockSizes {
  batch: number;
  time: number;
  size: number;
  heads: number;
}

/** Layer normalisation with a gain and a shift. */
function normalise(x: tf.Tensor, gain: tf.Tensor, shift: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf
    .sub(x, mean)
    .mul(tf.rsqrt(variance.add(1e-5)))
    .mul(gain)
    .add(shift);
}

const gelu = (x: tf.Tensor) => x.mul(0.5).mul(tf.add(1, tf.erf(x.div(Math.SQRT2))));

/** A decoder block with causal attention, of tfjs operations, as one writes it for a small GPT. */
function languageModel({ batch, time, size, heads }: BlockSizes, vocabulary: number) {
  const weights = {
    tokens: variable([vocabulary, size], 1),
    positions: variable([time, size], 2),
    query: variable([size, size], 3),
    key: variable([size, size], 4),
    value: variable([size, size], 5),
    output: variable([size, size], 6),
    wide: variable([size, 4 * size], 7),
    narrow: variable([4 * size, size], 8),
    gain: tf.variable(tf.ones([size])),
    shift: tf.variable(tf.zeros([size])),
  };
  const split = (x: tf.Tensor) =>
    tf.transpose(tf.reshape(x, [batch, time, heads, size / heads]), [0, 2, 1, 3]);
  const mask = tf.linalg
    .bandPart(tf.ones([time, time]), -1, 0)
    .sub(1)
    .mul(1e9);
  const logits = (tokens: tf.Tensor): tf.Tensor => {
    const embedded = tf.gather(weights.tokens, tokens.cast('int32')).add(weights.positions);
    const normal = normalise(embedded, weights.gain, weights.shift);
    // A matrix product of [batch, time, size] with [size, size], broadcast over the batch.
    const [q, k, v] = [weights.query, weights.key, weights.value].map((w) => split(tf.matMul(normal, w)));
    const scores = tf
      .matMul(q!, k!, false, true)
      .mul(1 / Math.sqrt(size / heads))
      .add(mask);
    const context = tf.transpose(tf.matMul(tf.softmax(scores), v!), [0, 2, 1, 3]);
    const attended = embedded.add(tf.matMul(tf.reshape(context, [batch, time, size]), weights.output));
    const hidden = gelu(tf.matMul(normalise(attended, weights.gain, weights.shift), weights.wide));
    const block = attended.add(tf.matMul(hidden, weights.narrow));
    return tf.matMul(block, weights.tokens, false, true);
  };
  return { logits, variables: Object.values<tf.Variable>(weights) };
}

const transformer: SuiteCase = {
  name: 'transformer block with causal attention (small GPT)',
  run: () => {
    const sizes = { batch: 3, time: 6, size: 8, heads: 2 };
    const { logits, variables } = languageModel(sizes, 11);
    const tokens = integers([3, 6], 11, 9);
    const next = tf.oneHot(integers<tf.Rank>([3, 6], 11, 10), 11);
    return minimize(() => tf.losses.softmaxCrossEntropy(next, logits(tokens)), variables);
  },
};

const einsumAttention: SuiteCase = {
  name: 'attention written with einsum',
  run: () => {
    const x = uniform([2, 5, 6], 11);
    const [query, key, value] = [12, 13, 14].map((seed) => variable([6, 2, 3], seed));
    const output = variable([2, 3, 6], 15);
    return minimize(() => {
      const [q, k, v] = [query!, key!, value!].map((w) => tf.einsum('btd,dhk->bthk', x, w));
      const weights = tf.softmax(tf.einsum('bthk,bshk->bhts', q!, k!));
      const context = tf.einsum('bhts,bshk->bthk', weights, v!);
      return tf.einsum('bthk,hkd->btd', context, output).sub(x).square().mean();
    }, [query!, key!, value!, output]);
  },
};

const maskedAttention: SuiteCase = {
  name: 'attention masked by tf.where',
  run: () => {
    const scores = variable([4, 4], 16);
    const mask = tf.linalg.bandPart(tf.ones([4, 4]), -1, 0).cast('bool');
    return minimize(
      () =>
        tf
          .softmax(tf.where(mask, scores, tf.fill([4, 4], -1e9)))
          .square()
          .sum(),
      [scores],
    );
  },
};

const bert: SuiteCase = {
  name: 'masked language model (BERT)',
  run: () => {
    const { logits, variables } = languageModel({ batch: 2, time: 5, size: 8, heads: 4 }, 9);
    const tokens = integers([2, 5], 9, 17);
    const hidden = tf.tensor2d([1, 0, 0, 1, 0, 0, 1, 0, 0, 1], [2, 5]);
    const masked = tf.where(hidden.cast('bool'), tf.zerosLike(tokens), tokens);
    const truth = tf.oneHot(tokens, 9);
    return minimize(() => {
      const perToken = tf.logSoftmax(logits(masked)).mul(truth).sum(-1).neg();
      return perToken.mul(hidden).sum().div(hidden.sum());
    }, variables);
  },
};

export const attentionCases: readonly SuiteCase[] = [
  attentionByLayers,
  transformer,
  bert,
  einsumAttention,
  maskedAttention,
];
