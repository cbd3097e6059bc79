import type { Evaluation } from '../../../protocol/run.ts';
import type { ClassOutput } from './classOutputs.ts';

/** What a model answered on samples, as an evaluation holds it. */
export type Answers = Pick<Evaluation, 'truth' | 'predicted' | 'confidence' | 'scores' | 'accuracy'>;

/** Stands for a label that is no class: beyond every class there can be. */
export const noClass = 65_535;

const scoresAtMost = 1e6;

/**
 * Class indices of targets [n, width]: numbers, or rows with a 1 (label smoothing allowed) at the place of their class.
 * Labels that are no class become `noClass`.
 *
 * @returns undefined where the targets are none of classes: several at once, pictures, measurements
 */
export function truthOf(
  targets: ArrayLike<number>,
  samples: number,
  { units, classCount, isCertain }: ClassOutput,
): Uint16Array | undefined {
  const width = samples === 0 ? 0 : targets.length / samples;
  if (width === 1) return labelsOf(targets, classCount, isCertain);
  if (width !== units) return undefined;
  const truth = new Uint16Array(samples);
  let strange = 0;
  for (let row = 0; row < samples; row++) {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += targets[row * width + index] ?? 0;
    const isOneClass = Math.abs(sum - 1) < 1e-3;
    truth[row] = isOneClass ? largest(targets, row * width, width) : noClass;
    if (!isOneClass) strange += 1;
  }
  return strange * 2 > samples ? undefined : truth;
}

function labelsOf(
  targets: ArrayLike<number>,
  classCount: number,
  isCertain: boolean,
): Uint16Array | undefined {
  const truth = new Uint16Array(targets.length);
  for (let row = 0; row < truth.length; row++) {
    const value = targets[row] ?? NaN;
    const label = Math.round(value);
    if (!isCertain && !(value === 0 || value === 1)) return undefined;
    truth[row] = label >= 0 && label < classCount ? label : noClass;
  }
  return truth;
}

/** The first of the largest; what is not a number is larger than nothing. */
function largest(values: ArrayLike<number>, start: number, width: number): number {
  let best = -1;
  for (let index = 0; index < width; index++) {
    const value = values[start + index] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (best < 0 || value > (values[start + best] ?? 0)) best = index;
  }
  return Math.max(0, best);
}

/** Whether rows [n, units] can be probabilities: within 0..1, and where there are several units their sum is 1. */
function areProbabilities(rows: ArrayLike<number>, units: number): boolean {
  for (let start = 0; start < rows.length; start += units) {
    let sum = 0;
    for (let index = 0; index < units; index++) {
      const value = rows[start + index] ?? NaN;
      if (value < -1e-6 || value > 1 + 1e-6) return false;
      sum += value;
    }
    if (units > 1 && Math.abs(sum - 1) > 1e-2) return false;
  }
  return true;
}

/**
 * Probabilities [n, units] of what a model gave; softmax or the logistic function of logits. Undefined where the numbers
 * are neither.
 */
function probabilitiesOf(rows: Float32Array, { units, meaning }: ClassOutput): Float32Array | undefined {
  if (meaning === 'probabilities' || (meaning === 'unknown' && areProbabilities(rows, units))) return rows;
  if (meaning === 'unknown') return undefined;
  if (units === 1) return rows.map((logit) => 1 / (1 + Math.exp(-logit)));
  const result = new Float32Array(rows.length);
  for (let start = 0; start < rows.length; start += units) {
    let top = -Infinity;
    for (let index = 0; index < units; index++) top = Math.max(top, rows[start + index] ?? NaN);
    let sum = 0;
    for (let index = 0; index < units; index++) {
      const part = Math.exp((rows[start + index] ?? NaN) - top);
      result[start + index] = part;
      sum += part;
    }
    for (let index = 0; index < units; index++) result[start + index] = (result[start + index] ?? NaN) / sum;
  }
  return result;
}

/**
 * Prediction, confidence and scores from what a model gave on samples, rows [n, units]. Where that is no probability,
 * the confidence is NaN and there are no scores.
 */
export function answersOf(rows: Float32Array, truth: Uint16Array, output: ClassOutput): Answers {
  const { units, classCount } = output;
  const samples = truth.length;
  const probabilities = probabilitiesOf(rows, output);
  const predicted = new Uint16Array(samples);
  const confidence = new Float32Array(samples);
  for (let row = 0; row < samples; row++) {
    if (units === 1) {
      const first = (probabilities ?? rows)[row] ?? NaN;
      // As tfjs's binary accuracy has it: exactly a half is class 0.
      predicted[row] = Number(first > 0.5);
      confidence[row] = probabilities ? Math.max(first, 1 - first) : NaN;
    } else {
      const winner = largest(rows, row * units, units);
      predicted[row] = winner;
      confidence[row] = probabilities?.[row * units + winner] ?? NaN;
    }
  }
  const hasScores = probabilities !== undefined && samples * classCount <= scoresAtMost;
  return {
    truth,
    predicted,
    confidence,
    ...(hasScores ? { scores: units === 1 ? bothClasses(probabilities) : probabilities } : {}),
    accuracy: accuracyOf(truth, predicted),
  };
}

export function accuracyOf(truth: Uint16Array, predicted: Uint16Array): number {
  let right = 0;
  for (let row = 0; row < truth.length; row++) if (truth[row] === predicted[row]) right += 1;
  return truth.length === 0 ? 0 : right / truth.length;
}

/** [n] probabilities of class 1 as [n, 2]. */
function bothClasses(ofOne: Float32Array): Float32Array {
  const scores = new Float32Array(ofOne.length * 2);
  ofOne.forEach((probability, row) => {
    scores[row * 2] = 1 - probability;
    scores[row * 2 + 1] = probability;
  });
  return scores;
}
