import * as tf from '@tensorflow/tfjs';
import { setSeededWeights, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { forward, minimize, stack, train, variablesOf } from '../training.ts';

const { layers } = tf;

const picturesOf = (seed: number) => uniform<tf.Rank.R4>([4, 8, 8, 1], seed, 0, 1);

const autoencoders: SuiteCase[] = [
  {
    name: 'autoencoder',
    run: () => {
      const x = uniform([8, 20], 1, 0, 1);
      return train(
        stack(
          layers.dense({ inputShape: [20], units: 10, activation: 'relu' }),
          layers.dense({ units: 3, activation: 'tanh' }),
          layers.dense({ units: 10, activation: 'relu' }),
          layers.dense({ units: 20, activation: 'sigmoid' }),
        ),
        x,
        x,
        { loss: 'binaryCrossentropy', metrics: ['mse'] },
      );
    },
  },
  {
    name: 'convolutional autoencoder of noisy pictures',
    run: () => {
      const x = picturesOf(2);
      return train(
        stack(
          layers.conv2d({
            inputShape: [8, 8, 1],
            filters: 4,
            kernelSize: 3,
            padding: 'same',
            activation: 'relu',
          }),
          layers.maxPooling2d({ poolSize: 2 }),
          layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', activation: 'relu' }),
          layers.upSampling2d({ size: [2, 2] }),
          layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'sigmoid' }),
        ),
        tf.clipByValue(x.add(uniform([4, 8, 8, 1], 3, -0.2, 0.2)), 0, 1),
        x,
      );
    },
  },
  {
    name: 'variational autoencoder',
    run: () => {
      const encoder = stack(layers.dense({ inputShape: [12], units: 6 }));
      const decoder = stack(layers.dense({ inputShape: [3], units: 12 }));
      setSeededWeights(encoder, 4);
      setSeededWeights(decoder, 5);
      const x = uniform([8, 12], 6, 0, 1);
      const noise = uniform([8, 3], 7);
      return minimize(
        () => {
          const [mean, logVariance] = tf.split(forward(encoder, x), 2, 1) as [tf.Tensor, tf.Tensor];
          const sample = mean.add(noise.mul(logVariance.mul(0.5).exp()));
          const reconstruction = tf.losses.sigmoidCrossEntropy(x, forward(decoder, sample));
          const divergence = logVariance.exp().add(mean.square()).sub(1).sub(logVariance).mul(0.5);
          return reconstruction.add(divergence.sum(1).mean());
        },
        variablesOf(encoder, decoder),
      );
    },
  },
];

function ganModels(): { generator: tf.Sequential; discriminator: tf.Sequential } {
  const generator = stack(
    layers.dense({ inputShape: [5], units: 4 * 4 * 4 }),
    layers.reshape({ targetShape: [4, 4, 4] }),
    layers.batchNormalization(),
    layers.leakyReLU(),
    layers.conv2dTranspose({ filters: 1, kernelSize: 4, strides: 2, padding: 'same', activation: 'tanh' }),
  );
  const discriminator = stack(
    layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
    layers.leakyReLU({ alpha: 0.2 }),
    layers.flatten(),
    layers.dense({ units: 1, activation: 'sigmoid' }),
  );
  setSeededWeights(generator, 8);
  setSeededWeights(discriminator, 30);
  return { generator, discriminator };
}

async function trainGanByLoop(): Promise<number[]> {
  const { generator, discriminator } = ganModels();
  const noise = uniform([4, 5], 50);
  const real = picturesOf(51);
  const judge = (pictures: tf.Tensor, truth: 0 | 1) =>
    tf.metrics.binaryCrossentropy(tf.fill([4, 1], truth), forward(discriminator, pictures)).mean();
  const optimizers = [tf.train.adam(0.002, 0.5), tf.train.adam(0.002, 0.5)] as const;
  const losses: number[] = [];
  for (let update = 0; update < 3; update++) {
    const judged = () => judge(real, 1).add(judge(forward(generator, noise), 0));
    losses.push(...(await minimize(judged, variablesOf(discriminator), optimizers[0], 1)));
    const fooled = () => judge(forward(generator, noise), 1);
    losses.push(...(await minimize(fooled, variablesOf(generator), optimizers[1], 1)));
  }
  return losses;
}

/** As in every book on Keras: the discriminator is frozen inside the combined model only. */
async function trainGanAsKeras(isFunctional: boolean): Promise<number[]> {
  const { generator, discriminator } = ganModels();
  // One optimizer for both models, as those books do.
  const optimizer = tf.train.adam(0.002, 0.5);
  discriminator.compile({ optimizer, loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  discriminator.trainable = false;
  const input = tf.input({ shape: [5] });
  const combined = isFunctional
    ? tf.model({
        inputs: input,
        outputs: discriminator.apply(generator.apply(input)) as tf.SymbolicTensor,
      })
    : tf.sequential({ layers: [generator, discriminator] });
  combined.compile({ optimizer, loss: 'binaryCrossentropy' });
  const noise = uniform([4, 5], 50);
  const [real, fake] = [tf.ones([4, 1]), tf.zeros([4, 1])];
  const numbers: number[] = [];
  for (let update = 0; update < 3; update++) {
    const pictures = generator.predict(noise) as tf.Tensor;
    numbers.push(...[await discriminator.trainOnBatch(picturesOf(51), real)].flat());
    numbers.push(...[await discriminator.trainOnBatch(pictures, fake)].flat());
    numbers.push(...[await combined.trainOnBatch(noise, real)].flat());
  }
  return numbers;
}

const wassersteinGan: SuiteCase = {
  name: 'critic with a gradient penalty (second-order gradients)',
  run: () => {
    const filter = tf.variable(uniform<tf.Rank.R4>([3, 3, 1, 3], 60, -0.4, 0.4));
    const weights = tf.variable(uniform<tf.Rank.R2>([3, 1], 61));
    const judge = (pictures: tf.Tensor): tf.Tensor => {
      const features = tf.tanh(tf.conv2d(pictures as tf.Tensor4D, filter, 2, 'same'));
      return tf.matMul(features.mean<tf.Tensor2D>([1, 2]), weights);
    };
    const [real, fake] = [picturesOf(62), picturesOf(63)];
    return minimize(() => {
      const slopes = tf.grad((x: tf.Tensor) => judge(x).sum())(real.add(fake).div(2));
      const penalty = slopes.square().sum([1, 2, 3]).sqrt().sub(1).square().mean();
      return judge(fake).mean().sub(judge(real).mean()).add(penalty.mul(10));
    }, [filter, weights]);
  },
};

const diffusion: SuiteCase = {
  name: 'denoising diffusion: predict the noise',
  run: () => {
    const clean = uniform([6, 10], 64);
    const noise = uniform([6, 10], 65);
    const keep = tf.tensor2d([0.9, 0.8, 0.6, 0.5, 0.3, 0.1], [6, 1]);
    const noisy = clean.mul(keep.sqrt()).add(noise.mul(tf.sub(1, keep).sqrt()));
    return train(
      stack(layers.dense({ inputShape: [11], units: 16, activation: 'swish' }), layers.dense({ units: 10 })),
      tf.concat([noisy, keep], 1),
      noise,
    );
  },
};

export const generativeCases: readonly SuiteCase[] = [
  ...autoencoders,
  { name: 'GAN with a hand-written loop', run: trainGanByLoop },
  { name: 'GAN as in Keras, combined model sequential', run: () => trainGanAsKeras(false) },
  { name: 'GAN as in Keras, combined model functional', run: () => trainGanAsKeras(true) },
  wassersteinGan,
  diffusion,
];
