import * as tf from '@tensorflow/tfjs';
import { labels, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { applyTo, stack, train } from '../training.ts';

const { layers } = tf;

const merges = {
  add: () => layers.add(),
  average: () => layers.average(),
  concatenate: () => layers.concatenate({ axis: -1 }),
  maximum: () => layers.maximum(),
  minimum: () => layers.minimum(),
  multiply: () => layers.multiply(),
  dot: () => layers.dot({ axes: -1, normalize: true }),
} as const;

const mergeCases = Object.entries(merges).map(([name, create]): SuiteCase => ({
  name: `merge layer ${name}`,
  run: () => {
    const input = tf.input({ shape: [4] });
    const branches = [1, 2].map(() => applyTo(layers.dense({ units: 3, activation: 'tanh' }), input));
    const output = applyTo(layers.dense({ units: 2 }), applyTo(create(), ...branches));
    return train(tf.model({ inputs: input, outputs: output }), uniform([6, 4], 1), uniform([6, 2], 2));
  },
}));

const reshaping: SuiteCase[] = [
  {
    name: 'reshape, permute, repeatVector and flatten',
    run: () =>
      train(
        stack(
          layers.dense({ inputShape: [6], units: 4, activation: 'tanh' }),
          layers.repeatVector({ n: 3 }),
          layers.permute({ dims: [2, 1] }),
          layers.reshape({ targetShape: [2, 6] }),
          layers.dense({ units: 3 }),
          layers.flatten(),
          layers.dense({ units: 2 }),
        ),
        uniform([5, 6], 3),
        uniform([5, 2], 4),
      ),
  },
  {
    name: 'upsampling, zero padding and cropping of pictures',
    run: () =>
      train(
        stack(
          layers.conv2d({ inputShape: [4, 5, 2], filters: 3, kernelSize: 2 }),
          layers.upSampling2d({ size: [2, 3] }),
          layers.zeroPadding2d({
            padding: [
              [1, 2],
              [0, 1],
            ],
          }),
          layers.conv2d({ filters: 2, kernelSize: 3 }),
          layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
          layers.cropping2D({
            cropping: [
              [1, 0],
              [2, 1],
            ],
          }),
          layers.globalAveragePooling2d({}),
          layers.dense({ units: 2 }),
        ),
        uniform([3, 4, 5, 2], 5),
        uniform([3, 2], 6),
      ),
  },
];

const residual: SuiteCase[] = [
  {
    name: 'residual block',
    run: () => {
      const input = tf.input({ shape: [7, 6, 4] });
      const first = applyTo(layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same' }), input);
      const normal = applyTo(layers.batchNormalization(), first);
      const second = applyTo(
        layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same' }),
        applyTo(layers.reLU(), normal),
      );
      const sum = applyTo(layers.reLU(), applyTo(layers.add(), second, input));
      const pooled = applyTo(layers.globalAveragePooling2d({}), applyTo(layers.concatenate(), sum, input));
      const output = applyTo(layers.dense({ units: 3, activation: 'softmax' }), pooled);
      return train(tf.model({ inputs: input, outputs: output }), uniform([4, 7, 6, 4], 7), labels(4, 3), {
        loss: 'categoricalCrossentropy',
      });
    },
  },
];

export const shapeCases: readonly SuiteCase[] = [...mergeCases, ...reshaping, ...residual];
