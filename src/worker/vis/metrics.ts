import { given } from './plotRefusal.ts';
import { isTensor, numbersOf } from './values.ts';

/*
 * tfjs-vis's metrics. They reject where the original does, since what they give is worked on with, but say why.
 */

interface Labels {
  values: Float64Array;
  shape: readonly number[];
}

function labelsOf(value: unknown, what: string, isFlat: boolean): Labels {
  if (!isTensor(value) && !Array.isArray(value) && !ArrayBuffer.isView(value))
    throw new TypeError(`${what} must be a tensor; here it is ${given(value)}.`);
  const shape = isTensor(value) ? value.shape : [(value as ArrayLike<number>).length];
  if (isFlat && shape.length !== 1)
    throw new RangeError(
      `${what} must be a 1D tensor of class numbers; here its shape is [${shape.join(', ')}]. For one-hot rows take argMax(-1) first.`,
    );
  return { values: Float64Array.from(numbersOf(value)), shape };
}

function pairOf(labels: unknown, predictions: unknown): { truth: Float64Array; predicted: Float64Array } {
  const truth = labelsOf(labels, 'labels', true).values;
  const predicted = labelsOf(predictions, 'predictions', true).values;
  if (truth.length !== predicted.length)
    throw new RangeError(
      `labels and predictions must have the same length; here they have ${truth.length} and ${predicted.length}.`,
    );
  return { truth, predicted };
}

function classCountOf(values: readonly Float64Array[], numClasses: unknown): number {
  const largest = values.reduce((max, one) => one.reduce((a, b) => Math.max(a, Math.trunc(b)), max), -1);
  const count = typeof numClasses === 'number' ? numClasses : largest + 1;
  for (const value of values.flatMap((one) => Array.from(one)))
    if (!(value > -1 && Math.trunc(value) < count))
      throw new RangeError(`The class ${value} is not one of 0 to ${count - 1}: there are ${count} classes.`);
  return count;
}

/** Share of equal elements of two tensors of one shape, 0..1. @throws RangeError for different shapes */
export async function accuracy(labels: unknown, predictions: unknown): Promise<number> {
  await Promise.resolve();
  const truth = labelsOf(labels, 'labels', false);
  const predicted = labelsOf(predictions, 'predictions', false);
  if (truth.shape.join() !== predicted.shape.join())
    throw new RangeError(
      `Error computing accuracy: labels have the shape [${truth.shape.join(', ')}] and predictions [${predicted.shape.join(', ')}]; they must have the same.`,
    );
  const right = truth.values.filter((value, index) => value === predicted.values[index]).length;
  return right / truth.values.length;
}

export interface ClassAccuracy {
  /** Share of this class's samples that were predicted as it, 0..1; 0 where there are none. */
  accuracy: number;
  count: number;
}

/** @throws RangeError for labels that are not 1D, of different lengths, or no class */
export async function perClassAccuracy(
  labels: unknown,
  predictions: unknown,
  numClasses?: number,
): Promise<ClassAccuracy[]> {
  await Promise.resolve();
  const { truth, predicted } = pairOf(labels, predictions);
  const count = classCountOf([truth, predicted], numClasses);
  const samples = new Array<number>(count).fill(0);
  const right = new Array<number>(count).fill(0);
  for (const [index, label] of truth.entries()) {
    const row = Math.trunc(label);
    samples[row] = (samples[row] ?? 0) + 1;
    if (row === Math.trunc(predicted[index] ?? NaN)) right[row] = (right[row] ?? 0) + 1;
  }
  return samples.map((size, index) => ({
    accuracy: size === 0 ? 0 : (right[index] ?? 0) / size,
    count: size,
  }));
}

/**
 * Counts of samples by [truth][prediction], or sums of their weights.
 * @throws RangeError for labels that are not 1D, of different lengths, or no class
 */
export async function confusionMatrix(
  labels: unknown,
  predictions: unknown,
  numClasses?: number,
  weights?: unknown,
): Promise<number[][]> {
  await Promise.resolve();
  const { truth, predicted } = pairOf(labels, predictions);
  const weightOf =
    weights === undefined || weights === null ? undefined : labelsOf(weights, 'weights', true).values;
  if (weightOf && weightOf.length !== truth.length)
    throw new RangeError(
      `weights must be as many as labels; here there are ${weightOf.length} and ${truth.length}.`,
    );
  const count = classCountOf([truth, predicted], numClasses);
  const matrix = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (const [index, label] of truth.entries()) {
    const row = matrix[Math.trunc(label)];
    const column = Math.trunc(predicted[index] ?? 0);
    if (row) row[column] = (row[column] ?? 0) + (weightOf?.[index] ?? 1);
  }
  return matrix;
}
