import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { gradientKernelOf } from '../../../src/worker/fusion/recurrentKernel.ts';
import type { RecurrentAttrs, RecurrentKernel } from '../../../src/worker/fusion/recurrentKernel.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { assertClose, floats } from './kernelRuns.ts';
import { gateCounts, recurrentForward } from './recurrentReference.ts';
import type { RecurrentSizes, RecurrentValues } from './recurrentReference.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

/** float32 values and gradients against float64 ones; the gradients by central differences. */
const TOLERANCE = 2e-5;

const activations = ['tanh', 'sigmoid', 'hardSigmoid', 'relu', 'linear'] as const;

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

type Values = Record<keyof RecurrentValues, Float32Array>;
type Shapes = Record<keyof RecurrentValues, number[]>;

function shapesOf(kernel: RecurrentKernel, { batch, time, inputs, units }: RecurrentSizes): Shapes {
  const width = gateCounts[kernel] * units;
  return {
    x: [batch, time, inputs],
    kernel: [inputs, width],
    recurrentKernel: [units, width],
    bias: [width],
    h0: [batch, units],
    c0: [batch, units],
  };
}

interface KernelResult {
  readonly output: Float32Array;
  readonly cLast: Float32Array;
  readonly gradients: Float32Array[];
}

/** Runs forward and backward kernel on wasm. The gradient of the output and of the last cell state are as given. */
function runBoth(
  kernel: RecurrentKernel,
  shapes: Shapes,
  values: Values,
  attrs: RecurrentAttrs,
  dOutput: Float32Array,
  dCLast: Float32Array,
): KernelResult {
  return tf.tidy(() => {
    const isLstm = kernel === 'FusedLstm';
    const tensors: Record<string, tf.Tensor> = {};
    for (const name of ['x', 'kernel', 'recurrentKernel', 'bias', 'h0', 'c0'] as const) {
      if (name !== 'c0' || isLstm) tensors[name] = tf.tensor(values[name], shapes[name]);
    }
    const run = (name: string, inputs: Record<string, tf.Tensor>): tf.Tensor[] =>
      tf.engine().runKernel(name, inputs, { ...attrs });
    const [output, ...others] = run(kernel, tensors);
    const cLast = isLstm ? others.shift() : undefined;
    const reserve = Object.fromEntries(others.map((tensor, i) => [`reserve${i}`, tensor]));
    const dCells: Record<string, tf.Tensor> = isLstm ? { dCLast: tf.tensor(dCLast, shapes.c0) } : {};
    const gradients = run(gradientKernelOf(kernel), {
      ...tensors,
      ...reserve,
      ...dCells,
      dOutput: tf.tensor(dOutput, output!.shape),
    });
    const read = (tensor: tf.Tensor | undefined) => tensor?.dataSync<'float32'>() ?? new Float32Array();
    return { output: read(output), cLast: read(cLast), gradients: gradients.map(read) };
  });
}

/** d(loss) / d(values) by central differences. */
function differentiate(values: Float64Array, loss: () => number): Float32Array {
  // So small that no activation with a corner has it between the two points.
  const STEP = 1e-7;
  return Float32Array.from(values, (value, i) => {
    values[i] = value + STEP;
    const above = loss();
    values[i] = value - STEP;
    const below = loss();
    values[i] = value;
    return (above - below) / (2 * STEP);
  });
}

const dot = (a: readonly number[], b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

function checkAgainstReference(
  kernel: RecurrentKernel,
  sizes: RecurrentSizes,
  attrs: RecurrentAttrs,
  seed: number,
): void {
  const random = createSeededRandom(seed);
  const shapes = shapesOf(kernel, sizes);
  // Large enough to saturate what saturates; small enough that what does not stays in float32's reach.
  const isBounded = ![attrs.activation, attrs.recurrentActivation].some((name) =>
    ['relu', 'linear'].includes(name),
  );
  const scale = isBounded ? 1.5 : 0.5;
  const values = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      random.values(tf.util.sizeFromShape(shape)).map((value) => value * scale),
    ]),
  ) as Values;
  const exact = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Float64Array.from(value)]),
  ) as Record<keyof RecurrentValues, Float64Array>;
  const forward = () => recurrentForward(kernel, sizes, attrs, exact);
  const expected = forward();
  const [dOutput, dCLast] = [random.values(expected.output.length), random.values(expected.cLast.length)];
  const actual = runBoth(kernel, shapes, values, attrs, dOutput, dCLast);
  const label = `${kernel} ${JSON.stringify({ ...sizes, ...attrs })}`;
  const flat = (array: Iterable<number>) => {
    const copy = Float32Array.from(array);
    return floats([copy.length], copy);
  };
  assertClose(flat(actual.output), flat(expected.output), TOLERANCE, `output of ${label}`);
  assertClose(flat(actual.cLast), flat(expected.cLast), TOLERANCE, `cLast of ${label}`);
  const names = (['x', 'kernel', 'recurrentKernel', 'bias', 'h0', 'c0'] as const).slice(
    0,
    actual.gradients.length,
  );
  assert.equal(names.length, kernel === 'FusedLstm' ? 6 : 5);
  for (const [i, name] of names.entries()) {
    const derivative = differentiate(exact[name], () => {
      const { output, cLast } = forward();
      return dot(output, dOutput) + dot(cLast, dCLast);
    });
    assertClose(flat(actual.gradients[i]!), flat(derivative), TOLERANCE, `d ${name} of ${label}`);
  }
}

for (const kernel of ['FusedLstm', 'FusedGru', 'FusedSimpleRnn'] as const) {
  test(`${kernel} and its gradient agree with a float64 forward pass, for every configuration`, () => {
    const random = createSeededRandom(kernel.length);
    let seed = 100;
    for (const activation of activations) {
      for (const recurrentActivation of activations) {
        const sizes = {
          batch: random.integer(1, 5),
          time: random.integer(1, 4),
          inputs: random.integer(1, 6),
          units: random.integer(1, 6),
        };
        const [goBackwards, returnSequences] = [random.pick([true, false]), random.pick([true, false])];
        const attrs = {
          activation,
          recurrentActivation,
          goBackwards,
          returnSequences,
          savesForGradient: true,
        };
        checkAgainstReference(kernel, sizes, attrs, seed++);
      }
    }
  });

  test(`${kernel} at the edges of its blocks: one step, one sample, one unit, more than a block of samples`, () => {
    const attrs = {
      activation: 'tanh',
      recurrentActivation: 'sigmoid',
      goBackwards: false,
      returnSequences: true,
      savesForGradient: true,
    } as const;
    const smallest = { batch: 1, time: 1, inputs: 1, units: 1 };
    checkAgainstReference(kernel, smallest, attrs, 1);
    checkAgainstReference(kernel, { batch: 67, time: 2, inputs: 1, units: 1 }, attrs, 2);
    checkAgainstReference(kernel, { batch: 1, time: 300, inputs: 1, units: 1 }, attrs, 3);
    checkAgainstReference(kernel, { batch: 2, time: 2, inputs: 9, units: 8 }, attrs, 4);
  });

  test(`${kernel} gives the same output whether or not it saves for a gradient`, () => {
    const random = createSeededRandom(8);
    const shapes = shapesOf(kernel, { batch: 6, time: 5, inputs: 3, units: 7 });
    tf.tidy(() => {
      const inputs = Object.fromEntries(
        Object.entries(shapes)
          .filter(([name]) => name !== 'c0' || kernel === 'FusedLstm')
          .map(([name, shape]) => [name, tf.tensor(random.values(tf.util.sizeFromShape(shape)), shape)]),
      );
      const run = (savesForGradient: boolean): tf.Tensor[] =>
        tf.engine().runKernel(kernel, inputs, {
          activation: 'tanh',
          recurrentActivation: 'hardSigmoid',
          goBackwards: true,
          returnSequences: true,
          savesForGradient,
        });
      const [plain, saving] = [run(false), run(true)];
      assert.equal(plain.length, kernel === 'FusedLstm' ? 2 : 1);
      plain.forEach((tensor, i) => assert.deepEqual(tensor.dataSync(), saving[i]!.dataSync()));
    });
  });
}

test('tanh and sigmoid are right to 1e-6 of their value from -80 to 80, and keep NaN and infinity', () => {
  const points = Float32Array.from({ length: 40_001 }, (_, i) => ((i - 20_000) / 20_000) ** 3 * 80);
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const x = Float32Array.from([...points, ...special]);
  const exact = { tanh: Math.tanh, sigmoid: (value: number) => 1 / (1 + Math.exp(-value)) };
  for (const activation of ['tanh', 'sigmoid'] as const) {
    const attrs = {
      activation,
      recurrentActivation: 'sigmoid',
      goBackwards: false,
      returnSequences: false,
      savesForGradient: false,
    };
    const y = tf.tidy(() => {
      const [zero, one] = [tf.zeros([1, 1]), tf.ones([1, 1])];
      const h0 = tf.zeros([x.length, 1]);
      const inputs = {
        x: tf.tensor(x, [x.length, 1, 1]),
        kernel: one,
        recurrentKernel: zero,
        bias: tf.zeros([1]),
        h0,
      };
      const [output]: tf.Tensor[] = tf.engine().runKernel('FusedSimpleRnn', inputs, attrs);
      return output!.dataSync<'float32'>();
    });
    const worst = points.reduce((most, value, i) => {
      const expected = exact[activation](value);
      return Math.max(most, Math.abs(y[i]! - expected) / Math.max(Math.abs(expected), 1e-37));
    }, 0);
    assert.ok(worst < 1e-6, `${activation}: ${worst}`);
    assert.ok(Number.isNaN(y.at(-3)));
    assert.equal(y.at(-2), 1);
    assert.ok(Math.abs(y.at(-1)! - (activation === 'tanh' ? -1 : 0)) < 1e-30);
  }
});
