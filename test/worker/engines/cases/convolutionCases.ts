import * as tf from '@tensorflow/tfjs';
import { labels, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { stack, train } from '../training.ts';

const { layers } = tf;

/** A body of layers on pictures, then global pooling and two outputs. */
function onPictures(
  name: string,
  shape: [number, number, number],
  body: () => tf.layers.Layer[],
  options: Pick<SuiteCase, 'tolerance' | 'because' | 'slow'> = {},
): SuiteCase {
  return {
    name,
    ...options,
    run: () =>
      train(
        stack(
          ...body(),
          layers.globalAveragePooling2d({}),
          layers.dense({ units: 3, activation: 'softmax' }),
        ),
        uniform([4, ...shape], 1),
        labels(4, 3),
        { loss: 'categoricalCrossentropy' },
      ),
  };
}

const pictures: SuiteCase[] = [
  {
    name: 'convolutional classifier of digits',
    run: () =>
      train(
        stack(
          layers.conv2d({ inputShape: [14, 14, 1], filters: 6, kernelSize: 3, activation: 'relu' }),
          layers.maxPooling2d({ poolSize: 2 }),
          layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
          layers.maxPooling2d({ poolSize: 2 }),
          layers.flatten(),
          layers.dense({ units: 10, activation: 'softmax' }),
        ),
        uniform([8, 14, 14, 1], 2, 0, 1),
        labels(8, 10),
        { loss: 'categoricalCrossentropy', metrics: ['accuracy'] },
      ),
  },
  onPictures('conv2d with strides, same padding and batch normalisation', [9, 10, 3], () => [
    layers.conv2d({ inputShape: [9, 10, 3], filters: 5, kernelSize: 3, strides: 2, padding: 'same' }),
    layers.batchNormalization(),
    layers.conv2d({ filters: 6, kernelSize: [2, 3], strides: [1, 2], padding: 'same', activation: 'elu' }),
  ]),
  onPictures('dilated conv2d', [11, 9, 2], () => [
    layers.conv2d({
      inputShape: [11, 9, 2],
      filters: 4,
      kernelSize: 3,
      dilationRate: 2,
      padding: 'same',
      activation: 'relu',
    }),
    layers.conv2d({ filters: 4, kernelSize: 3, dilationRate: [3, 2] }),
  ]),
  onPictures('depthwise convolutions, plain, strided and dilated', [10, 9, 2], () => [
    layers.depthwiseConv2d({ inputShape: [10, 9, 2], kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
    layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
    layers.depthwiseConv2d({ kernelSize: 2, dilationRate: 2 }),
  ]),
  onPictures('separable convolutions, plain, strided and dilated', [10, 9, 2], () => [
    layers.separableConv2d({ inputShape: [10, 9, 2], filters: 5, kernelSize: 3, padding: 'same' }),
    layers.separableConv2d({ filters: 5, kernelSize: 3, strides: 2, activation: 'relu' }),
    layers.separableConv2d({ filters: 4, kernelSize: 2, dilationRate: 2 }),
  ]),
  onPictures('transposed convolutions', [3, 4, 2], () => [
    layers.conv2dTranspose({ inputShape: [3, 4, 2], filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
    layers.leakyReLU(),
    layers.conv2dTranspose({ filters: 3, kernelSize: 4, padding: 'same', activation: 'tanh' }),
    layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: 2 }),
  ]),
  onPictures('channels first', [2, 7, 6], () => [
    layers.conv2d({ inputShape: [2, 7, 6], filters: 4, kernelSize: 3, dataFormat: 'channelsFirst' }),
    layers.maxPooling2d({ poolSize: 2, dataFormat: 'channelsFirst' }),
  ]),
  {
    name: 'max, average and global pooling of pictures',
    run: () => {
      const input = tf.input({ shape: [7, 8, 2] });
      const convolved = layers.conv2d({ filters: 3, kernelSize: 2, padding: 'same' }).apply(input);
      const pooled = [
        layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
        layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
        layers.maxPooling2d({ poolSize: [2, 3], strides: 1 }),
        layers.averagePooling2d({ poolSize: [2, 3] }),
      ].map((layer) => layers.flatten().apply(layer.apply(convolved)) as tf.SymbolicTensor);
      const globals = [layers.globalMaxPooling2d({}), layers.globalAveragePooling2d({})].map(
        (layer) => layer.apply(convolved) as tf.SymbolicTensor,
      );
      const joined = layers.concatenate().apply([...pooled, ...globals]);
      const output = layers.dense({ units: 2 }).apply(joined) as tf.SymbolicTensor;
      return train(
        tf.model({ inputs: input, outputs: output }),
        uniform([4, 7, 8, 2], 3),
        uniform([4, 2], 4),
      );
    },
  },
];

const sequences: SuiteCase[] = [
  {
    name: 'conv1d with pooling',
    run: () =>
      train(
        stack(
          layers.conv1d({ inputShape: [16, 3], filters: 5, kernelSize: 3, activation: 'relu' }),
          layers.maxPooling1d({ poolSize: 2 }),
          layers.conv1d({ filters: 5, kernelSize: 3, padding: 'same', strides: 2 }),
          layers.averagePooling1d({ poolSize: 2 }),
          layers.globalMaxPooling1d(),
          layers.dense({ units: 2 }),
        ),
        uniform([5, 16, 3], 5),
        uniform([5, 2], 6),
      ),
  },
  {
    name: 'causal and dilated conv1d (WaveNet)',
    run: () =>
      train(
        stack(
          layers.conv1d({
            inputShape: [20, 2],
            filters: 4,
            kernelSize: 2,
            padding: 'causal',
            activation: 'tanh',
          }),
          layers.conv1d({
            filters: 4,
            kernelSize: 2,
            padding: 'causal',
            dilationRate: 2,
            activation: 'tanh',
          }),
          layers.conv1d({ filters: 4, kernelSize: 2, padding: 'causal', dilationRate: 4 }),
          layers.conv1d({ filters: 4, kernelSize: 3, padding: 'same', dilationRate: 3 }),
          layers.globalAveragePooling1d(),
          layers.dense({ units: 1 }),
        ),
        uniform([4, 20, 2], 7),
        uniform([4, 1], 8),
      ),
  },
];

const volumes: SuiteCase[] = [
  {
    name: 'conv3d with max and average pooling',
    run: () =>
      train(
        stack(
          layers.conv3d({ inputShape: [5, 6, 5, 2], filters: 3, kernelSize: 2, padding: 'same' }),
          layers.maxPooling3d({ poolSize: 2, strides: 1, padding: 'same' }),
          layers.conv3d({
            filters: 3,
            kernelSize: [2, 3, 2],
            strides: 2,
            padding: 'same',
            activation: 'relu',
          }),
          layers.averagePooling3d({ poolSize: 2, padding: 'same' }),
          layers.flatten(),
          layers.dense({ units: 2 }),
        ),
        uniform([2, 5, 6, 5, 2], 9),
        uniform([2, 2], 10),
      ),
  },
  {
    name: 'transposed conv3d',
    run: () =>
      train(
        stack(
          layers.conv3dTranspose({ inputShape: [2, 3, 2, 2], filters: 2, kernelSize: 2, strides: 2 }),
          layers.flatten(),
          layers.dense({ units: 1 }),
        ),
        uniform([2, 2, 3, 2, 2], 11),
        uniform([2, 1], 12),
      ),
  },
];

export const convolutionCases: readonly SuiteCase[] = [...pictures, ...sequences, ...volumes];
