/** Small trainings of the kinds that learners write, for the tests of what is seen of them. */

const start = `import * as tf from '@tensorflow/tfjs';
import { createHash } from 'node:crypto';
const real = tf.tidy(() => tf.randomUniform([64, 8, 8, 1], -1, 1).mul(0.2).add(0.5).clipByValue(0, 1));
const bytesOf = (weight) => new Uint8Array(weight.dataSync().slice().buffer);
const end = (...models) => console.log('weights', models.reduce((hash, model) => model.getWeights().reduce((all, weight) => all.update(bytesOf(weight)), hash), createHash('sha256')).digest('hex'));`;

const generatorLayers = `[
  tf.layers.dense({ units: 16, inputShape: [6], activation: 'relu' }), tf.layers.batchNormalization(),
  tf.layers.dense({ units: 64, activation: 'tanh' }), tf.layers.reshape({ targetShape: [8, 8, 1] })]`;

/** A combined model, trained with trainOnBatch() for `ms`. */
export const kerasGan = (ms: number): string => `${start}
const generator = tf.sequential({ name: 'generator', layers: ${generatorLayers} });
const discriminator = tf.sequential({ name: 'discriminator', layers: [
  tf.layers.flatten({ inputShape: [8, 8, 1] }), tf.layers.dense({ units: 8, activation: 'relu' }), tf.layers.dense({ units: 1, activation: 'sigmoid' })] });
discriminator.compile({ optimizer: tf.train.adam(0.002), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
discriminator.trainable = false;
const z = tf.input({ shape: [6] });
const combined = tf.model({ name: 'gan', inputs: z, outputs: discriminator.apply(generator.apply(z)) });
combined.compile({ optimizer: tf.train.adam(0.002), loss: 'binaryCrossentropy' });
const [ones, zeros] = [tf.ones([16, 1]), tf.zeros([16, 1])];
const images = real.slice(0, 16);
const steps = ${ms > 0 ? 'Infinity' : '40'};
for (let step = 0, until = Date.now() + ${ms}; step < steps && (${ms} === 0 || Date.now() < until); step++) {
  const noise = tf.randomNormal([16, 6]);
  const fake = generator.predict(noise);
  await discriminator.trainOnBatch(images, ones);
  await discriminator.trainOnBatch(fake, zeros);
  const more = tf.randomNormal([16, 6]);
  await combined.trainOnBatch(more, ones);
  tf.dispose([noise, fake, more]);
}
end(generator, discriminator);`;

/** Two optimizers and minimize(). */
export const minimizeGan = `${start}
const generator = tf.sequential({ name: 'painter', layers: ${generatorLayers} });
const discriminator = tf.sequential({ name: 'critic', layers: [tf.layers.flatten({ inputShape: [8, 8, 1] }), tf.layers.dense({ units: 1 })] });
const [first, second] = [tf.train.adam(0.002), tf.train.adam(0.002)];
const variables = (model) => model.trainableWeights.map((weight) => weight.val);
const loss = (labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits);
const [ones, zeros] = [tf.ones([16, 1]), tf.zeros([16, 1])];
const images = real.slice(0, 16);
for (let step = 0; step < 40; step++) {
  const noise = tf.randomNormal([16, 6]);
  first.minimize(() => loss(ones, discriminator.apply(images)).add(loss(zeros, discriminator.apply(generator.apply(noise)))), false, variables(discriminator));
  second.minimize(() => loss(ones, discriminator.apply(generator.apply(noise))), false, variables(generator));
  noise.dispose();
}
end(generator, discriminator);`;

export const denseAutoencoder = `${start}
const flat = real.reshape([64, 64]);
const encoder = tf.sequential({ name: 'encoder', layers: [tf.layers.dense({ units: 24, inputShape: [64], activation: 'relu' }), tf.layers.dense({ units: 4 })] });
const decoder = tf.sequential({ name: 'decoder', layers: [tf.layers.dense({ units: 24, inputShape: [4], activation: 'relu' }), tf.layers.dense({ units: 64, activation: 'sigmoid' })] });
const model = tf.sequential({ name: 'autoencoder', layers: [encoder, decoder] });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await model.fit(flat, flat, { epochs: 5, batchSize: 16, validationSplit: 0.25 });
end(model);
const next = tf.layers.dense({ units: 1 });
console.log('next name', next.name, encoder.layers[0].output.shape.join());`;

export const convolutionalAutoencoder = `${start}
const model = tf.sequential({ name: 'convolutional', layers: [
  tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
  tf.layers.conv2d({ filters: 1, kernelSize: 3, strides: 2, padding: 'same' }),
  tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
  tf.layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, padding: 'same', activation: 'sigmoid' })] });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await model.fit(real, real, { epochs: 3, batchSize: 16 });
end(model);`;

/** Two branches that meet in a sampling layer: no chain, and the same shape in and out. */
export const variational = `${start}
class Sampling extends tf.layers.Layer {
  static get className() { return 'Sampling'; }
  computeOutputShape(shapes) { return shapes[0]; }
  call([mean, logVariance]) { return tf.tidy(() => mean.add(tf.randomNormal(mean.shape).mul(logVariance.mul(0.5).exp()))); }
}
tf.serialization.registerClass(Sampling);
const x = tf.input({ shape: [8, 8, 1] });
const h = tf.layers.dense({ units: 16, activation: 'relu' }).apply(tf.layers.flatten().apply(x));
const code = new Sampling({}).apply([tf.layers.dense({ units: 2 }).apply(h), tf.layers.dense({ units: 2 }).apply(h)]);
const out = tf.layers.reshape({ targetShape: [8, 8, 1] }).apply(tf.layers.dense({ units: 64, activation: 'sigmoid' }).apply(code));
const model = tf.model({ name: 'vae', inputs: x, outputs: out });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await model.fit(real, real, { epochs: 3, batchSize: 16 });
end(model);`;

/** An encoder and a decoder in a loop of the program's own. */
export const separateAutoencoder = `${start}
const encoder = tf.sequential({ name: 'encoder', layers: [tf.layers.flatten({ inputShape: [8, 8, 1] }), tf.layers.dense({ units: 3 })] });
const decoder = tf.sequential({ name: 'decoder', layers: [tf.layers.dense({ units: 64, inputShape: [3], activation: 'sigmoid' }), tf.layers.reshape({ targetShape: [8, 8, 1] })] });
const optimizer = tf.train.adam(0.01);
for (let step = 0; step < 20; step++) optimizer.minimize(() => decoder.apply(encoder.apply(real)).sub(real).square().mean());
end(encoder, decoder);`;

export const classifier = `${start}
const ys = tf.tidy(() => tf.oneHot(tf.tensor1d(Array.from({ length: 64 }, (_, i) => i % 2), 'int32'), 2).cast('float32'));
const model = tf.sequential({ name: 'net', layers: [tf.layers.flatten({ inputShape: [8, 8, 1] }), tf.layers.dense({ units: 100, activation: 'relu' }), tf.layers.dense({ units: 2, activation: 'softmax' })] });
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
await model.fit(real, ys, { epochs: 3 });
const square = tf.sequential({ name: 'regression', layers: [tf.layers.dense({ units: 64, inputShape: [64] })] });
square.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await square.fit(real.reshape([64, 64]), real.reshape([64, 64]).mul(5), { epochs: 2 });
end(model, square);`;
