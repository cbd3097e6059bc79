import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';
import { sizeOf } from './windowSettings.ts';

const SETTINGS = 60;

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

/** Runs an operation on both backends; results must be equal, element by element. */
async function assertSameOnCpu(shape: number[], dtype: tf.DataType, run: (x: tf.Tensor) => tf.Tensor[]) {
  const values = createSeededRandom(sizeOf(shape)).values(sizeOf(shape));
  const outcomes = [];
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    outcomes.push(
      tf.tidy(() =>
        run(tf.tensor(values, shape).mul(4).cast(dtype)).map((y) => [y.shape, y.dtype, y.arraySync()]),
      ),
    );
  }
  assert.deepEqual(outcomes[1], outcomes[0]);
}

test(`slice, split, unstack, concat and gather equal the cpu backend in ${SETTINGS} settings`, async () => {
  const random = createSeededRandom(31);
  for (let i = 0; i < SETTINGS; i++) {
    const shape = Array.from({ length: random.integer(1, 4) }, () => random.integer(1, 5));
    const dtype = random.pick(['float32', 'int32', 'bool'] as const);
    const axis = random.integer(0, shape.length - 1);
    const begin = shape.map((length) => (random.integer(0, 1) ? 0 : random.integer(0, length - 1)));
    const size = shape.map((length, k) => (begin[k] === 0 ? length : random.integer(1, length - begin[k]!)));
    await assertSameOnCpu(shape, dtype, (x) => [tf.slice(x, begin, size)]);
    const cut = random.integer(0, shape[axis]!);
    await assertSameOnCpu(shape, dtype, (x) => tf.split(x, [cut, -1], axis));
    await assertSameOnCpu(shape, dtype, (x) => tf.unstack(x, axis));
    await assertSameOnCpu(shape, dtype, (x) => [
      tf.concat(
        [
          x,
          tf.slice(
            x,
            begin.map(() => 0),
            shape.with(axis, 1),
          ),
          x,
        ],
        axis,
      ),
    ]);
    const indices = tf.tensor2d([0, shape[0]! - 1, random.integer(0, shape[0]! - 1), 0], [2, 2], 'int32');
    const ids = indices.arraySync();
    await assertSameOnCpu(shape, dtype, (x) => [tf.gather(x, tf.tensor2d(ids, [2, 2], 'int32'))]);
  }
});

test('gather refuses an index out of range instead of reading foreign memory', async () => {
  await tf.setBackend('wasm');
  const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const { numTensors } = tf.memory();
  assert.throws(
    () => tf.tidy(() => tf.gather(x, tf.tensor1d([0, 2], 'int32'))),
    /the index at position 1 is not in \[0, 1\]/,
  );
  assert.equal(tf.memory().numTensors, numTensors);
});

test('a clone shares memory and outlives its original', () => {
  const original = tf.tensor1d([1, 2, 3]);
  const clone = original.clone();
  original.dispose();
  assert.deepEqual([...clone.dataSync()], [1, 2, 3]);
});

test('an update by Adam leaves tensors alone that share the memory of the variable', () => {
  const start = tf.tensor1d([1, -2, 3, 0.5, 4]);
  const variable = tf.variable(start);
  const optimizer = tf.train.adam(0.1);
  for (let step = 0; step < 3; step++) optimizer.minimize(() => variable.square().sum());
  assert.deepEqual([...start.dataSync()], [1, -2, 3, 0.5, 4]);
  assert.ok(Math.abs(variable.dataSync()[0]! - 0.7) < 0.01);
});

test('the fused Adam step keeps state that tfjs can save and restore', async () => {
  const create = () => ({ variable: tf.variable(tf.tensor1d([1, -2, 3])), optimizer: tf.train.adam(0.1) });
  const train = ({ variable, optimizer }: ReturnType<typeof create>, steps: number) => {
    for (let step = 0; step < steps; step++)
      optimizer.minimize(() => variable.square().sum(), false, [variable]);
  };
  const whole = create();
  train(whole, 6);
  const first = create();
  train(first, 3);
  const second = create();
  second.variable.assign(first.variable);
  await second.optimizer.setWeights(await first.optimizer.getWeights());
  train(second, 3);
  const [expected, actual] = [whole.variable.dataSync(), second.variable.dataSync()];
  expected.forEach((value, i) => assert.ok(Math.abs(value - actual[i]!) < 1e-5));
});
