import type * as tfjs from '@tensorflow/tfjs';
import { createSeededRandom } from './seededRandom.ts';

/** A compiled model with one batch for it. */
export interface TrainingCase {
  readonly model: tfjs.Sequential;
  readonly x: tfjs.Tensor;
  readonly y: tfjs.Tensor;
}

/** Small seeded models, one for each family of layers that needs our kernels. */
export function createModels(
  tf: typeof tfjs,
): Record<'cnn' | 'lstm' | 'separable' | 'transposed', () => TrainingCase> {
  const weights = (seed: number) => tf.initializers.glorotUniform({ seed });
  const uniform = (shape: number[], seed: number) =>
    tf.tensor(createSeededRandom(seed).values(shape.reduce((a, b) => a * b)), shape);
  const labels = (batch: number, classes: number) =>
    tf.tidy(() =>
      tf
        .oneHot(
          Array.from({ length: batch }, (_, i) => i % classes),
          classes,
        )
        .toFloat(),
    );
  const compile = (model: tfjs.Sequential, loss: string) => {
    model.compile({ optimizer: tf.train.adam(0.01), loss });
    return model;
  };

  function cnn(): TrainingCase {
    const { layers } = tf;
    const model = tf.sequential({
      layers: [
        layers.conv2d({
          inputShape: [11, 10, 3],
          filters: 6,
          kernelSize: 3,
          activation: 'relu',
          kernelInitializer: weights(1),
        }),
        layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
        layers.conv2d({
          filters: 9,
          kernelSize: [2, 3],
          strides: 2,
          padding: 'same',
          kernelInitializer: weights(2),
        }),
        layers.batchNormalization(),
        layers.leakyReLU(),
        layers.averagePooling2d({ poolSize: 2, strides: 1 }),
        layers.flatten(),
        layers.dense({ units: 4, activation: 'softmax', kernelInitializer: weights(3) }),
      ],
    });
    return {
      model: compile(model, 'categoricalCrossentropy'),
      x: uniform([8, 11, 10, 3], 4),
      y: labels(8, 4),
    };
  }

  function lstm(): TrainingCase {
    const { layers } = tf;
    const model = tf.sequential({
      layers: [
        layers.embedding({ inputDim: 30, outputDim: 7, inputLength: 6, embeddingsInitializer: weights(1) }),
        layers.lstm({ units: 9, kernelInitializer: weights(2), recurrentInitializer: weights(3) }),
        layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer: weights(4) }),
      ],
    });
    const x = tf.tidy(() => uniform([8, 6], 5).abs().mul(30).floor());
    const y = tf.tensor2d([0, 1, 0, 1, 1, 0, 1, 0], [8, 1]);
    return { model: compile(model, 'binaryCrossentropy'), x, y };
  }

  function separable(): TrainingCase {
    const { layers } = tf;
    const model = tf.sequential({
      layers: [
        layers.conv2d({
          inputShape: [9, 9, 2],
          filters: 8,
          kernelSize: 3,
          padding: 'same',
          activation: 'relu',
          kernelInitializer: weights(1),
        }),
        layers.depthwiseConv2d({
          kernelSize: 3,
          depthMultiplier: 2,
          strides: 2,
          padding: 'same',
          depthwiseInitializer: weights(2),
        }),
        layers.separableConv2d({
          filters: 5,
          kernelSize: 3,
          activation: 'relu',
          depthwiseInitializer: weights(3),
          pointwiseInitializer: weights(4),
        }),
        layers.globalAveragePooling2d({}),
        layers.dense({ units: 3, activation: 'softmax', kernelInitializer: weights(5) }),
      ],
    });
    return { model: compile(model, 'categoricalCrossentropy'), x: uniform([6, 9, 9, 2], 6), y: labels(6, 3) };
  }

  function transposed(): TrainingCase {
    const { layers } = tf;
    const model = tf.sequential({
      layers: [
        layers.dense({ inputShape: [5], units: 48, kernelInitializer: weights(1) }),
        layers.reshape({ targetShape: [4, 4, 3] }),
        layers.batchNormalization(),
        layers.conv2dTranspose({
          filters: 5,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          kernelInitializer: weights(2),
        }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.conv2dTranspose({
          filters: 1,
          kernelSize: 4,
          activation: 'tanh',
          padding: 'same',
          kernelInitializer: weights(3),
        }),
      ],
    });
    return { model: compile(model, 'meanSquaredError'), x: uniform([6, 5], 4), y: uniform([6, 8, 8, 1], 5) };
  }

  return { cnn, lstm, separable, transposed };
}
