import type { FindingCode } from '../../../src/core/diagnosis/finding.ts';

/** A small real training with something planted in it. */
export interface PlantedNetwork {
  name: string;
  program: string;
  /** What may be named first; empty: nothing may be said. */
  expected: readonly FindingCode[];
}

const head = `import * as tf from '@tensorflow/tfjs';
const gaussian = (shape, seed, std = 1) => tf.randomNormal(shape, 0, std, 'float32', seed);`;

/** Points of a square; the class is whether they lie in a ring. Half are, and no straight line tells them apart. */
const ring = (count: number): string => `
const xs = tf.randomUniform([${count}, 2], -1, 1, 'float32', 5);
const labels = tf.tidy(() => { const r = xs.square().sum(1); return r.less(0.62).cast('int32'); });
const ys = tf.tidy(() => tf.oneHot(labels, 2).cast('float32'));`;

/** Two clouds, 10 wide, that overlap. */
const clouds = (count: number, distance: number): string => `
const labels = tf.randomUniform([${count}], 0, 1, 'float32', 3).greater(0.5).cast('int32');
const xs = tf.tidy(() => gaussian([${count}, 10], 4).add(labels.cast('float32').mul(${distance}).reshape([-1, 1])));
const ys = tf.tidy(() => tf.oneHot(labels, 2).cast('float32'));`;

const network = (hidden: string, optimizer: string): string => `
const seeded = (seed) => tf.initializers.glorotUniform({ seed });
const model = tf.sequential({ name: 'net' });
${hidden}
model.add(tf.layers.dense({ units: 2, activation: 'softmax', kernelInitializer: seeded(9) }));
model.compile({ optimizer: ${optimizer}, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });`;

const layers = (units: number, inputs: number): string => `
model.add(tf.layers.dense({ units: ${units}, inputShape: [${inputs}], activation: 'relu', kernelInitializer: seeded(1) }));
model.add(tf.layers.dense({ units: ${units}, activation: 'relu', kernelInitializer: seeded(2) }));`;

const fit = (epochs: number, more = 'validationSplit: 0.25'): string => `
await model.fit(xs, ys, { epochs: ${epochs}, batchSize: 32, verbose: 0, ${more} });`;

/** A wave, which a straight line cannot follow. */
const wave = (optimizer: string, hidden: string, epochs: number): string => `${head}
const xs = tf.linspace(-3, 3, 256).reshape([256, 1]);
const ys = tf.tidy(() => xs.mul(2).sin().add(xs.mul(0.35)));
const seeded = (seed) => tf.initializers.glorotUniform({ seed });
const model = tf.sequential({ name: 'net' });
${hidden}
model.compile({ optimizer: ${optimizer}, loss: 'meanSquaredError' });
await model.fit(xs, ys, { epochs: ${epochs}, batchSize: 32, verbose: 0, validationData: [xs, ys] });`;

export const plantedNetworks: readonly PlantedNetwork[] = [
  {
    name: 'healthy classifier',
    program: head + ring(1200) + network(layers(24, 2), 'tf.train.adam(0.01)') + fit(40),
    expected: [],
  },
  {
    name: 'healthy regression',
    program: wave(
      'tf.train.adam(0.01)',
      "model.add(tf.layers.dense({ units: 32, inputShape: [1], activation: 'tanh', kernelInitializer: seeded(1) })); model.add(tf.layers.dense({ units: 1, kernelInitializer: seeded(2) }));",
      100,
    ),
    expected: [],
  },
  {
    name: 'learning rate of 10, regression',
    program: wave(
      'tf.train.sgd(10)',
      'model.add(tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: seeded(2) }));',
      10,
    ),
    expected: ['not-finite', 'diverged'],
  },
  {
    name: 'learning rate of 1 with Adam',
    program: head + ring(600) + network(layers(24, 2), 'tf.train.adam(1)') + fit(25),
    expected: ['rate-too-high', 'diverged', 'stuck-at-chance'],
  },
  {
    name: 'learning rate of 0.000001',
    program: head + clouds(600, 0.8) + network(layers(24, 10), 'tf.train.sgd(1e-6)') + fit(20),
    expected: ['rate-too-low'],
  },
  {
    name: 'learning rate of 0.0003, sgd',
    program: head + clouds(600, 0.8) + network(layers(24, 10), 'tf.train.sgd(3e-4)') + fit(20),
    expected: ['rate-too-low'],
  },
  {
    name: 'fifty samples learned by heart',
    program:
      head +
      clouds(250, 0.35) +
      network(layers(64, 10), 'tf.train.adam(0.01)') +
      fit(60, 'validationSplit: 0.8'),
    expected: ['over-fitting'],
  },
  {
    name: 'a straight line for a wave',
    program: wave(
      'tf.train.adam(0.05)',
      'model.add(tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: tf.initializers.constant({ value: -0.3 }) }));',
      40,
    ),
    expected: ['under-fitting'],
  },
  {
    name: 'stopped early',
    program: head + ring(1200) + network(layers(24, 2), 'tf.train.adam(0.001)') + fit(14),
    expected: ['not-converged', 'rate-too-low'],
  },
  {
    name: 'dead units',
    program:
      head +
      clouds(600, 1) +
      network(
        "model.add(tf.layers.dense({ units: 24, inputShape: [10], activation: 'relu', biasInitializer: tf.initializers.constant({ value: -100 }) }));",
        'tf.train.adam(0.01)',
      ) +
      fit(15),
    expected: ['stuck-at-chance'],
  },
  {
    name: 'heavy dropout',
    program:
      head +
      ring(1200) +
      network(
        `${layers(48, 2)} model.add(tf.layers.dropout({ rate: 0.7, seed: 3 }));`,
        'tf.train.adam(0.003)',
      ) +
      fit(25),
    expected: ['validation-better'],
  },
  {
    name: 'one class in twenty',
    program: `${head}
const labels = tf.randomUniform([800], 0, 1, 'float32', 3).greater(0.94).cast('int32');
const xs = tf.tidy(() => gaussian([800, 10], 4).add(labels.cast('float32').mul(0.2).reshape([-1, 1])));
const ys = tf.tidy(() => tf.oneHot(labels, 2).cast('float32'));
${network("model.add(tf.layers.dense({ units: 4, inputShape: [10], activation: 'tanh', kernelInitializer: seeded(1) }));", 'tf.train.sgd(0.02)')}${fit(20)}`,
    expected: ['one-class', 'class-imbalance'],
  },
  {
    name: 'the label among the inputs',
    program: `${head}${clouds(800, 0)}
const leaked = tf.tidy(() => xs.add(labels.cast('float32').reshape([-1, 1]).sub(0.5).mul(8)));
${network(layers(24, 10), 'tf.train.adam(0.01)')}
await model.fit(leaked, ys, { epochs: 8, batchSize: 32, verbose: 0, validationSplit: 0.25 });`,
    expected: ['leaky'],
  },
  {
    name: 'a discriminator that wins',
    program: `${head}
const dense = (units, inputs, activation, seed) => tf.layers.dense({ units, activation, ...(inputs ? { inputShape: [inputs] } : {}), kernelInitializer: tf.initializers.glorotUniform({ seed }) });
const generator = tf.sequential({ layers: [dense(8, 2, 'relu', 1), dense(2, 0, 'linear', 2)] });
const discriminator = tf.sequential({ layers: [dense(32, 2, 'relu', 3), dense(1, 0, 'linear', 4)] });
const [judge, maker] = [tf.train.adam(0.02), tf.train.adam(1e-5)];
const bce = (labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits);
const weights = (model) => model.trainableWeights.map((weight) => weight.val);
for (let step = 0; step < 250; step++) tf.tidy(() => {
  const noise = gaussian([32, 2], step + 1), real = gaussian([32, 2], step + 9999).mul(0.3).add(4);
  judge.minimize(() => bce(tf.ones([32, 1]), discriminator.apply(real)).add(bce(tf.zeros([32, 1]), discriminator.apply(generator.apply(noise)))), false, weights(discriminator));
  maker.minimize(() => bce(tf.ones([32, 1]), discriminator.apply(generator.apply(noise))), false, weights(generator));
});`,
    expected: ['discriminator-wins'],
  },
];
