import assert from 'node:assert/strict';
import type * as tfjs from '@tensorflow/tfjs';

/** A tensor outside any backend. */
export interface Plain {
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
  readonly values: Float32Array | Int32Array;
}

export function floats(shape: number[], values: Float32Array): Plain {
  return { shape, dtype: 'float32', values };
}

export function ints(shape: number[], values: Iterable<number>): Plain {
  return { shape, dtype: 'int32', values: Int32Array.from(values) };
}

/** Runs one kernel on one backend; leaves no tensor behind. */
export async function runKernel(
  tf: typeof tfjs,
  backend: 'cpu' | 'wasm' | 'tensorflow',
  kernelName: string,
  inputs: Readonly<Record<string, Plain>>,
  attrs: object,
): Promise<Plain> {
  await tf.setBackend(backend);
  return tf.tidy(() => {
    const tensors: Record<string, tfjs.Tensor> = {};
    for (const [name, { values, shape, dtype }] of Object.entries(inputs)) {
      tensors[name] = tf.tensor(values.slice(), shape, dtype);
    }
    const output: tfjs.Tensor = tf.engine().runKernel(kernelName, tensors, attrs as tfjs.NamedAttrMap);
    return {
      shape: output.shape,
      dtype: output.dtype as Plain['dtype'],
      values: output.dataSync<'float32'>(),
    };
  });
}

/** Fails with the first element whose error exceeds tolerance * max(1, |expected|). */
export function assertClose(actual: Plain, expected: Plain, tolerance: number, setting: string): void {
  assert.deepEqual(actual.shape, expected.shape, setting);
  assert.equal(actual.dtype, expected.dtype, setting);
  assert.equal(actual.values.length, expected.values.length, setting);
  expected.values.forEach((value, i) => {
    const error = Math.abs(actual.values[i]! - value);
    assert.ok(
      error <= tolerance * Math.max(1, Math.abs(value)),
      `element ${i} is ${actual.values[i]}, expected ${value}; ${setting}`,
    );
  });
}

/** Runs a kernel on both backends and compares. */
export async function compareWithCpu(
  tf: typeof tfjs,
  kernelName: string,
  inputs: Readonly<Record<string, Plain>>,
  attrs: object,
  tolerance = 1e-5,
): Promise<void> {
  const shapes = Object.entries(inputs).map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
  const setting = `${kernelName} ${shapes.join(' ')} ${JSON.stringify(attrs)}`;
  const expected = await runKernel(tf, 'cpu', kernelName, inputs, attrs);
  assertClose(await runKernel(tf, 'wasm', kernelName, inputs, attrs), expected, tolerance, setting);
}
