import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerCpuTrainingKernels } from '../../../src/worker/kernels/registerCpuTrainingKernels.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { compareWithCpu, floats } from './kernelRuns.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';
import { outputShape, randomWindow, sizeOf } from './windowSettings.ts';

const SETTINGS = 40;

before(async () => {
  await startWasm();
  const kernels = await registerTrainingKernels(tf, { training: readTrainingBinary() });
  assert.equal(kernels.variant, 'simd');
});

test(`conv2d gradients equal the cpu backend's in ${SETTINGS} settings`, async () => {
  const random = createSeededRandom(1);
  for (let i = 0; i < SETTINGS; i++) {
    const setting = randomWindow(random, { explicitPadding: true, dilated: false });
    const outChannels = random.pick([1, 3, 4, 5, 7, 8, 10, 17]);
    const { inputShape, filterSize, strides, pad, dimRoundingMode } = setting;
    const filterShape = [...filterSize, inputShape[3], outChannels];
    const dyShape = outputShape(tf, setting, outChannels);
    const x = floats(inputShape, random.values(sizeOf(inputShape)));
    const dy = floats(dyShape, random.values(sizeOf(dyShape)));
    const filter = floats(filterShape, random.values(sizeOf(filterShape)));
    const attrs = { strides, pad, dataFormat: 'NHWC', dimRoundingMode };
    await compareWithCpu(tf, 'Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape });
    await compareWithCpu(tf, 'Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape });
  }
});

test('conv2d gradients that span several cache blocks equal the cpu backend', async () => {
  const random = createSeededRandom(2);
  const inputShape = [2, 15, 14, 33];
  const filterShape = [3, 3, 33, 21];
  const x = floats(inputShape, random.values(sizeOf(inputShape)));
  const dy = floats([2, 15, 14, 21], random.values(2 * 15 * 14 * 21));
  const filter = floats(filterShape, random.values(sizeOf(filterShape)));
  const attrs = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC' };
  await compareWithCpu(tf, 'Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape }, 1e-4);
  await compareWithCpu(tf, 'Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape }, 1e-4);
});

// tfjs's cpu kernels ignore dilation; derivatives.test.ts covers dilated settings.
test(`depthwise gradients equal the cpu backend's in ${SETTINGS} settings`, async () => {
  const random = createSeededRandom(3);
  for (let i = 0; i < SETTINGS; i++) {
    const setting = randomWindow(random, { explicitPadding: true, dilated: false });
    const multiplier = random.pick([1, 1, 2, 3]);
    const { inputShape, filterSize, strides, dilations, pad, dimRoundingMode } = setting;
    const filterShape = [...filterSize, inputShape[3], multiplier];
    const dyShape = outputShape(tf, setting, inputShape[3] * multiplier);
    const x = floats(inputShape, random.values(sizeOf(inputShape)));
    const dy = floats(dyShape, random.values(sizeOf(dyShape)));
    const filter = floats(filterShape, random.values(sizeOf(filterShape)));
    const attrs = { strides, pad, dilations, dimRoundingMode };
    await compareWithCpu(tf, 'DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...attrs, filterShape });
    await compareWithCpu(tf, 'DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...attrs, inputShape });
  }
});

test(`pooling gradients equal the cpu backend's in ${SETTINGS} settings`, async () => {
  // tfjs's own avgPool gradient is wrong with padding; derivatives.test.ts has the proof.
  const restoreCpu = registerCpuTrainingKernels(tf);
  const random = createSeededRandom(4);
  for (let i = 0; i < SETTINGS; i++) {
    const setting = randomWindow(random, { explicitPadding: false, dilated: false });
    const { inputShape, filterSize, strides, pad } = setting;
    const dyShape = outputShape(tf, setting, inputShape[3]);
    // Few distinct values, so that windows have ties.
    const values = random.values(sizeOf(inputShape)).map((value) => Math.round(value * 3));
    const input = floats(inputShape, values);
    const dy = floats(dyShape, random.values(sizeOf(dyShape)));
    await compareWithCpu(tf, 'MaxPoolGrad', { dy, input, output: dy }, { filterSize, strides, pad });
    await compareWithCpu(tf, 'AvgPoolGrad', { dy, input }, { filterSize, strides, pad });
  }
  restoreCpu?.();
});

test('the gradient of maxPool ignores NaN as the cpu backend does', async () => {
  const values = Float32Array.from([
    Number.NaN,
    1,
    2,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  const input = floats([1, 2, 4, 1], values);
  const dy = floats([1, 1, 2, 1], Float32Array.from([5, 7]));
  await compareWithCpu(
    tf,
    'MaxPoolGrad',
    { dy, input, output: dy },
    { filterSize: 2, strides: 2, pad: 'valid' },
  );
});
