import type { LayersModel, Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Check, CheckStage, ProbeContext, StageVerdict } from 'deep-learning-lessons/check';

type Shape = (number | null)[];

const classCount = 10;
const pixels = [28, 28, 1];
const overfitBatch = 32;
const overfitSteps = 60;
const overfitLoss = 0.1;
const epochs = 9;
const batchSize = 32;
const neededAccuracy = 0.965;

const convolutionTypes = new Set(['Conv2D', 'SeparableConv2D', 'DepthwiseConv2D']);

/** `[batch, 28, 28, 1]` as a learner writes it; `?` for a size the model leaves open. */
function written(shape: Shape | undefined): string {
  return `[${(shape ?? []).map((size, axis) => size ?? (axis === 0 ? 'batch' : '?')).join(', ')}]`;
}

function endsWith(shape: Shape | undefined, sizes: readonly number[]): boolean {
  return shape?.length === sizes.length + 1 && sizes.every((size, axis) => shape[axis + 1] === size);
}

function fail(message: string, slots: Record<string, string | number> = {}, score?: number): StageVerdict {
  return { pass: false, message, slots, ...(score === undefined ? {} : { score }) };
}

async function build(subject: ProbeContext['subject']): Promise<unknown> {
  return typeof subject['createModel'] === 'function'
    ? ((await subject['createModel']()) as unknown)
    : undefined;
}

function isModel(value: unknown): value is LayersModel {
  return typeof value === 'object' && value !== null && 'predict' in value && 'layers' in value;
}

/** Counts inside nested models too. */
function countConvolutions(layers: LayersModel['layers']): number {
  let count = 0;
  for (const layer of layers) {
    if (convolutionTypes.has(layer.getClassName())) count++;
    const inner = (layer as unknown as Partial<LayersModel>).layers;
    if (inner) count += countConvolutions(inner);
  }
  return count;
}

/** The targets that the compiled loss asks for: class numbers for a sparse loss, one-hot rows for any other. */
function targetsOf(model: LayersModel, split: { labels: Tensor; ys: Tensor2D }): Tensor {
  const losses = Array.isArray(model.loss) ? model.loss : [model.loss];
  return losses[0] === 'sparseCategoricalCrossentropy' ? split.labels.toFloat().expandDims(1) : split.ys;
}

/** Mean cross-entropy of the probabilities [n, 10] and the one-hot truth [n, 10], whatever loss was compiled. */
function crossEntropy(probabilities: Tensor, truth: Tensor): number {
  const ofTruth = probabilities.mul(truth).sum(-1);
  return ofTruth.maximum(1e-7).log().neg().mean().dataSync()[0] ?? Number.NaN;
}

interface ShapesData {
  isModel: boolean;
  inputs: Shape[];
  outputs: Shape[];
  convolutions: number;
  isCompiled: boolean;
  /** False when an answer on ten real images is not a number; they are only shown to a model they fit. */
  isFinite: boolean;
}

/** A sequential model without layers has no list of inputs or outputs yet. */
const shapesOf = (ends: LayersModel['inputs'] | undefined): Shape[] => (ends ?? []).map(({ shape }) => shape);

const shapes: CheckStage<ShapesData> = {
  async probe({ subject, dataset, tf }) {
    const model = await build(subject);
    if (!isModel(model))
      return { isModel: false, inputs: [], outputs: [], convolutions: 0, isCompiled: false, isFinite: false };
    const data: ShapesData = {
      isModel: true,
      inputs: shapesOf(model.inputs),
      outputs: shapesOf(model.outputs),
      convolutions: countConvolutions(model.layers),
      isCompiled: Boolean(model.optimizer),
      isFinite: true,
    };
    if (endsWith(data.inputs[0], pixels) && data.inputs.length === 1 && data.outputs.length === 1) {
      const mnist = await dataset('mnist', { train: 32, test: 10 });
      const answers = tf.tidy(() => (model.predict(mnist.test.xs) as Tensor).dataSync());
      data.isFinite = answers.every((value) => Number.isFinite(value));
      mnist.dispose();
    }
    model.dispose();
    return data;
  },
  judge({ data }) {
    const input = written(data.inputs[0]);
    const output = written(data.outputs[0]);
    if (!data.isModel) return fail('not-a-model');
    if (data.inputs.length !== 1 || !endsWith(data.inputs[0], pixels))
      return fail('input-shape', { actual: input, expected: '[batch, 28, 28, 1]' });
    if (data.outputs[0]?.length !== 2)
      return fail('output-not-flat', { actual: output, expected: '[batch, 10]' });
    if (data.outputs.length !== 1 || !endsWith(data.outputs[0], [classCount]))
      return fail('output-size', { actual: output, expected: '[batch, 10]' });
    if (data.convolutions < 2) return fail('few-convolutions', { count: data.convolutions });
    if (!data.isCompiled) return fail('not-compiled');
    return data.isFinite ? { pass: true } : fail('not-finite');
  },
};

const probabilities: CheckStage<{ rows: Float32Array }> = {
  async probe({ subject, dataset, tf }) {
    const model = (await build(subject)) as LayersModel;
    const mnist = await dataset('mnist', { train: 32, test: 10 });
    const rows = tf.tidy(() => Float32Array.from((model.predict(mnist.train.xs) as Tensor).dataSync()));
    mnist.dispose();
    model.dispose();
    return { rows };
  },
  judge({ data }) {
    for (let start = 0; start < data.rows.length; start += classCount) {
      const row = data.rows.subarray(start, start + classCount);
      const lowest = Math.min(...row);
      const sum = row.reduce((total, value) => total + value, 0);
      if (lowest < 0) return fail('not-probabilities', { lowest: lowest.toFixed(3) });
      if (Math.abs(sum - 1) > 1e-3) return fail('sum-not-one', { sum: sum.toFixed(3) });
    }
    return { pass: true };
  },
};

interface OverfitData {
  /** Cross-entropy on the batch, without dropout, after `steps` updates on it. */
  loss: number;
  steps: number;
  learningRate: number | null;
}

const overfit: CheckStage<OverfitData> = {
  async probe({ subject, dataset, tf }) {
    const model = (await build(subject)) as LayersModel;
    const mnist = await dataset('mnist', { train: overfitBatch, test: 10 });
    const { xs, ys } = mnist.train;
    const targets = targetsOf(model, mnist.train);
    const lossNow = (): number => tf.tidy(() => crossEntropy(model.predict(xs) as Tensor, ys));
    let loss = lossNow();
    let steps = 0;
    while (steps < overfitSteps && loss >= overfitLoss) {
      await model.trainOnBatch(xs, targets);
      steps++;
      if (steps % 5 === 0) loss = lossNow();
    }
    const { learningRate } = model.optimizer as unknown as { learningRate?: number };
    mnist.dispose();
    model.dispose();
    return { loss, steps, learningRate: learningRate ?? null };
  },
  judge({ data }) {
    if (data.loss < overfitLoss) return { pass: true };
    const rate = data.learningRate ?? 0;
    const slots = { loss: data.loss.toFixed(2), steps: data.steps, rate };
    return rate > 0.01 ? fail('learning-rate-high', slots) : fail('cannot-overfit', slots);
  },
};

const train: CheckStage<{ predicted: Uint8Array }> = {
  perSeed: true,
  async probe({ subject, dataset, tf }) {
    const model = (await build(subject)) as LayersModel;
    const mnist = await dataset('mnist');
    await model.fit(mnist.train.xs, targetsOf(model, mnist.train), { epochs, batchSize, verbose: 0 });
    const predicted = tf.tidy(() => {
      const answers = model.predict(mnist.test.xs, { batchSize: 250 }) as Tensor;
      return Uint8Array.from(answers.argMax(-1).dataSync());
    });
    mnist.dispose();
    model.dispose();
    return { predicted };
  },
  async judge({ data, dataset }) {
    const mnist = await dataset('mnist', { train: 32 });
    const truth = Int32Array.from(mnist.test.labels.dataSync());
    mnist.dispose();
    const correct = truth.reduce((sum, label, index) => sum + (data.predicted[index] === label ? 1 : 0), 0);
    const score = correct / truth.length;
    if (score >= neededAccuracy) return { pass: true, score };
    const slots = { accuracy: score.toFixed(3), ...commonestMistake(truth, data.predicted) };
    return fail('accuracy', slots, score);
  },
};

/** The two classes that are mixed up most often, in this order: truth, answer. */
function commonestMistake(truth: ArrayLike<number>, predicted: Uint8Array) {
  const counts = new Uint16Array(classCount * classCount);
  for (let index = 0; index < truth.length; index++) {
    const cell = (truth[index] ?? 0) * classCount + (predicted[index] ?? 0);
    if (truth[index] !== predicted[index]) counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const times = Math.max(...counts);
  const cell = counts.indexOf(times);
  return { truth: Math.floor(cell / classCount), answer: cell % classCount, times };
}

export const check: Check = { stages: { shapes, probabilities, overfit, train } };
