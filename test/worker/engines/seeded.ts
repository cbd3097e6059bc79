import * as tf from '@tensorflow/tfjs';

/*
 * Data and weights from one small generator in JavaScript (mulberry32), so that they owe nothing to an engine.
 */

export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

export function seededValues(size: number, seed: number, low = -1, high = 1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: size }, () => low + (high - low) * random());
}

export function uniform<R extends tf.Rank>(
  shape: tf.ShapeMap[R],
  seed: number,
  low = -1,
  high = 1,
): tf.Tensor<R> {
  return tf.tensor<R>(seededValues(sizeOf(shape), seed, low, high), shape);
}

/** Whole numbers in [0, limit). */
export function integers<R extends tf.Rank>(
  shape: tf.ShapeMap[R],
  limit: number,
  seed: number,
): tf.Tensor<R> {
  const values = Int32Array.from(seededValues(sizeOf(shape), seed, 0, limit), Math.floor);
  return tf.tensor<R>(values, shape, 'int32');
}

/** One-hot labels [samples, classes], float32: sample i has class i modulo classes. */
export function labels(samples: number, classes: number): tf.Tensor2D {
  const values = new Float32Array(samples * classes);
  for (let i = 0; i < samples; i++) values[i * classes + (i % classes)] = 1;
  return tf.tensor2d(values, [samples, classes]);
}

interface NamedWeight {
  readonly originalName: string;
  readonly shape: (number | null)[];
}

/** Gives every weight of a model a value of ours: Glorot-uniform for matrices, small numbers for vectors. */
export function setSeededWeights(model: tf.LayersModel | tf.layers.Layer, seed: number): void {
  const weights = model.weights as unknown as readonly NamedWeight[];
  const values = weights.map((weight, i) => seededWeight(weight, seed + i));
  model.setWeights(values);
  tf.dispose(values);
}

function seededWeight({ originalName, shape }: NamedWeight, seed: number): tf.Tensor {
  const lengths = shape.map((length) => length ?? 1);
  if (/variance|gamma/.test(originalName)) return uniform(lengths, seed, 0.8, 1.2);
  if (lengths.length < 2) return uniform(lengths, seed, -0.1, 0.1);
  const [inputs = 1, outputs = 1] = lengths.slice(-2);
  const window = sizeOf(lengths.slice(0, -2));
  const limit = Math.sqrt(6 / (window * (inputs + outputs)));
  return uniform(lengths, seed, -limit, limit);
}
