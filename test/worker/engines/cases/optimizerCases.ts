import * as tf from '@tensorflow/tfjs';
import { uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { minimize, stack, train } from '../training.ts';

const { layers } = tf;

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.05, 0.9),
  'momentum of Nesterov': () => tf.train.momentum(0.05, 0.9, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(1, 0.9),
  adam: () => tf.train.adam(0.02),
  adamax: () => tf.train.adamax(0.02),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9),
  'rmsprop, centred and with momentum': () => tf.train.rmsprop(0.01, 0.9, 0.5, 1e-5, true),
};

const each = Object.entries(optimizers).map(([name, create]): SuiteCase => ({
  name: `optimizer ${name}`,
  run: () =>
    train(
      stack(layers.dense({ inputShape: [5], units: 6, activation: 'tanh' }), layers.dense({ units: 2 })),
      uniform([9, 5], 1),
      uniform([9, 2], 2),
      { optimizer: create(), updates: 5 },
    ),
}));

async function trainTwoListsWithOneOptimizer(): Promise<number[]> {
  const [a, b] = [tf.variable(uniform([3, 4], 3)), tf.variable(uniform([5], 4))];
  const optimizer = tf.train.adam(0.05);
  const losses: number[] = [];
  for (let round = 0; round < 3; round++) {
    losses.push(...(await minimize(() => a.square().mean(), [a], optimizer, 1)));
    losses.push(...(await minimize(() => b.sub(1).square().mean(), [b], optimizer, 1)));
  }
  return losses;
}

export const optimizerCases: readonly SuiteCase[] = [
  ...each,
  { name: 'one optimizer for two lists of variables', run: trainTwoListsWithOneOptimizer },
  {
    name: 'a learning rate that changes, and clipped gradients',
    run: async () => {
      const weights = tf.variable(uniform([4, 3], 5));
      const optimizer = tf.train.sgd(0.5);
      const losses: number[] = [];
      for (let update = 0; update < 4; update++) {
        (optimizer as unknown as { setLearningRate(rate: number): void }).setLearningRate(0.5 / (update + 1));
        const { value, grads } = tf.variableGrads(() => weights.pow(2).sum<tf.Scalar>(), [weights]);
        const clipped = Object.fromEntries(
          Object.entries(grads).map(([name, gradient]) => [name, tf.clipByValue(gradient, -0.5, 0.5)]),
        );
        optimizer.applyGradients(clipped);
        losses.push(...(await value.data()));
      }
      return losses;
    },
  },
];
