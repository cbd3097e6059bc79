import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { Evaluation } from '../../protocol/run.ts';
import { modelName } from './modelSummary.ts';
import type { Observation } from './observation.ts';
import { picturesOf } from './picturesOf.ts';

/** The samples to look at: those of `x` and `y` from index `from` on. */
interface HeldOut {
  x: unknown;
  y: unknown;
  from?: number;
}

const maxClasses = 1000;
const predictBatchSize = 256;

function isTensor(value: unknown): value is Tensor {
  return typeof value === 'object' && value !== null && 'dataSync' in value && 'shape' in value;
}

/** Number of classes a model tells apart, or undefined if it is no classifier: one output [batch, classes]. */
function classCountOf(model: LayersModel): number | undefined {
  const [output] = model.outputs;
  if (model.outputs.length !== 1 || output?.shape.length !== 2) return undefined;
  const units = output.shape[1] ?? 0;
  const loss = typeof model.loss === 'string' ? model.loss : '';
  if (units === 1) return /binaryCrossentropy/i.test(loss) ? 2 : undefined;
  return /crossentropy/i.test(loss) && units <= maxClasses ? units : undefined;
}

/** Class indices from one-hot rows [n, classes], or from numbers [n] or [n, 1]. */
function classesOf(labels: Tensor, classCount: number): Uint16Array | undefined {
  const values = labels.dataSync();
  const size = labels.shape[0];
  const width = size === 0 ? 0 : values.length / size;
  if (width === 1) return Uint16Array.from(values, (value) => Math.round(value));
  return width === classCount
    ? Uint16Array.from({ length: size }, (_, row) => largest(values, row * width, width))
    : undefined;
}

function largest(values: ArrayLike<number>, start: number, width: number): number {
  let best = 0;
  for (let index = 1; index < width; index++) {
    if ((values[start + index] ?? 0) > (values[start + best] ?? 0)) best = index;
  }
  return best;
}

/** Class and confidence of each row of probabilities [n, units]; one unit is the probability of class 1. */
function decide(
  probabilities: ArrayLike<number>,
  units: number,
): { predicted: Uint16Array; confidence: Float32Array } {
  const size = probabilities.length / units;
  const predicted = new Uint16Array(size);
  const confidence = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    const first = probabilities[row * units] ?? 0;
    const winner = units === 1 ? Number(first >= 0.5) : largest(probabilities, row * units, units);
    predicted[row] = winner;
    confidence[row] = units === 1 ? Math.max(first, 1 - first) : (probabilities[row * units + winner] ?? 0);
  }
  return { predicted, confidence };
}

/** Predicts held-out samples once more and reports truth, prediction, confidence and pictures. Models that are no classifiers are left alone. */
export function evaluateClassifier(
  model: LayersModel,
  heldOut: HeldOut,
  split: Evaluation['split'],
  observation: Observation,
): void {
  const classCount = classCountOf(model);
  const x = single(heldOut.x);
  const y = single(heldOut.y);
  if (classCount === undefined || !x || !y) return;
  let evaluation: Evaluation | undefined;
  observation.tf.tidy(() => {
    const inputs = heldOut.from === undefined ? x : x.slice(heldOut.from);
    const truth = classesOf(heldOut.from === undefined ? y : y.slice(heldOut.from), classCount);
    if (!truth) return;
    const output = model.predict(inputs, { batchSize: predictBatchSize }) as Tensor;
    const { predicted, confidence } = decide(output.dataSync(), output.shape[1] ?? 1);
    const right = predicted.reduce((sum, answer, index) => sum + Number(answer === truth[index]), 0);
    const pictures = picturesOf(inputs);
    evaluation = {
      model: modelName(model),
      split,
      classCount,
      classNames: observation.classNames(classCount),
      truth,
      predicted,
      confidence,
      accuracy: truth.length === 0 ? 0 : right / truth.length,
      ...(pictures ? { pictures } : {}),
    };
  });
  if (evaluation) observation.onEvaluation(evaluation);
}

/** The one tensor in `value`, also from a list or a record of one. */
function single(value: unknown): Tensor | undefined {
  if (isTensor(value)) return value;
  const items: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return items.length === 1 && isTensor(items[0]) ? items[0] : undefined;
}
