import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import type { RegisteredKernels } from '../../../src/worker/kernels/registeredKernels.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { differentiate } from './differentiate.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

const KERNEL = 'TrainingCrossEntropy';
/** tfjs's, as its float32 kernels see it. */
const LOW = Math.fround(1e-7);
const HIGH = Math.fround(1 - 1e-7);

let kernels: RegisteredKernels;
const prototype = tf.LayersModel.prototype as unknown as Readonly<Record<'compile', unknown>>;
const publishedCompile = prototype.compile;

before(async () => {
  await startWasm();
  kernels = await registerTrainingKernels(tf, { training: readTrainingBinary() });
});
after(() => {
  kernels.dispose();
});

const random = createSeededRandom(97);

type LossFunction = (target: tf.Tensor, output: tf.Tensor) => tf.Tensor;

function compileModel(loss: string | LossFunction): tf.LayersModel {
  const input = tf.input({ shape: [6] });
  const hidden = tf.layers
    .dense({ units: 8, activation: 'tanh', kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) })
    .apply(input);
  const output = tf.layers
    .dense({ units: 4, activation: 'softmax', kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }) })
    .apply(hidden);
  const model = tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
  model.compile({ optimizer: tf.train.adam(0.05), loss, metrics: ['accuracy', 'crossentropy'] });
  return model;
}

/** The function a compiled model computes its loss with. */
function lossOf(model: tf.LayersModel): LossFunction {
  return (model as unknown as { lossFunctions: LossFunction[] }).lossFunctions[0]!;
}

/** How often our kernel runs, while `run` does. */
async function countKernel(run: () => unknown): Promise<number> {
  const { kernels: ran } = await tf.profile(async () => {
    await run();
    return [];
  });
  return ran.filter(({ name }) => name === KERNEL).length;
}

function referenceLoss(target: ArrayLike<number>, output: Float64Array, cols: number): Float64Array {
  return Float64Array.from({ length: output.length / cols }, (_, row) => {
    const values = output.subarray(row * cols, (row + 1) * cols);
    const sum = values.reduce((a, b) => a + b, 0);
    return values.reduce(
      (loss, value, j) =>
        loss - target[row * cols + j]! * Math.log(Math.min(Math.max(value / sum, LOW), HIGH)),
      0,
    );
  });
}

function assertNear(actual: tf.Tensor, expected: ArrayLike<number>, tolerance: number, what: string): void {
  const values = actual.dataSync();
  assert.equal(values.length, expected.length, what);
  values.forEach((value, i) => {
    const error = Math.abs(value - expected[i]!) / Math.max(1, Math.abs(expected[i]!));
    assert.ok(error < tolerance, `${what}, element ${i}: ${value} instead of ${expected[i]}`);
  });
}

for (const [rows, cols] of [
  [1, 1],
  [5, 1],
  [1, 3],
  [4, 3],
  [1, 10],
  [7, 10],
  [3, 1000],
] as const) {
  test(`[${rows}, ${cols}]: loss and gradients are those of float64, nothing leaks`, async () => {
    const loss = lossOf(compileModel('categoricalCrossentropy'));
    const positive = () => random.values(rows * cols).map((value) => 0.55 + value / 2);
    const [target, output, weights] = [positive(), positive(), random.values(rows)];
    const tensors = [tf.tensor(target, [rows, cols]), tf.tensor(output, [rows, cols])] as const;
    const dLoss = tf.tensor(weights);
    const run = () =>
      tf.tidy(() => {
        const [dTarget, dOutput] = tf.grads(loss)([...tensors], dLoss);
        assertNear(loss(...tensors), referenceLoss(target, Float64Array.from(output), cols), 1e-5, 'loss');
        const byOutput = (values: Float64Array) => referenceLoss(target, values, cols);
        assertNear(dOutput!, differentiate(Float64Array.from(output), weights, byOutput), 1e-4, 'dOutput');
        const byTarget = (values: Float64Array) => referenceLoss(values, Float64Array.from(output), cols);
        assertNear(dTarget!, differentiate(Float64Array.from(target), weights, byTarget), 1e-4, 'dTarget');
      });
    const { numTensors, numDataBuffers } = tf.memory();
    assert.equal(await countKernel(run), 2);
    assert.deepEqual([tf.memory().numTensors, tf.memory().numDataBuffers], [numTensors, numDataBuffers]);
  });
}

test('rows at and beyond the limits of the clip: as float64, no gradient through what is clipped', () => {
  const loss = lossOf(compileModel('categoricalCrossentropy'));
  // Certain and right; certain and wrong; nearly certain; just inside of the lower limit; not summing to 1.
  const output = Float32Array.of(1, 0, 0, 0, 1, 0, 1, 1e-9, 1e-9, 1, 2e-4, 3e-4, 3, 0, 1);
  const target = Float32Array.of(1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0.5, 0.25, 0.25);
  const [t, y] = [tf.tensor(target, [5, 3]), tf.tensor(output, [5, 3])];
  const weights = [1, 2, -1, 0.5, 3];
  assertNear(loss(t, y), referenceLoss(target, Float64Array.from(output), 3), 1e-5, 'loss');
  const dOutput = tf.grad((x: tf.Tensor) => loss(t, x))(y, tf.tensor(weights));
  const expected = Array.from(output, (_, k) => {
    const [row, at] = [Math.floor(k / 3), Math.floor(k / 3) * 3];
    const sum = output[at]! + output[at + 1]! + output[at + 2]!;
    const shares = [0, 1, 2].map((j) => output[at + j]! / sum);
    const slopes = shares.map((p, j) => (p >= LOW && p <= HIGH ? (-weights[row]! * target[at + j]!) / p : 0));
    const shift = slopes.reduce((total, slope, j) => total + slope * shares[j]!, 0);
    return (slopes[k - at]! - shift) / sum;
  });
  assertNear(dOutput, expected, 1e-5, 'dOutput');
});

test('a loss that is not a number stays so', () => {
  const loss = lossOf(compileModel('categoricalCrossentropy'));
  const output = tf.tensor([0, 0, 0, NaN, 0.5, 0.5, 0.2, 0.3, 0.5], [3, 3]);
  const [nothing, diverged, good] = loss(tf.oneHot([0, 1, 2], 3).toFloat(), output).dataSync();
  assert.deepEqual([nothing, diverged], [NaN, NaN]);
  assert.ok(Math.abs(good! - Math.log(2)) < 1e-6);
});

/** Losses and metrics of five updates and of an evaluation. */
async function train(backend: string, loss: string | LossFunction): Promise<number[]> {
  await tf.setBackend(backend);
  const source = createSeededRandom(11);
  const x = tf.tensor(source.values(40 * 6), [40, 6]);
  const y = tf
    .oneHot(
      Array.from({ length: 40 }, () => source.integer(0, 3)),
      4,
    )
    .toFloat();
  const model = compileModel(loss);
  const { history } = await model.fit(x, y, { epochs: 5, batchSize: 40, shuffle: false });
  const scores = model.evaluate(x, y, { batchSize: 40 }) as tf.Scalar[];
  const results = [...Object.values(history).flat(), ...scores].map((value) =>
    typeof value === 'number' ? value : value.dataSync()[0]!,
  );
  model.dispose();
  return results;
}

test('model.fit and evaluate report what the cpu engine reports, and use the kernel', async () => {
  const expected = await train('cpu', 'categoricalCrossentropy');
  let actual: number[] = [];
  const count = await countKernel(async () => {
    actual = await train('wasm', 'categoricalCrossentropy');
  });
  assert.equal(expected.length, 18);
  assert.equal(count, 6);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-4, `${value} at ${i}`));
});

test('training leaves no tensors', async () => {
  await tf.setBackend('wasm');
  const model = compileModel('categoricalCrossentropy');
  const x = tf.ones([8, 6]);
  const y = tf.oneHot([0, 1, 2, 3, 0, 1, 2, 3], 4).toFloat();
  await model.fit(x, y, { epochs: 1 });
  const { numTensors, numDataBuffers } = tf.memory();
  await model.fit(x, y, { epochs: 3 });
  assert.deepEqual([tf.memory().numTensors, tf.memory().numDataBuffers], [numTensors, numDataBuffers]);
});

test('what is not the published loss of a matrix in float32 runs as published', async () => {
  await tf.setBackend('wasm');
  const own: LossFunction = (target, output) => target.sub(output).square().mean(-1);
  assert.equal(lossOf(compileModel(own)), own);
  const loss = lossOf(compileModel('categoricalCrossentropy'));
  const sequence = tf.softmax(tf.tensor(random.values(24), [2, 3, 4]));
  const integers = tf.oneHot([1, 0], 4);
  const row = tf.softmax(tf.tensor(random.values(8), [2, 4]));
  const penalty = (x: tf.Tensor) =>
    tf
      .grad((z: tf.Tensor) => loss(integers.toFloat(), z))(x)
      .square()
      .sum();
  assert.equal(await countKernel(() => tf.tidy(() => void loss(sequence, sequence).dataSync())), 0);
  assert.equal(await countKernel(() => tf.tidy(() => void loss(integers, row).dataSync())), 0);
  // As published: nobody has differentiated a clip twice, unless the repairs are in place.
  assert.throws(() => tf.grad(penalty)(row), /gradient function not found for LogicalAnd/);
});

test('targets of one column are refused by fit, as published', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [6] })] });
  model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
  await assert.rejects(model.fit(tf.ones([2, 6]), tf.ones([2, 1]), { epochs: 1 }), /binary matrices/);
});

test('losses by output, as a list or by name: only the one that is named', () => {
  const input = tf.input({ shape: [2] });
  const outputs = ['first', 'second'].map(
    (name) => tf.layers.dense({ units: 3, name }).apply(input) as tf.SymbolicTensor,
  );
  const model = tf.model({ inputs: input, outputs });
  const functions = () => [...(model as unknown as { lossFunctions: LossFunction[] }).lossFunctions];
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const [meanSquare] = functions();
  const isReplaced = () => functions().map((loss) => loss !== meanSquare);
  model.compile({ optimizer: 'sgd', loss: ['meanSquaredError', 'categoricalCrossentropy'] });
  assert.deepEqual(isReplaced(), [false, true]);
  model.compile({
    optimizer: 'sgd',
    loss: { second: 'meanSquaredError', first: 'categoricalCrossentropy' },
  });
  assert.deepEqual(isReplaced(), [true, false]);
});

test('dispose puts compile back, and models compiled before run as published', async () => {
  await tf.setBackend('wasm');
  const loss = lossOf(compileModel('categoricalCrossentropy'));
  assert.notEqual(prototype.compile, publishedCompile);
  kernels.dispose();
  assert.equal(prototype.compile, publishedCompile);
  const row = tf.tensor([0.25, 0.75], [1, 2]);
  assert.equal(await countKernel(() => void loss(row, row).dataSync()), 0);
  kernels = await registerTrainingKernels(tf, { training: readTrainingBinary() });
});
