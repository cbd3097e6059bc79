import * as tf from '@tensorflow/tfjs';
import { labels, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { stack, train } from '../training.ts';

const { layers } = tf;

/** Names of activations as `activation:` takes them. */
const activations = [
  'elu',
  'gelu',
  'gelu_new',
  'hardSigmoid',
  'linear',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softplus',
  'softsign',
  'swish',
  'tanh',
] as const;

function withActivation(activation: string): SuiteCase {
  return {
    name: `activation ${activation}`,
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [5], units: 6, activation: activation as 'relu' }),
          layers.dense({ units: 2 }),
        ),
        uniform([7, 5], 1, -3, 3),
        uniform([7, 2], 2),
      ),
  };
}

const perceptrons: SuiteCase[] = [
  {
    name: 'linear regression',
    run: () => {
      const x = uniform([16, 1], 1);
      return train(stack(layers.dense({ inputShape: [1], units: 1 })), x, tf.add(tf.mul(x, 2), 1), {
        optimizer: tf.train.sgd(0.1),
      });
    },
  },
  {
    name: 'perceptron with softmax, dropout and accuracy',
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [9], units: 12, activation: 'relu' }),
          layers.dropout({ rate: 0.25, seed: 3 }),
          layers.dense({ units: 4, activation: 'softmax' }),
        ),
        uniform([16, 9], 3),
        labels(16, 4),
        { loss: 'categoricalCrossentropy', metrics: ['accuracy'] },
      ),
  },
  {
    name: 'wide perceptron',
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [196], units: 64, activation: 'relu' }),
          layers.dense({ units: 10, activation: 'softmax' }),
        ),
        uniform([32, 196], 4),
        labels(32, 10),
        { loss: 'categoricalCrossentropy' },
      ),
  },
  {
    name: 'two inputs and two outputs',
    run: () => {
      const [a, b] = [tf.input({ shape: [3] }), tf.input({ shape: [4] })];
      const joined = layers
        .concatenate()
        .apply([
          layers.dense({ units: 5, activation: 'tanh' }).apply(a) as tf.SymbolicTensor,
          layers.dense({ units: 5, activation: 'tanh' }).apply(b) as tf.SymbolicTensor,
        ]) as tf.SymbolicTensor;
      const outputs = [2, 3].map((units) => layers.dense({ units }).apply(joined) as tf.SymbolicTensor);
      return train(
        tf.model({ inputs: [a, b], outputs }),
        [uniform([6, 3], 1), uniform([6, 4], 2)],
        [uniform([6, 2], 3), uniform([6, 3], 4)],
        { loss: ['meanSquaredError', 'meanAbsoluteError'] },
      );
    },
  },
];

const normalisations: SuiteCase[] = [
  {
    name: 'batch normalisation',
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [5], units: 8 }),
          layers.batchNormalization(),
          layers.activation({ activation: 'relu' }),
          layers.dense({ units: 2 }),
        ),
        uniform([12, 5], 5),
        uniform([12, 2], 6),
        { metrics: ['mae'] },
      ),
  },
  {
    name: 'layer normalisation over the last axis of sequences',
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [4, 5], units: 6 }),
          layers.layerNormalization(),
          layers.flatten(),
          layers.dense({ units: 2 }),
        ),
        uniform([6, 4, 5], 7),
        uniform([6, 2], 8),
      ),
  },
];

const penalties: SuiteCase[] = [
  {
    name: 'L1 and L2 regularisation',
    run: () =>
      train(
        stack(
          layers.dense({
            inputShape: [6],
            units: 5,
            kernelRegularizer: tf.regularizers.l1l2({ l1: 0.01, l2: 0.02 }),
            biasRegularizer: tf.regularizers.l2({ l2: 0.1 }),
          }),
          layers.dense({ units: 1, kernelRegularizer: tf.regularizers.l1({ l1: 0.03 }) }),
        ),
        uniform([8, 6], 9),
        uniform([8, 1], 10),
      ),
  },
  ...(['maxNorm', 'minMaxNorm', 'nonNeg', 'unitNorm'] as const).map((constraint): SuiteCase => ({
    name: `constraint ${constraint}`,
    run: () =>
      train(
        stack(
          layers.dense({
            inputShape: [6],
            units: 5,
            kernelConstraint: tf.constraints[constraint]({ axis: 0 }),
          }),
          layers.dense({ units: 1 }),
        ),
        uniform([8, 6], 11),
        uniform([8, 1], 12),
        { optimizer: tf.train.sgd(0.2) },
      ),
  })),
];

const activationLayers: SuiteCase[] = [
  {
    name: 'activation layers: prelu, leakyReLU, elu, reLU, thresholdedReLU',
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [6], units: 8 }),
          layers.prelu({ alphaInitializer: 'ones' }),
          layers.dense({ units: 8 }),
          layers.leakyReLU({ alpha: 0.2 }),
          layers.dense({ units: 8 }),
          layers.elu(),
          layers.dense({ units: 8 }),
          layers.reLU({ maxValue: 2 }),
          layers.dense({ units: 8 }),
          layers.thresholdedReLU({ theta: 0.05 }),
          layers.dense({ units: 1 }),
        ),
        uniform([10, 6], 13),
        uniform([10, 1], 14),
      ),
  },
  {
    name: 'prelu with slopes shared along axes of a picture',
    run: () =>
      train(
        stack(
          layers.conv2d({ inputShape: [5, 4, 2], filters: 3, kernelSize: 2 }),
          layers.prelu({ sharedAxes: [1, 2] }),
          layers.conv2d({ filters: 3, kernelSize: 2 }),
          layers.prelu({ sharedAxes: [2] }),
          layers.flatten(),
          layers.dense({ units: 1 }),
        ),
        uniform([4, 5, 4, 2], 15),
        uniform([4, 1], 16),
      ),
  },
  {
    name: 'softmax layers along the last and the first axis of a sample',
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [3, 4], units: 5 }),
          layers.softmax(),
          layers.dense({ units: 4 }),
          layers.softmax({ axis: 1 }),
          layers.flatten(),
          layers.dense({ units: 2 }),
        ),
        uniform([5, 3, 4], 17),
        uniform([5, 2], 18),
      ),
  },
];

export const denseCases: readonly SuiteCase[] = [
  ...perceptrons,
  ...normalisations,
  ...penalties,
  ...activationLayers,
  ...activations.map(withActivation),
];
