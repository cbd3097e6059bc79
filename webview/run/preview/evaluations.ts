import type { Evaluation } from '../../../src/protocol/run.ts';
import { seededRandom } from './seededRandom.ts';

/** Probabilities of all classes that fit to answers and how sure they were: the rest is shared, the truth gets most of it. */
export function scoresOf(
  {
    classCount,
    truth,
    predicted,
    confidence,
  }: Pick<Evaluation, 'classCount' | 'truth' | 'predicted' | 'confidence'>,
  seed: number,
): Float32Array {
  const random = seededRandom(seed + 1);
  const scores = new Float32Array(truth.length * classCount);
  truth.forEach((label, sample) => {
    const answer = predicted[sample] ?? 0;
    const own = confidence[sample] ?? 1;
    const weights = Array.from({ length: classCount }, (_, index) =>
      index === answer ? 0 : index === label ? 3 : random() ** 4,
    );
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    weights.forEach((weight, index) => {
      scores[sample * classCount + index] = index === answer ? own : ((1 - own) * weight) / whole;
    });
  });
  return scores;
}

const base = { model: 'net', split: 'validation' as const, heldOut: 0 };

function accuracyOf(truth: Uint16Array, predicted: Uint16Array): number {
  return truth.filter((label, sample) => label === predicted[sample]).length / Math.max(1, truth.length);
}

/** Rare spam among mail: one probability a sample, 6 % of them positive. */
function binary(samples = 800, share = 0.06, seed = 4): Evaluation {
  const random = seededRandom(seed);
  const truth = Uint16Array.from({ length: samples }, () => Number(random() < share));
  const scores = new Float32Array(samples * 2);
  truth.forEach((label, sample) => {
    const noise = (random() + random() + random()) / 3;
    const spam = Math.min(0.999, Math.max(0.001, 0.75 * noise + (label === 1 ? 0.32 : -0.02)));
    scores[sample * 2] = 1 - spam;
    scores[sample * 2 + 1] = spam;
  });
  const predicted = truth.map((_, sample) => Number((scores[sample * 2 + 1] ?? 0) > 0.5));
  const confidence = Float32Array.from(truth, (_, sample) =>
    Math.max(scores[sample * 2] ?? 0, scores[sample * 2 + 1] ?? 0),
  );
  const accuracy = accuracyOf(truth, predicted);
  return {
    ...base,
    classCount: 2,
    classNames: ['mail', 'spam'],
    truth,
    predicted,
    confidence,
    scores,
    accuracy,
  };
}

/** Guesses of the next of 10,000 words; too many probabilities to keep. */
function words(): Evaluation {
  const random = seededRandom(8);
  const classCount = 10_000;
  const truth = Uint16Array.from({ length: 5000 }, () => Math.floor(random() ** 3 * classCount));
  const predicted = truth.map((label) => (random() < 0.6 ? label : Math.floor(random() ** 3 * classCount)));
  const confidence = Float32Array.from(truth, () => random());
  const classNames = Array.from({ length: classCount }, (_, index) => `word ${index}`);
  const accuracy = accuracyOf(truth, predicted);
  return { ...base, classCount, classNames, truth, predicted, confidence, accuracy };
}

/** Labels beyond the classes, answers that are no numbers. */
function oddClasses(): Evaluation {
  const one = binary(40, 0.4);
  one.truth.fill(65_535, 0, 3);
  one.scores?.fill(NaN, 10, 14);
  one.confidence.fill(NaN, 5, 7);
  return one;
}

/** One sample, of one class. */
function oneClass(): Evaluation {
  const truth = Uint16Array.of(1);
  const scores = Float32Array.of(0.25, 0.75);
  const confidence = Float32Array.of(0.75);
  return { ...base, classCount: 2, classNames: [], truth, predicted: truth, confidence, scores, accuracy: 1 };
}

function logits(): Evaluation {
  const one = binary(60, 0.5);
  delete one.scores;
  one.confidence.fill(NaN);
  return one;
}

const scenarios: Readonly<Record<string, () => Evaluation>> = { binary, words, oddClasses, oneClass, logits };
const made = new Map<string, Evaluation[]>();

/** Evaluations of a scenario that is about them; undefined for another. */
export function evaluationsOf(scenario: string): Evaluation[] | undefined {
  const create = Object.hasOwn(scenarios, scenario) ? scenarios[scenario] : undefined;
  if (create && !made.has(scenario)) made.set(scenario, [create()]);
  return made.get(scenario);
}
