import * as tf from '@tensorflow/tfjs';
import { setSeededWeights } from './seeded.ts';

type Data = tf.Tensor | tf.Tensor[];

export interface TrainOptions {
  loss?: string | string[] | ((truth: tf.Tensor, predicted: tf.Tensor) => tf.Tensor);
  optimizer?: tf.Optimizer | string;
  metrics?: string[];
  /** Updates; each gives one number a loss or metric. */
  updates?: number;
  seed?: number;
}

/** Compiles a model with seeded weights and trains it on one batch. Returns what trainOnBatch said each time. */
export async function train(
  model: tf.LayersModel,
  x: Data,
  y: Data,
  options: TrainOptions = {},
): Promise<number[]> {
  const { loss = 'meanSquaredError', optimizer = tf.train.adam(0.01), metrics = [] } = options;
  setSeededWeights(model, options.seed ?? 1);
  model.compile({ optimizer, loss: loss, metrics });
  return trainOnBatch(model, x, y, options.updates ?? 4);
}

export async function trainOnBatch(
  model: tf.LayersModel,
  x: Data,
  y: Data,
  updates: number,
): Promise<number[]> {
  const numbers: number[] = [];
  for (let update = 0; update < updates; update++) {
    numbers.push(...[await model.trainOnBatch(x, y)].flat());
  }
  return numbers;
}

/** Minimises a loss over variables, as a hand-written loop does. Returns the loss before each update. */
export async function minimize(
  loss: () => tf.Tensor,
  variables: tf.Variable[],
  optimizer: tf.Optimizer = tf.train.adam(0.01),
  updates = 4,
): Promise<number[]> {
  const losses: number[] = [];
  for (let update = 0; update < updates; update++) {
    const value = optimizer.minimize(loss as () => tf.Scalar, true, variables);
    losses.push(...(value ? await value.data() : []));
    value?.dispose();
  }
  return losses;
}

/** A layer's read() is typed as a tensor and returns its variable. */
export function variablesOf(...models: tf.LayersModel[]): tf.Variable[] {
  return models.flatMap((model) =>
    model.trainableWeights.flatMap((weight) => {
      const value: unknown = weight.read();
      return value instanceof tf.Variable ? [value as tf.Variable] : [];
    }),
  );
}

/** The layers given, as a model. */
export function stack(...layers: tf.layers.Layer[]): tf.Sequential {
  return tf.sequential({ layers });
}

/** A symbolic tensor; `apply` is typed for real ones too. */
export function applyTo(layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]): tf.SymbolicTensor {
  const [only] = inputs;
  return layer.apply(inputs.length === 1 && only ? only : inputs) as tf.SymbolicTensor;
}

/** What a model answers while it trains. */
export function forward(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  return model.apply(x, { training: true }) as tf.Tensor;
}

/** A few figures that pin a tensor down: its sum, the sum of its squares, and its first elements. */
export async function figures(tensor: tf.Tensor): Promise<number[]> {
  const values = await tensor.data();
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return [sum, squares, ...values.slice(0, 4)];
}
