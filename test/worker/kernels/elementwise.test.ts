import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { compareWithCpu, floats } from './kernelRuns.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

const functions: Record<
  string,
  { run: (x: tf.Tensor) => tf.Tensor; exact: (x: number) => number; low: number }
> = {
  exp: { run: tf.exp, exact: Math.exp, low: -110 },
  log: { run: tf.log, exact: Math.log, low: 0 },
  log1p: { run: tf.log1p, exact: Math.log1p, low: -1 },
  tanh: { run: tf.tanh, exact: Math.tanh, low: -110 },
  softplus: { run: tf.softplus, exact: softplus, low: -80 },
  sqrt: { run: tf.sqrt, exact: Math.sqrt, low: 0 },
  rsqrt: { run: tf.rsqrt, exact: (x) => 1 / Math.sqrt(x), low: 0 },
  reciprocal: { run: tf.reciprocal, exact: (x) => 1 / x, low: -110 },
  leakyRelu: { run: (x) => tf.leakyRelu(x, 0.25), exact: (x) => (x < 0 ? 0.25 * x : x), low: -110 },
};

/** Numbers of every size from `low` to 110, dense near zero. */
function samples(low: number): Float32Array {
  const random = createSeededRandom(41);
  return Float32Array.from({ length: 20_003 }, () => {
    const size = Math.exp(random.signed() * 12 - 8);
    const value = Math.min(110, size) * (random.signed() < 0 ? -1 : 1);
    return Math.max(low, value);
  });
}

/** Distance in units of the last place of a float32 of that size; subnormal results count as the smallest normal. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  const rounded = Math.fround(expected);
  if (!Number.isFinite(rounded) || !Number.isFinite(actual)) return actual === rounded ? 0 : Infinity;
  const exponent = Math.floor(Math.log2(Math.max(Math.abs(expected), 2 ** -126)));
  return Math.abs(actual - expected) / 2 ** (exponent - 23);
}

for (const [name, { run, exact, low }] of Object.entries(functions)) {
  test(`${name} of 20,003 numbers is within 4 ulp`, () => {
    const x = samples(low);
    const y = tf.tidy(() => run(tf.tensor1d(x)).dataSync<'float32'>());
    x.forEach((value, i) => {
      const error = ulps(y[i]!, exact(value));
      assert.ok(error <= 4, `${name}(${value}) is ${y[i]}, ${error} ulp from ${exact(value)}`);
    });
  });
}

test('the functions answer as the cpu backend for infinities, NaN, zeros and what overflows', async () => {
  const special = Float32Array.of(Infinity, -Infinity, Number.NaN, 0, -0, 1e38, -1e38, 1e-40, 89, -104, 1);
  for (const kernelName of [
    'Exp',
    'Tanh',
    'Softplus',
    'Erf',
    'Sqrt',
    'Reciprocal',
    'LeakyRelu',
    'Log',
    'Log1p',
  ]) {
    const run = async (backend: 'cpu' | 'wasm') => {
      await tf.setBackend(backend);
      return tf.tidy(() => {
        const x = tf.tensor1d(special.slice());
        const y: tf.Tensor = tf.engine().runKernel(kernelName, { x }, { alpha: 0.2 });
        return y.dataSync<'float32'>();
      });
    };
    const [cpu, wasm] = [await run('cpu'), await run('wasm')];
    cpu.forEach((expected, i) => {
      const actual = wasm[i]!;
      // The formula behind erf is within 1.5e-7, also at zero.
      const tolerance = 1e-6 * Math.abs(expected) + (kernelName === 'Erf' ? 2e-7 : 0);
      const isSame = Object.is(actual, expected) || Math.abs(actual - expected) <= tolerance;
      // Subnormal numbers: exp(-104) is 0 or the smallest of them.
      const isTiny = Math.abs(expected) < 1e-37 && Math.abs(actual) < 1e-37;
      assert.ok(isSame || isTiny, `${kernelName}(${special[i]}) is ${actual} instead of ${expected}`);
    });
  }
});

test('erf and the gradients of elu equal the cpu backend, whatever the rest of a division by four', async () => {
  const random = createSeededRandom(42);
  for (let size = 0; size < 10; size++) {
    const [x, dy] = [floats([size], random.values(size)), floats([size], random.values(size))];
    if (size > 0) await compareWithCpu(tf, 'Erf', { x }, {}, 1e-6);
    if (size > 0) await compareWithCpu(tf, 'EluGrad', { dy, y: x }, {}, 1e-6);
  }
});
