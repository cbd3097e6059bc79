import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

const STEPS = 8;

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.05, 0.9),
  'momentum with Nesterov': () => tf.train.momentum(0.05, 0.9, true),
  adagrad: () => tf.train.adagrad(0.3, 0.2),
  rmsprop: () => tf.train.rmsprop(0.05),
  'rmsprop with momentum': () => tf.train.rmsprop(0.02, 0.8, 0.7, 1e-5),
  'centered rmsprop': () => tf.train.rmsprop(0.02, 0.8, 0.5, 1e-3, true),
  adam: () => tf.train.adam(0.1, 0.8, 0.95, 1e-6),
};

/** Seven weights, one, and one that gets no gradient. */
function createWeights(): tf.Variable[] {
  return [
    tf.variable(tf.tensor1d([1, -2, 3, 0.5, 4, -0.1, 2])),
    tf.variable(tf.scalar(-1.5)),
    tf.variable(tf.tensor2d([7, 8], [1, 2])),
  ];
}

function train(optimizer: tf.Optimizer, weights: readonly tf.Variable[], steps: number): void {
  const [vector, scalar] = weights as [tf.Variable, tf.Variable];
  for (let step = 0; step < steps; step++) {
    const loss = () => vector.square().sum().add<tf.Scalar>(scalar.mul(vector.mean()).square());
    tf.tidy(() => {
      const { grads } = tf.variableGrads(loss, [vector, scalar]);
      const named = weights.map(({ name }) => ({ name, tensor: grads[name]! }));
      optimizer.applyGradients(named);
    });
  }
}

const valuesOf = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => [...tensor.dataSync()]);

function assertSame(actual: readonly number[][], expected: readonly number[][]): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((values, k) => {
    assert.equal(actual[k]!.length, values.length);
    values.forEach((value, i) => {
      const error = Math.abs(actual[k]![i]! - value) / Math.max(1, Math.abs(value));
      assert.ok(error < 1e-5, `tensor ${k}, element ${i}: ${actual[k]![i]} instead of ${value}`);
    });
  });
}

for (const [name, create] of Object.entries(optimizers)) {
  /** Weights after STEPS updates, and the state as it is saved. */
  const run = async (backend: string, restartAfter = STEPS) => {
    await tf.setBackend(backend);
    const weights = createWeights();
    const first = create();
    train(first, weights, restartAfter);
    const state = await first.getWeights();
    if (restartAfter === STEPS) {
      return {
        weights: valuesOf(weights),
        state: valuesOf(state.map(({ tensor }) => tensor)),
        names: namesOf(state),
      };
    }
    const second = create();
    await second.setWeights(state);
    train(second, weights, STEPS - restartAfter);
    return { weights: valuesOf(weights), state: [], names: [] };
  };
  /** Variables are numbered through: only what follows the name of the weight is comparable. */
  const namesOf = (state: { name: string }[]) => state.map((entry) => entry.name.replace(/^.*\//, ''));

  test(`${name}: weights and saved state after ${STEPS} updates equal the cpu backend's`, async () => {
    const expected = await run('cpu');
    const actual = await run('wasm');
    assertSame(actual.weights, expected.weights);
    assertSame(actual.state, expected.state);
    assert.deepEqual(actual.names, expected.names);
  });

  test(`${name}: training goes on from saved state as if it had not been interrupted`, async () => {
    const [whole, resumed] = [await run('cpu'), await run('wasm', 3)];
    // tfjs saves no step count of Adam's bias correction but the number of updates.
    assertSame(resumed.weights, whole.weights);
  });

  test(`${name}: updates leave no tensor behind, and tensors that share a weight's memory alone`, async () => {
    await tf.setBackend('wasm');
    const start = tf.tensor1d([1, -2, 3, 0.5, 4]);
    const weight = tf.variable(start);
    const optimizer = create();
    const step = () => optimizer.minimize(() => weight.square().sum(), false, [weight]);
    step();
    step();
    const before = tf.memory();
    for (let i = 0; i < 5; i++) step();
    assert.equal(tf.memory().numTensors, before.numTensors);
    assert.equal(tf.memory().numDataBuffers, before.numDataBuffers);
    assert.deepEqual([...start.dataSync()], [1, -2, 3, 0.5, 4]);
  });
}

test('a changed learning rate counts from the next update on', async () => {
  await tf.setBackend('wasm');
  const weight = tf.variable(tf.scalar(1));
  const optimizer = tf.train.sgd(0.1);
  const step = () => optimizer.minimize(() => weight.mul<tf.Scalar>(1), false, [weight]);
  step();
  optimizer.setLearningRate(0.5);
  step();
  assert.ok(Math.abs(weight.dataSync()[0]! - 0.4) < 1e-6);
});
