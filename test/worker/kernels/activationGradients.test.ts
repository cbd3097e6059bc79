import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { differentiate } from './differentiate.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

interface Activation {
  readonly run: (x: tf.Tensor) => tf.Tensor;
  readonly exact: (x: number) => number;
  /** The derivative of `exact`. */
  readonly slope: (x: number) => number;
}

const activations: Record<string, Activation> = {
  relu: { run: tf.relu, exact: (x) => Math.max(0, x), slope: (x) => (x > 0 ? 1 : 0) },
  relu6: {
    run: tf.relu6,
    exact: (x) => Math.min(6, Math.max(0, x)),
    slope: (x) => (x > 0 && x < 6 ? 1 : 0),
  },
  leakyRelu: {
    run: (x) => tf.leakyRelu(x, 0.3),
    exact: (x) => (x > 0 ? x : 0.3 * x),
    slope: (x) => (x > 0 ? 1 : 0.3),
  },
  elu: {
    run: tf.elu,
    exact: (x) => (x > 0 ? x : Math.expm1(x)),
    slope: (x) => (x > 0 ? 1 : Math.exp(x)),
  },
  sigmoid: { run: tf.sigmoid, exact: sigmoid, slope: (x) => sigmoid(x) * (1 - sigmoid(x)) },
  tanh: { run: tf.tanh, exact: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
  softplus: { run: tf.softplus, exact: (x) => Math.log1p(Math.exp(x)), slope: sigmoid },
};

// None of them at a kink, where there is no derivative.
const random = createSeededRandom(51);
const values = random.values(203).map((value) => value * 7.5 + 0.001);
const weights = random.values(203);

for (const [name, { run, exact, slope }] of Object.entries(activations)) {
  test(`the gradient of ${name} is the derivative of a float64 forward pass`, async () => {
    await tf.setBackend('wasm');
    const expected = differentiate(Float64Array.from(values), weights, (x) => x.map(exact));
    const actual = tf.tidy(() =>
      tf
        .grad((x) => run(x).mul(tf.tensor1d(weights)).sum())(tf.tensor1d(values))
        .dataSync<'float32'>(),
    );
    expected.forEach((value, i) => {
      assert.ok(Math.abs(actual[i]! - value) < 3e-5, `${name}'(${values[i]}) is ${actual[i]}, not ${value}`);
    });
  });

  // tfjs loses what a second derivative owes to the output it saves for these three, on every backend.
  if (['elu', 'sigmoid', 'tanh'].includes(name)) continue;
  test(`the gradient of the gradient of ${name} squared is the derivative of a float64 gradient`, async () => {
    await tf.setBackend('wasm');
    const expected = differentiate(Float64Array.from(values), weights, (xs) =>
      xs.map((x) => 2 * exact(x) * slope(x)),
    );
    const actual = tf.tidy(() => {
      const first = tf.grad((x) => run(x).square().sum());
      return tf
        .grad((x) => first(x).mul(tf.tensor1d(weights)).sum())(tf.tensor1d(values))
        .dataSync<'float32'>();
    });
    expected.forEach((value, i) => {
      assert.ok(Math.abs(actual[i]! - value) < 1e-4, `${name} at ${values[i]}: ${actual[i]}, not ${value}`);
    });
  });
}

test('NaN in a relu stays visible in its gradient', async () => {
  await tf.setBackend('wasm');
  const dx = tf.grad((x) => tf.relu(x))(tf.tensor1d([Number.NaN, 1, -1]));
  assert.deepEqual([...dx.dataSync()], [Number.NaN, 1, 0]);
});
