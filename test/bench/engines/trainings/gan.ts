import type { Scalar, Variable } from '@tensorflow/tfjs';
import type { CreateTraining } from './training.ts';

/**
 * Generator 64 – 128 – 784, discriminator 784 – 128 – 1, both with leaky ReLU; batch 64, Adam. A step updates the
 * discriminator on a real and a generated batch, then the generator.
 */
export const createGan: CreateTraining = (tf) => {
  const batch = 64;
  const generator = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [64], units: 128 }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dense({ units: 784, activation: 'tanh' }),
    ],
  });
  const discriminator = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [784], units: 128 }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  const weightsOf = (model: typeof generator) =>
    model.trainableWeights.map((weight) => weight.read() as unknown as Variable);
  const optimizers = { generator: tf.train.adam(2e-4, 0.5), discriminator: tf.train.adam(2e-4, 0.5) };
  const real = tf.randomUniform([batch, 784], -1, 1);
  const ones = tf.ones([batch, 1]);
  const zeros = tf.zeros([batch, 1]);
  const judge = (pictures: ReturnType<typeof tf.randomNormal>) =>
    discriminator.apply(pictures) as ReturnType<typeof tf.randomNormal>;
  const make = () => generator.apply(tf.randomNormal([batch, 64])) as ReturnType<typeof tf.randomNormal>;
  const crossEntropy = tf.losses.sigmoidCrossEntropy;
  return {
    samplesPerStep: batch,
    async train(steps) {
      let last: Scalar | null = null;
      for (let step = 0; step < steps; step++) {
        last?.dispose();
        const generated = tf.tidy(make);
        optimizers.discriminator.minimize(
          () => crossEntropy(ones, judge(real)).add(crossEntropy(zeros, judge(generated))),
          false,
          weightsOf(discriminator),
        );
        generated.dispose();
        last = optimizers.generator.minimize(
          () => crossEntropy(ones, judge(make())),
          true,
          weightsOf(generator),
        );
      }
      const [loss = Number.NaN] = (await last?.data()) ?? [];
      last?.dispose();
      return loss;
    },
  };
};
