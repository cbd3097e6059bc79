import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { differentiate } from './differentiate.ts';
import { assertClose, compareWithCpu, floats, runKernel } from './kernelRuns.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';
import { outputShape, randomWindow, sizeOf } from './windowSettings.ts';

const SETTINGS = 60;

/** Sums of up to 600 products of numbers below 1, in another order. */
const TOLERANCE = 3e-5;

const random = createSeededRandom(31);
const make = (shape: number[]) => floats(shape, random.values(sizeOf(shape)));

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

test(`conv2d, plain and with bias and activation, equals the cpu backend in ${SETTINGS} settings`, async () => {
  for (let i = 0; i < SETTINGS; i++) {
    const setting = randomWindow(random, { explicitPadding: true, dilated: true });
    const outChannels = random.pick([1, 3, 4, 5, 8, 10, 17]);
    const { inputShape, filterSize, strides, dilations, pad, dimRoundingMode } = setting;
    const [x, filter] = [make(inputShape), make([...filterSize, inputShape[3], outChannels])];
    const attrs = { strides, dilations, pad, dimRoundingMode, dataFormat: 'NHWC' };
    await compareWithCpu(tf, 'Conv2D', { x, filter }, attrs, TOLERANCE);
    const activation = random.pick(['linear', 'relu', 'relu6', 'leakyrelu']);
    const fused = { ...attrs, activation, leakyreluAlpha: 0.3 };
    await compareWithCpu(tf, 'FusedConv2D', { x, filter, bias: make([outChannels]) }, fused, TOLERANCE);
  }
});

// Odd sizes leave tiles that stick out; padding makes tiles that start outside.
for (const [height, width, pad] of [
  [6, 6, 'same'],
  [9, 11, 'valid'],
  [8, 13, 'same'],
  [7, 8, 1],
  [5, 9, 2],
] as const) {
  test(`3 x 3 convolutions of many channels equal the cpu backend: ${height} x ${width}, ${pad}`, async () => {
    for (const [inChannels, outChannels] of [
      [16, 16],
      [24, 40],
    ] as const) {
      const inputShape: [number, number, number, number] = [3, height, width, inChannels];
      const filterShape = [3, 3, inChannels, outChannels];
      const attrs = { strides: [1, 1], dilations: [1, 1], pad, dimRoundingMode: 'floor', dataFormat: 'NHWC' };
      const setting = { inputShape, filterSize: [3, 3], strides: [1, 1], dilations: [1, 1], pad } as const;
      const dyShape = outputShape(
        tf,
        { ...setting, filterSize: [3, 3], strides: [1, 1], dilations: [1, 1], dimRoundingMode: 'floor' },
        outChannels,
      );
      const [x, filter, dy] = [make(inputShape), make(filterShape), make(dyShape)];
      const bias = make([outChannels]);
      await compareWithCpu(tf, 'Conv2D', { x, filter }, attrs, TOLERANCE);
      await compareWithCpu(
        tf,
        'FusedConv2D',
        { x, filter, bias },
        { ...attrs, activation: 'relu' },
        TOLERANCE,
      );
      await compareWithCpu(tf, 'Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape }, TOLERANCE);
      await compareWithCpu(tf, 'Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape }, TOLERANCE);
    }
  });
}

test('the gradients of a 3 x 3 convolution of 16 channels are derivatives of a float64 forward pass', async () => {
  const [size, channels] = [6, 16];
  const [x, filter] = [make([1, size, size, channels]), make([3, 3, channels, channels])];
  const dy = make([1, size, size, channels]);
  const forward = (xs: Float64Array, ws: Float64Array) => {
    const y = new Float64Array(size * size * channels);
    for (let i = 0; i < size * size * 9; i++) {
      const [row, col, tap] = [Math.floor(i / 9 / size), Math.floor(i / 9) % size, i % 9];
      const [inRow, inCol] = [row + Math.floor(tap / 3) - 1, col + (tap % 3) - 1];
      if (inRow < 0 || inRow >= size || inCol < 0 || inCol >= size) continue;
      for (let c = 0; c < channels; c++) {
        const value = xs[(inRow * size + inCol) * channels + c]!;
        const from = (tap * channels + c) * channels;
        for (let o = 0; o < channels; o++) y[(row * size + col) * channels + o]! += value * ws[from + o]!;
      }
    }
    return y;
  };
  const [xs, ws] = [Float64Array.from(x.values), Float64Array.from(filter.values)];
  const attrs = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC' };
  const { shape: filterShape } = filter;
  const dw = await runKernel(tf, 'wasm', 'Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape });
  const dx = await runKernel(
    tf,
    'wasm',
    'Conv2DBackpropInput',
    { dy, filter },
    { ...attrs, inputShape: x.shape },
  );
  const expectedDw = floats(
    filter.shape,
    differentiate(ws, dy.values, (w) => forward(xs, w)),
  );
  const expectedDx = floats(
    x.shape,
    differentiate(xs, dy.values, (v) => forward(v, ws)),
  );
  assertClose(dw, expectedDw, TOLERANCE, 'dw');
  assertClose(dx, expectedDx, TOLERANCE, 'dx');
});

test('an empty batch gives an empty result and a filter gradient of zeros', async () => {
  await tf.setBackend('wasm');
  for (const channels of [3, 16]) {
    const x = tf.zeros<tf.Rank.R4>([0, 8, 8, channels]);
    const filter = tf.ones<tf.Rank.R4>([3, 3, channels, 16]);
    const grads = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same').relu(),
    )([x, filter], tf.zeros([0, 8, 8, 16]));
    assert.deepEqual(grads[0]?.shape, [0, 8, 8, channels]);
    assert.ok(grads[1]?.dataSync().every((value) => value === 0));
  }
});

test('fused matMul equals the cpu backend for every activation and an odd bias', async () => {
  for (const activation of ['linear', 'relu', 'relu6', 'leakyrelu', 'elu', 'sigmoid']) {
    for (const [rows, depth, cols] of [
      [1, 1, 1],
      [7, 300, 9],
      [13, 5, 530],
    ] as const) {
      const inputs = { a: make([1, rows, depth]), b: make([1, depth, cols]), bias: make([cols]) };
      const attrs = { transposeA: false, transposeB: false, activation, leakyreluAlpha: 0.1 };
      await compareWithCpu(tf, '_FusedMatMul', inputs, attrs, TOLERANCE);
    }
  }
});
