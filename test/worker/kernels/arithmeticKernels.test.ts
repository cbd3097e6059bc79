import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerCpuTrainingKernels } from '../../../src/worker/kernels/registerCpuTrainingKernels.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import type { Plain } from './kernelRuns.ts';
import { assertClose, compareWithCpu, floats, ints, runKernel } from './kernelRuns.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';
import { sizeOf } from './windowSettings.ts';

const SETTINGS = 40;

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

test(`matMul of float32 and int32 equals the cpu backend in ${SETTINGS} settings`, async () => {
  const random = createSeededRandom(21);
  for (let i = 0; i < SETTINGS; i++) {
    const [rows, depth, cols] = [random.integer(1, 19), random.integer(1, 19), random.integer(1, 19)];
    const transposeA = random.pick([false, true]);
    const transposeB = random.pick([false, true]);
    const batch = random.pick([[], [1], [3], [2, 3]]);
    const aShape = [...batch, ...(transposeA ? [depth, rows] : [rows, depth])];
    const bShape = [...batch, ...(transposeB ? [cols, depth] : [depth, cols])];
    const integers = (shape: number[]) =>
      ints(
        shape,
        random.values(sizeOf(shape)).map((value) => value * 1e6),
      );
    const numbers = (shape: number[]) => floats(shape, random.values(sizeOf(shape)));
    for (const make of [integers, numbers]) {
      await compareWithCpu(
        tf,
        'BatchMatMul',
        { a: make(aShape), b: make(bShape) },
        { transposeA, transposeB },
      );
    }
  }
});

test('transposed matMul larger than its cache blocks equals the cpu backend', async () => {
  const random = createSeededRandom(22);
  const a = floats([300, 101], random.values(300 * 101));
  const b = floats([519, 300], random.values(519 * 300));
  await compareWithCpu(tf, 'BatchMatMul', { a, b }, { transposeA: true, transposeB: true }, 1e-4);
});

test('transposed matMul broadcasts batch dimensions against each other', () => {
  const a = tf.range(0, 2 * 1 * 3 * 2).reshape([2, 1, 3, 2]);
  const b = tf.range(0, 1 * 4 * 3 * 5).reshape([1, 4, 3, 5]);
  const product = tf.matMul(a, b, true, false);
  assert.deepEqual(product.shape, [2, 4, 2, 5]);
  for (const [i, j] of [
    [1, 2],
    [0, 3],
    [1, 0],
  ] as const) {
    const [left, right] = [a.slice([i, 0], [1, 1]).reshape([3, 2]), b.slice([0, j], [1, 1]).reshape([3, 5])];
    const expected = tf.matMul(left.transpose(), right).dataSync();
    assert.deepEqual(product.slice([i, j], [1, 1]).dataSync(), expected);
  }
  tf.disposeVariables();
});

test('Sum over leading axes equals the cpu backend, with and without kept dimensions', async () => {
  const random = createSeededRandom(23);
  for (let i = 0; i < SETTINGS; i++) {
    const shape = Array.from({ length: random.integer(1, 4) }, () => random.integer(1, 11));
    const axis = random
      .pick([[0], [0, 1], [1, 0], [shape.length - 1], [0, 1, 2]])
      .filter((a) => a < shape.length);
    const x = floats(shape, random.values(sizeOf(shape)));
    await compareWithCpu(tf, 'Sum', { x }, { axis, keepDims: random.pick([true, false]) });
  }
});

test('a sum of nothing is zero, along whatever axis', async () => {
  for (const [shape, axis] of [
    [[2, 0], [1]],
    [[0, 3], [0]],
    [
      [2, 0, 3],
      [1, 2],
    ],
    [[0], [0]],
  ] as const) {
    const x = floats([...shape], new Float32Array());
    for (const keepDims of [true, false])
      await compareWithCpu(tf, 'Sum', { x }, { axis: [...axis], keepDims });
  }
});

// Adding 0.1 half a million times one by one in float32 is off by more than one percent.
test('a sum of half a million equal floats stays within 2e-5', async () => {
  const x = floats([500_000, 2], new Float32Array(1_000_000).fill(0.1));
  const { values } = await runKernel(tf, 'wasm', 'Sum', { x }, { axis: [0], keepDims: false });
  for (const value of values) assert.ok(Math.abs(value / 50_000 - 1) < 2e-5, String(value));
});

test('segment sums add rows by id and drop ids out of range, on wasm and cpu', async () => {
  const random = createSeededRandom(24);
  const restoreCpu = registerCpuTrainingKernels(tf);
  for (let i = 0; i < SETTINGS; i++) {
    const [rows, width, numSegments] = [random.integer(1, 30), random.integer(1, 9), random.integer(1, 12)];
    const ids = Array.from({ length: rows }, () => random.integer(-1, numSegments));
    const make = (values: Float32Array): Plain =>
      i % 2 === 0
        ? floats([rows, width], values)
        : ints(
            [rows, width],
            values.map((value) => value * 100),
          );
    const x = make(random.values(rows * width));
    const sums = new Float32Array(numSegments * width);
    ids.forEach((id, row) => {
      if (id < 0 || id >= numSegments) return;
      for (let k = 0; k < width; k++) sums[id * width + k]! += x.values[row * width + k]!;
    });
    const shape = [numSegments, width];
    const expected = x.dtype === 'int32' ? ints(shape, sums) : floats(shape, sums);
    for (const backend of ['wasm', 'cpu'] as const) {
      const inputs = { x, segmentIds: ints([rows], ids) };
      const actual = await runKernel(tf, backend, 'UnsortedSegmentSum', inputs, { numSegments });
      assertClose(actual, expected, 1e-6, `${backend} ${rows} rows to ${numSegments} segments`);
    }
  }
  restoreCpu?.();
});

test('clipByValue of int32 labels is right', async () => {
  await tf.setBackend('wasm');
  const labels = tf.oneHot(tf.tensor1d([2, 0], 'int32'), 3);
  assert.deepEqual([...tf.clipByValue(labels, 0, 1).dataSync()], [0, 0, 1, 1, 0, 0]);
  assert.deepEqual([...tf.clipByValue(tf.tensor1d([-5, 3, 9], 'int32'), -1, 4).dataSync()], [-1, 3, 4]);
  assert.deepEqual([...tf.clipByValue(tf.tensor1d([-5, 3.5, 9]), -1, 4).dataSync()], [-1, 3.5, 4]);
});

test('einsum, which wasm lacks, runs through the cpu backend', async () => {
  await tf.setBackend('wasm');
  const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const before = tf.memory().numDataBuffers;
  const product = tf.tidy(() => tf.einsum('ij,jk->ik', a, a));
  assert.deepEqual([...product.dataSync()], [7, 10, 15, 22]);
  product.dispose();
  assert.equal(tf.memory().numDataBuffers, before);
});
