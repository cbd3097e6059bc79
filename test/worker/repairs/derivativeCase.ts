import assert from 'node:assert/strict';
import type * as tfjs from '@tensorflow/tfjs';
import { createSeededRandom } from '../kernels/seededRandom.ts';
import type { Float64Tensor } from './float64.ts';

/** A repaired operation, and what it computes by definition. */
export interface DerivativeCase {
  name: string;
  /** Shapes of the inputs, which are filled with seeded numbers in [-1, 1). */
  shapes: readonly number[][];
  run: (tf: typeof tfjs, ...inputs: tfjs.Tensor[]) => tfjs.Tensor;
  reference: (...inputs: Float64Tensor[]) => Float64Tensor;
}

/** float32 results against a float64 definition, relative to max(1, |value|). */
const tolerance = 3e-5;
const step = 1e-5;

/** Checks the result, and the gradient with respect to every input against central differences of the reference. */
export function checkDerivative(tf: typeof tfjs, { name, shapes, run, reference }: DerivativeCase): void {
  const random = createSeededRandom(name.length);
  const inputs = shapes.map((shape) => random.values(shape.reduce((a, b) => a * b, 1)));
  const doubles = inputs.map((values, i) => ({ shape: shapes[i]!, values: Float64Array.from(values) }));
  const tensors = inputs.map((values, i) => tf.tensor(values, shapes[i]));
  const expected = reference(...doubles);
  const result = run(tf, ...tensors);
  assert.deepEqual(result.shape, expected.shape, name);
  assertClose(result.dataSync(), expected.values, `${name}, result`);
  const weights = random.values(expected.values.length);
  const loss = () => reference(...doubles).values.reduce((sum, y, i) => sum + y * weights[i]!, 0);
  const weigh = (...x: tfjs.Tensor[]) =>
    tf.sum(tf.mul(run(tf, ...x), tf.tensor(weights, [...expected.shape])));
  const gradients = tf.grads(weigh)(tensors);
  doubles.forEach(({ values }, i) => {
    const differences = Float64Array.from(values, (value, k) => {
      values[k] = value + step;
      const above = loss();
      values[k] = value - step;
      const below = loss();
      values[k] = value;
      return (above - below) / (2 * step);
    });
    assertClose(gradients[i]!.dataSync(), differences, `${name}, gradient of input ${i}`);
  });
}

function assertClose(actual: ArrayLike<number>, expected: Float64Array, label: string): void {
  assert.equal(actual.length, expected.length, label);
  expected.forEach((value, i) => {
    const error = Math.abs(actual[i]! - value);
    assert.ok(
      error <= tolerance * Math.max(1, Math.abs(value)),
      `${label}: element ${i} is ${actual[i]}, expected ${value}`,
    );
  });
}
