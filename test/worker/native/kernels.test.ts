import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import {
  gradientKernelOf,
  type RecurrentAttrs,
  type RecurrentKernel,
} from '../../../src/worker/fusion/recurrentKernel.ts';
import { assertClose, floats, ints, runKernel, type Plain } from '../kernels/kernelRuns.ts';
import { gateCounts, recurrentForward, type RecurrentValues } from '../kernels/recurrentReference.ts';
import { createSeededRandom } from '../kernels/seededRandom.ts';
import { differentiate } from './differentiate.ts';
import { inNativeProcess, startTensorFlow } from './inNativeProcess.ts';

const random = createSeededRandom(5);
const uniform = (shape: number[]): Plain => floats(shape, random.values(tf.util.sizeFromShape(shape)));

inNativeProcess(import.meta.filename, (location) => {
  before(() => startTensorFlow(location));

  for (const [padding, size, strides] of [
    ['valid', 2, 2],
    ['same', 3, 2],
    ['valid', 3, 1],
    ['same', 2, 3],
  ] as const) {
    test(`gradient of max pooling ${size} x ${size}, strides ${strides}, ${padding}`, async () => {
      const attrs = { filterSize: size, strides, pad: padding };
      const input = uniform([2, 9, 7, 3]);
      const output = await runKernel(tf, 'cpu', 'MaxPool', { x: input }, attrs);
      await compare('MaxPoolGrad', { dy: uniform(output.shape), input, output }, attrs);
    });
  }

  for (const activation of ['linear', 'relu', 'relu6', 'elu'] as const) {
    test(`fused convolution and product with ${activation}`, async () => {
      const conv = { strides: 2, pad: 'same', dataFormat: 'NHWC', dilations: 1, activation };
      const pixels = { x: uniform([2, 7, 6, 3]), filter: uniform([3, 2, 3, 5]), bias: uniform([5]) };
      await compare('FusedConv2D', pixels, conv);
      await compare('FusedConv2D', pixels, {
        ...conv,
        strides: 1,
        pad: [
          [0, 0],
          [2, 1],
          [1, 0],
          [0, 0],
        ],
      });
      const product = { transposeA: false, transposeB: true, activation };
      await compare('_FusedMatMul', { a: uniform([4, 6]), b: uniform([3, 6]), bias: uniform([3]) }, product);
    });
  }

  test('a clip of integers keeps what infinite and fractional bounds allow', async () => {
    const x = ints([5], [-7, -1, 0, 3, 2147483647]);
    for (const [clipValueMin, clipValueMax] of [
      [0, Infinity],
      [-Infinity, 2.5],
      [-1.5, 1.5],
    ]) {
      await compare('ClipByValue', { x }, { clipValueMin, clipValueMax });
    }
  });

  test('kernels that only the cpu engine has run there', async () => {
    await tf.setBackend('tensorflow');
    const images = tf.tensor4d(random.values(2 * 4 * 4 * 3), [2, 4, 4, 3]);
    const turned = tf.image.rotateWithOffset(images, Math.PI / 2, 0);
    const counts = tf.denseBincount(tf.tensor1d([1, 1, 3], 'int32'), tf.tensor1d([]), 4);
    const places = tf.lowerBound(tf.tensor1d([1, 3, 5]), tf.tensor1d([0, 3, 4]));
    await tf.setBackend('cpu');
    const expected = tf.image.rotateWithOffset(
      tf.tensor4d(await images.data(), [2, 4, 4, 3]),
      Math.PI / 2,
      0,
    );
    assert.deepEqual([...(await turned.data())], [...(await expected.data())]);
    assert.deepEqual([...(await counts.data())], [0, 2, 0, 1]);
    assert.deepEqual([...(await places.data())], [0, 1, 2]);
  });

  for (const [kernel, activation, recurrentActivation] of [
    ['FusedLstm', 'tanh', 'sigmoid'],
    ['FusedLstm', 'tanh', 'hardSigmoid'],
    ['FusedLstm', 'relu', 'sigmoid'],
    ['FusedGru', 'tanh', 'hardSigmoid'],
    ['FusedGru', 'sigmoid', 'linear'],
    ['FusedSimpleRnn', 'tanh', 'sigmoid'],
    ['FusedSimpleRnn', 'linear', 'sigmoid'],
  ] as const) {
    test(`${kernel}, ${activation}, ${recurrentActivation}: float64 values and central differences`, async () => {
      await tf.setBackend('tensorflow');
      for (const returnSequences of [false, true]) {
        for (const goBackwards of [false, true]) {
          const directions = { goBackwards, returnSequences, savesForGradient: true };
          checkRecurrent(kernel, { activation, recurrentActivation, ...directions });
        }
      }
    });
  }
});

async function compare(
  kernelName: string,
  inputs: Readonly<Record<string, Plain>>,
  attrs: object,
): Promise<void> {
  const expected = await runKernel(tf, 'cpu', kernelName, inputs, attrs);
  const actual = await runKernel(tf, 'tensorflow', kernelName, inputs, attrs);
  assertClose(actual, expected, 1e-5, `${kernelName} ${JSON.stringify(attrs)}`);
}

function checkRecurrent(kernel: RecurrentKernel, attrs: RecurrentAttrs): void {
  const sizes = { batch: 2, time: 4, inputs: 3, units: 5 };
  const { batch, time, inputs, units } = sizes;
  const width = gateCounts[kernel] * units;
  const shapes: Record<keyof RecurrentValues, number[]> = {
    x: [batch, time, inputs],
    kernel: [inputs, width],
    recurrentKernel: [units, width],
    bias: [width],
    h0: [batch, units],
    c0: [batch, units],
  };
  const isLstm = kernel === 'FusedLstm';
  const names = (Object.keys(shapes) as (keyof RecurrentValues)[]).filter((name) => name !== 'c0' || isLstm);
  const each = <Value>(valueOf: (name: keyof RecurrentValues) => Value) =>
    Object.fromEntries(
      Object.keys(shapes).map((name) => [name, valueOf(name as keyof RecurrentValues)]),
    ) as Record<keyof RecurrentValues, Value>;
  // What is not bounded grows from step to step, out of the reach of float32's digits.
  const isBounded = ![attrs.activation, attrs.recurrentActivation].some(
    (name) => name === 'relu' || name === 'linear',
  );
  const scale = isBounded ? 1 : 0.5;
  const values = each((name) =>
    random.values(tf.util.sizeFromShape(shapes[name])).map((value) => value * scale),
  );
  const exact = each((name) => Float64Array.from(values[name]));
  const expected = recurrentForward(kernel, sizes, attrs, exact);
  const dOutput = random.values(expected.output.length);
  const dCLast = random.values(expected.cLast.length);
  const loss = () => {
    const { output, cLast } = recurrentForward(kernel, sizes, attrs, exact);
    return dot(output, dOutput) + dot(cLast, dCLast);
  };

  tf.tidy(() => {
    const tensors = Object.fromEntries(names.map((name) => [name, tf.tensor(values[name], shapes[name])]));
    const run = (name: string, given: tf.NamedTensorMap): tf.Tensor[] =>
      tf.engine().runKernel(name, given, { ...attrs });
    const [output, ...others] = run(kernel, tensors);
    const cLast = isLstm ? others.shift() : undefined;
    if (!output) throw new Error(`${kernel} returned nothing.`);
    const flat = (list: ArrayLike<number>) => floats([list.length], Float32Array.from(list));
    const label = `${kernel} ${JSON.stringify(attrs)}`;
    assertClose(flat(output.dataSync()), flat(expected.output), 1e-5, `output ${label}`);
    assertClose(flat(cLast?.dataSync() ?? []), flat(expected.cLast), 1e-5, `cLast ${label}`);
    const gradients = run(gradientKernelOf(kernel), {
      ...tensors,
      ...Object.fromEntries(others.map((tensor, i) => [`reserve${i}`, tensor])),
      dOutput: tf.tensor(dOutput, output.shape),
      ...(isLstm ? { dCLast: tf.tensor(dCLast, shapes.c0) } : {}),
    });
    names.forEach((name, i) => {
      const gradient = gradients[i];
      assert.deepEqual(gradient?.shape, shapes[name]);
      assertClose(
        flat(gradient.dataSync()),
        flat(differentiate(exact[name], loss)),
        2e-5,
        `d${name} ${label}`,
      );
    });
  });
}

const dot = (a: readonly number[], b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
