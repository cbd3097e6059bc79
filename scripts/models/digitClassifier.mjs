/**
 * Trains the small classifier that says which digits a GAN's samples show, and writes its weights as 8-bit numbers:
 *
 *   node dist/cli.cjs run scripts/models/digitClassifier.mjs --engine wasm --seed 11
 *
 * A program like those of learners: the worker gives it TensorFlow.js, the data and the seed. The same seed gives the
 * same file. docs/models/digit-classifier.md is its card.
 */
import * as tf from '@tensorflow/tfjs';
import { dataset } from 'deep-learning-lessons';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const out = new URL('../../src/core/samples/digitClassifier.json', import.meta.url);
const side = 28;
const batchSize = 64;
/** Learning rates, each for so many epochs. */
const schedule = [
  [2e-3, 24],
  [5e-4, 10],
  [1e-4, 6],
];

const mnist = await dataset('mnist');
const pixels = mnist.train.xs.dataSync();
const count = mnist.train.size;

/** A normal number with mean 0 and deviation 1 (Box and Muller 1958). */
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const between = (low, high) => low + (high - low) * Math.random();

/** One training picture turned, sheared, scaled, moved, paler and noisier: samples of a GAN are never as clean as MNIST. */
function vary(from, to, at) {
  const angle = between(-0.22, 0.22);
  const [scaleX, scaleY] = [between(0.85, 1.15), between(0.85, 1.15)];
  const shear = between(-0.2, 0.2);
  const [moveX, moveY] = [between(-2.5, 2.5), between(-2.5, 2.5)];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const noise = Math.random() < 0.5 ? 0 : between(0, 0.12);
  const contrast = between(0.65, 1.1);
  const pixel = (x, y) => (x < 0 || y < 0 || x >= side || y >= side ? 0 : from[at + y * side + x]);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [dx, dy] = [column - 13.5 - moveX, row - 13.5 - moveY];
      const x = (cos * dx + sin * dy + shear * dy) / scaleX + 13.5;
      const y = (-sin * dx + cos * dy) / scaleY + 13.5;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [rx, ry] = [x - left, y - top];
      const value =
        (pixel(left, top) * (1 - rx) + pixel(left + 1, top) * rx) * (1 - ry) +
        (pixel(left, top + 1) * (1 - rx) + pixel(left + 1, top + 1) * rx) * ry;
      const noisy = value * contrast + (noise === 0 ? 0 : noise * normal());
      to[at + row * side + column] = Math.min(1, Math.max(0, noisy));
    }
  }
}

const model = tf.sequential({
  name: 'digits',
  layers: [
    tf.layers.conv2d({
      inputShape: [side, side, 1],
      filters: 12,
      kernelSize: 5,
      strides: 2,
      activation: 'relu',
    }),
    tf.layers.conv2d({ filters: 24, kernelSize: 5, strides: 2, activation: 'relu' }),
    tf.layers.flatten(),
    tf.layers.dropout({ rate: 0.3 }),
    tf.layers.dense({ units: 10, activation: 'softmax' }),
  ],
});

for (const [rate, epochs] of schedule) {
  model.compile({ optimizer: tf.train.adam(rate), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  for (let epoch = 0; epoch < epochs; epoch++) {
    const varied = new Float32Array(pixels.length);
    for (let index = 0; index < count; index++) vary(pixels, varied, index * side * side);
    const xs = tf.tensor4d(varied, [count, side, side, 1]);
    const { history } = await model.fit(xs, mnist.train.ys, { batchSize, epochs: 1, verbose: 0 });
    xs.dispose();
    if (epoch % 4 === 3)
      console.log(`rate ${rate}, epoch ${epoch + 1}: loss ${Number(history.loss[0]).toFixed(4)}`);
  }
}

const right = tf.tidy(
  () => model.predict(mnist.test.xs).argMax(1).equal(mnist.test.labels).sum().dataSync()[0],
);
console.log(`as trained: ${right} of ${mnist.test.size} test digits are right`);

/** Symmetric: a weight is its 8-bit number times the scale of its output channel, the last axis. */
function quantise(weight) {
  const values = weight.dataSync();
  const channels = weight.shape.at(-1);
  const scales = new Array(channels).fill(0);
  values.forEach(
    (value, index) => (scales[index % channels] = Math.max(scales[index % channels], Math.abs(value))),
  );
  const steps = scales.map((largest) => Number((Math.max(largest, 1e-8) / 127).toPrecision(6)));
  return {
    shape: weight.shape,
    scales: steps,
    bytes: Int8Array.from(values, (value, index) => Math.round(value / steps[index % channels])),
  };
}

const tensors = model.getWeights().map(quantise);
const bytes = Buffer.concat(tensors.map((tensor) => Buffer.from(tensor.bytes.buffer)));
writeFileSync(
  out,
  `${JSON.stringify(
    {
      formatVersion: 1,
      id: 'digit-classifier',
      source:
        'Trained by scripts/models/digitClassifier.mjs (seed 11) on the 5,000 training digits of lessons/datasets/mnist',
      licence: 'CC-BY-SA-3.0',
      attribution:
        'Derived from the MNIST database of handwritten digits by Yann LeCun, Corinna Cortes and Christopher J.C. Burges',
      card: 'docs/models/digit-classifier.md',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      tensors: tensors.map(({ shape, scales }) => ({ shape, scales })),
      int8: bytes.toString('base64'),
    },
    undefined,
    2,
  )}\n`,
);
console.log(`${bytes.length} bytes of weights`);
