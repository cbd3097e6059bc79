import * as tf from '@tensorflow/tfjs';
import { createModels, type TrainingCase } from '../kernels/models.ts';
import { createSeededRandom } from '../kernels/seededRandom.ts';

const { layers } = tf;
const weights = (seed: number) => tf.initializers.glorotUniform({ seed });

function uniform(shape: number[], seed: number): tf.Tensor {
  return tf.tensor(createSeededRandom(seed).values(tf.util.sizeFromShape(shape)), shape);
}

function regression(
  parts: tf.layers.Layer[],
  shapes: { x: number[]; y: number[] },
  optimizer: tf.Optimizer,
): TrainingCase {
  const model = tf.sequential({ layers: parts });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return { model, x: uniform(shapes.x, 11), y: uniform(shapes.y, 12) };
}

type Activation = 'relu' | 'relu6' | 'elu' | 'selu' | 'sigmoid' | 'tanh' | 'softplus' | 'softmax' | 'linear';

/** Two dense layers with this activation in between. */
function dense(activation: Activation, optimizer: tf.Optimizer): TrainingCase {
  return regression(
    [
      layers.dense({ inputShape: [6], units: 9, activation, kernelInitializer: weights(1) }),
      layers.dense({ units: 4, kernelInitializer: weights(2) }),
    ],
    { x: [8, 6], y: [8, 4] },
    optimizer,
  );
}

function recurrent(
  layer: 'lstm' | 'gru' | 'simpleRNN',
  options: { returnSequences: boolean; goBackwards?: boolean; recurrentActivation?: 'sigmoid' },
): TrainingCase {
  return regression(
    [
      layers[layer]({
        inputShape: [5, 3],
        units: 4,
        kernelInitializer: weights(1),
        recurrentInitializer: weights(2),
        ...options,
      }),
      layers.dense({ units: 2, kernelInitializer: weights(3) }),
    ],
    { x: [6, 5, 3], y: options.returnSequences ? [6, 5, 2] : [6, 2] },
    tf.train.adam(0.01),
  );
}

function pooled(padding: 'same' | 'valid', poolSize: number, strides: number): TrainingCase {
  return regression(
    [
      layers.conv2d({
        inputShape: [9, 8, 2],
        filters: 5,
        kernelSize: 3,
        padding,
        activation: 'relu',
        kernelInitializer: weights(1),
      }),
      layers.maxPooling2d({ poolSize, strides, padding }),
      layers.flatten(),
      layers.dense({ units: 3, activation: 'tanh', kernelInitializer: weights(2) }),
    ],
    { x: [4, 9, 8, 2], y: [4, 3] },
    tf.train.adam(0.01),
  );
}

/** Small seeded trainings, each with layers or optimizers that take a path of their own on the native engine. */
export const trainings = {
  ...createModels(tf),
  'convolution, pooling 2 x 2': () => pooled('valid', 2, 2),
  'convolution, overlapping pooling': () => pooled('same', 3, 2),
  'lstm, sigmoid gates': () => recurrent('lstm', { returnSequences: false, recurrentActivation: 'sigmoid' }),
  'lstm, sequences backwards': () =>
    recurrent('lstm', { returnSequences: true, goBackwards: true, recurrentActivation: 'sigmoid' }),
  'lstm, hard gates': () => recurrent('lstm', { returnSequences: true }),
  gru: () => recurrent('gru', { returnSequences: false }),
  'simple rnn': () => recurrent('simpleRNN', { returnSequences: true }),
  'relu, adam': () => dense('relu', tf.train.adam(0.05, 0.8, 0.95, 1e-3)),
  'elu, sgd': () => dense('elu', tf.train.sgd(0.1)),
  'sigmoid, momentum': () => dense('sigmoid', tf.train.momentum(0.1, 0.9)),
  'tanh, rmsprop': () => dense('tanh', tf.train.rmsprop(0.01)),
  'softplus, adagrad': () => dense('softplus', tf.train.adagrad(0.1)),
  'relu6, adamax': () => dense('relu6', tf.train.adamax(0.01)),
  'selu, adadelta': () => dense('selu', tf.train.adadelta(0.1)),
} satisfies Record<string, () => TrainingCase>;
