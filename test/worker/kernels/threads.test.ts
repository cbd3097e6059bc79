import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import type { RegisteredKernels } from '../../../src/worker/kernels/registeredKernels.ts';
import { asWasmBackend } from '../../../src/worker/kernels/wasmBackend.ts';
import type { Plain } from './kernelRuns.ts';
import { assertClose, floats, ints, runKernel } from './kernelRuns.ts';
import { createModels } from './models.ts';
import { createSeededRandom } from './seededRandom.ts';
import { kernelThreadFile, readTrainingBinary, startSharedWasm } from './wasmEngine.ts';
import { sizeOf } from './windowSettings.ts';

const STEPS = 10;

let listenersBefore: number[] = [];
before(async () => {
  listenersBefore = countListeners();
  await startSharedWasm();
});

function countListeners(): number[] {
  return ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));
}

/** More threads than this machine may have processors: some are always held up. */
async function register(count: number): Promise<RegisteredKernels> {
  await tf.setBackend('wasm');
  const training = readTrainingBinary('training-shared.wasm');
  return registerTrainingKernels(tf, { training, threads: { count, file: kernelThreadFile } });
}

interface KernelCase {
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, Plain>>;
  readonly attrs: object;
}

const random = createSeededRandom(31);
const uniform = (...shape: number[]) => floats(shape, random.values(sizeOf(shape)));
const window = { strides: 1, pad: 'same', dilations: 1, dataFormat: 'NHWC' };

/** Each large enough to be cut, with sizes that no number of parts divides. */
const cases: Record<string, KernelCase> = {
  'matMul with many rows': {
    kernel: 'BatchMatMul',
    inputs: { a: uniform(1, 331, 70), b: uniform(1, 70, 93) },
    attrs: { transposeA: false, transposeB: false },
  },
  'transposed matMul with many columns': {
    kernel: 'BatchMatMul',
    inputs: { a: uniform(1, 70, 37), b: uniform(1, 457, 70) },
    attrs: { transposeA: true, transposeB: true },
  },
  'matMul of more matrices than fit on the board': {
    kernel: 'BatchMatMul',
    inputs: { a: uniform(150, 33, 21), b: uniform(150, 19, 21) },
    attrs: { transposeA: false, transposeB: true },
  },
  'a dense layer with bias and activation': {
    kernel: '_FusedMatMul',
    inputs: { a: uniform(1, 231, 70), b: uniform(1, 70, 93), bias: uniform(93) },
    attrs: { transposeA: false, transposeB: false, activation: 'relu' },
  },
  'the same with more columns than rows': {
    kernel: '_FusedMatMul',
    inputs: { a: uniform(1, 37, 70), b: uniform(1, 70, 457), bias: uniform(457) },
    attrs: { transposeA: false, transposeB: false, activation: 'relu' },
  },
  'a convolution with bias and activation': {
    kernel: 'FusedConv2D',
    inputs: { x: uniform(13, 14, 13, 5), filter: uniform(3, 3, 5, 11), bias: uniform(11) },
    attrs: { ...window, activation: 'relu' },
  },
  'a function of each element': { kernel: 'Tanh', inputs: { x: uniform(97, 1_013) }, attrs: {} },
  'the filter gradient of conv2d': {
    kernel: 'Conv2DBackpropFilter',
    inputs: { x: uniform(13, 14, 13, 5), dy: uniform(13, 14, 13, 11) },
    attrs: { ...window, filterShape: [3, 3, 5, 11] },
  },
  'the input gradient of conv2d': {
    kernel: 'Conv2DBackpropInput',
    inputs: { dy: uniform(13, 14, 13, 11), filter: uniform(3, 3, 5, 11) },
    attrs: { ...window, inputShape: [13, 14, 13, 5] },
  },
  'the filter gradient of depthwiseConv2d': {
    kernel: 'DepthwiseConv2dNativeBackpropFilter',
    inputs: { x: uniform(13, 21, 20, 9), dy: uniform(13, 21, 20, 9) },
    attrs: { ...window, filterShape: [3, 3, 9, 1] },
  },
  'the input gradient of depthwiseConv2d': {
    kernel: 'DepthwiseConv2dNativeBackpropInput',
    inputs: { dy: uniform(13, 21, 20, 9), filter: uniform(3, 3, 9, 1) },
    attrs: { ...window, inputShape: [13, 21, 20, 9] },
  },
  'the gradient of maxPool': {
    kernel: 'MaxPoolGrad',
    inputs: { dy: uniform(13, 14, 14, 9), input: uniform(13, 28, 28, 9), output: uniform(13, 14, 14, 9) },
    attrs: { filterSize: 2, strides: 2, pad: 'same' },
  },
  'the gradient of avgPool': {
    kernel: 'AvgPoolGrad',
    inputs: { dy: uniform(13, 14, 14, 9), input: uniform(13, 28, 28, 9) },
    attrs: { filterSize: 3, strides: 2, pad: 'same' },
  },
  'a sum over leading axes': {
    kernel: 'Sum',
    inputs: { x: uniform(30_011, 19) },
    attrs: { axis: [0], keepDims: false },
  },
  'a segment sum': {
    kernel: 'UnsortedSegmentSum',
    inputs: {
      x: uniform(4_001, 43),
      segmentIds: ints(
        [4_001],
        Array.from({ length: 4_001 }, () => random.integer(-1, 60)),
      ),
    },
    attrs: { numSegments: 60 },
  },
};

for (const [name, { kernel, inputs, attrs }] of Object.entries(cases)) {
  test(`${name} is the same to the last bit on 1, 2 and 5 threads, and right`, async () => {
    const results: Plain[] = [];
    for (const count of [1, 2, 5]) {
      const kernels = await register(count);
      assert.deepEqual([kernels.variant, kernels.threadCount], ['simd', count]);
      // Often enough for the other threads to be there and to take part.
      for (let i = 0; i < 20; i++) results.push(await runKernel(tf, 'wasm', kernel, inputs, attrs));
      kernels.dispose();
    }
    const [first] = results;
    assert.ok(first);
    for (const result of results) assert.deepEqual(result.values, first.values);
    // avgPool's gradient differs from the cpu backend's on purpose where there is padding.
    if (kernel === 'AvgPoolGrad') return;
    assertClose(first, await runKernel(tf, 'cpu', kernel, inputs, attrs), 2e-4, name);
  });
}

async function trainLargeCnn(): Promise<number[]> {
  const seeded = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [20, 20, 3],
        filters: 13,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: seeded(1),
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 60, activation: 'relu', kernelInitializer: seeded(2) }),
      tf.layers.dense({ units: 1, kernelInitializer: seeded(3) }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'meanSquaredError' });
  const values = createSeededRandom(5);
  const [x, y] = [
    tf.tensor(values.values(33 * 1200), [33, 20, 20, 3]),
    tf.tensor(values.values(33), [33, 1]),
  ];
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) losses.push(Number(await model.trainOnBatch(x, y)));
  model.dispose();
  tf.dispose([x, y]);
  return losses;
}

test('a CNN learns the same on 1 and 3 threads, to the last bit', async () => {
  const curves: number[][] = [];
  for (const count of [1, 3]) {
    const kernels = await register(count);
    curves.push(await trainLargeCnn());
    kernels.dispose();
  }
  assert.deepEqual(curves[1], curves[0]);
  assert.ok(Number(curves[0]?.at(-1)) < Number(curves[0]?.[0]));
});

test('kernels keep working when the heap grows while threads wait', async () => {
  const kernels = await register(3);
  const backend = asWasmBackend(tf.backend());
  assert.ok(backend);
  const a = tf.tensor(random.values(300 * 300), [300, 300]);
  const multiply = () => tf.tidy(() => tf.matMul(a, a, true).dataSync());
  const before = multiply();
  const heapBytes = backend.wasm.HEAPU8.length;
  const filler: tf.Tensor[] = [];
  while (backend.wasm.HEAPU8.length === heapBytes) {
    filler.push(tf.zeros([1024, 1024]));
    assert.deepEqual(multiply(), before);
  }
  // Operands and result above the old end of the heap.
  const b = tf.tensor(a.dataSync(), [300, 300]);
  assert.deepEqual(
    tf.tidy(() => tf.matMul(b, b, true).dataSync()),
    before,
  );
  tf.dispose([a, b, filler]);
  kernels.dispose();
});

test('threads leave tensors and heap as they were', async () => {
  const kernels = await register(3);
  const { model, x, y } = createModels(tf).separable();
  await model.trainOnBatch(x, y);
  const { numTensors } = tf.memory();
  const held = kernels.heldBytes();
  for (let i = 0; i < 20; i++) await model.trainOnBatch(x, y);
  assert.equal(tf.memory().numTensors, numTensors);
  assert.equal(kernels.heldBytes(), held);
  model.dispose();
  tf.dispose([x, y]);
  kernels.dispose();
  assert.equal(kernels.heldBytes(), 0);
});

test('the binary for the other kind of heap is refused, and says why', async () => {
  await tf.setBackend('wasm');
  const kernels = await registerTrainingKernels(tf, { training: readTrainingBinary() });
  assert.deepEqual([kernels.variant, kernels.reason, kernels.threadCount], ['composed', 'other-heap', 1]);
  kernels.dispose();
});

test('starting on the shared heap leaves no global Worker and no handlers behind', () => {
  assert.equal('Worker' in globalThis, false);
  assert.deepEqual(countListeners(), listenersBefore);
});
