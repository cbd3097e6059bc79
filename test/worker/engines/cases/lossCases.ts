import * as tf from '@tensorflow/tfjs';
import { labels, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { minimize, stack, train } from '../training.ts';

const { layers } = tf;

const kerasLosses = [
  'binaryCrossentropy',
  'categoricalCrossentropy',
  'categoricalHinge',
  'cosineProximity',
  'hinge',
  'kullbackLeiblerDivergence',
  'logcosh',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredError',
  'meanSquaredLogarithmicError',
  'poisson',
  'squaredHinge',
] as const;

const ofModels = kerasLosses.map((loss): SuiteCase => ({
  name: `loss ${loss}`,
  run: () =>
    train(
      stack(layers.dense({ inputShape: [5], units: 4, activation: 'softmax' })),
      uniform([8, 5], 1),
      tf.softmax(uniform([8, 4], 2, -2, 2)),
      { loss },
    ),
}));

const metrics: SuiteCase[] = [
  {
    name: 'metrics of a classifier',
    run: () =>
      train(
        stack(layers.dense({ inputShape: [5], units: 4, activation: 'softmax' })),
        uniform([8, 5], 3),
        labels(8, 4),
        {
          loss: 'categoricalCrossentropy',
          metrics: [
            'accuracy',
            'categoricalAccuracy',
            'categoricalCrossentropy',
            'cosine',
            'mse',
            'mae',
            'mape',
          ],
        },
      ),
  },
  {
    name: 'metrics of a yes-or-no classifier',
    run: () =>
      train(
        stack(layers.dense({ inputShape: [5], units: 1, activation: 'sigmoid' })),
        uniform([8, 5], 4),
        tf.tensor2d([0, 1, 1, 0, 1, 0, 1, 1], [8, 1]),
        { loss: 'binaryCrossentropy', metrics: ['accuracy', 'crossentropy', 'precision'] },
      ),
  },
  {
    name: 'sparse labels',
    run: () =>
      train(
        stack(layers.dense({ inputShape: [5], units: 4, activation: 'softmax' })),
        uniform([8, 5], 5),
        tf.tensor2d([0, 1, 2, 3, 0, 1, 2, 3], [8, 1]),
        { loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
      ),
  },
  {
    name: 'int32 labels as tf.oneHot returns them',
    run: () =>
      train(
        stack(layers.dense({ inputShape: [5], units: 3, activation: 'softmax' })),
        uniform([6, 5], 6),
        tf.oneHot(tf.tensor1d([0, 1, 2, 2, 1, 0], 'int32'), 3),
        { loss: 'categoricalCrossentropy', metrics: ['accuracy'] },
      ),
  },
];

type Loss = (truth: tf.Tensor, predicted: tf.Tensor) => tf.Tensor;

const functions: Record<string, Loss> = {
  absoluteDifference: (truth, predicted) => tf.losses.absoluteDifference(truth, predicted),
  cosineDistance: (truth, predicted) => tf.losses.cosineDistance(truth, predicted, 1),
  hingeLoss: (truth, predicted) => tf.losses.hingeLoss(truth, predicted),
  huberLoss: (truth, predicted) => tf.losses.huberLoss(truth, predicted, undefined, 0.5),
  logLoss: (truth, predicted) => tf.losses.logLoss(truth, tf.sigmoid(predicted)),
  meanSquaredError: (truth, predicted) => tf.losses.meanSquaredError(truth, predicted),
  sigmoidCrossEntropy: (truth, predicted) => tf.losses.sigmoidCrossEntropy(truth, predicted, undefined, 0.1),
  softmaxCrossEntropy: (truth, predicted) => tf.losses.softmaxCrossEntropy(truth, predicted, undefined, 0.1),
};

const ofLoops = Object.entries(functions).map(([name, loss]): SuiteCase => ({
  name: `tf.losses.${name}`,
  run: () => {
    const weights = tf.variable(uniform<tf.Rank.R2>([5, 3], 7));
    const x = uniform<tf.Rank.R2>([6, 5], 8);
    return minimize(() => loss(labels(6, 3), tf.matMul(x, weights)).mean(), [weights]);
  },
}));

export const lossCases: readonly SuiteCase[] = [...ofModels, ...metrics, ...ofLoops];
