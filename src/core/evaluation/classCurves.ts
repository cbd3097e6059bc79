import type { Evaluation } from '../../protocol/run.ts';
import { areaUnderRoc, averagePrecision, thresholdCurve, type ThresholdCurve } from './thresholdCurve.ts';

type Scored = Pick<Evaluation, 'classCount' | 'truth'> & { scores: Float32Array };

/** Which samples count: those whose label is a class and whose scores are all numbers. */
export interface UsableSamples {
  indices: Uint32Array;
  /** Samples whose label is no class. */
  withoutClass: number;
  /** Samples with a score that is not a number. */
  withoutNumber: number;
}

export function usableSamples({ classCount, truth, scores }: Scored): UsableSamples {
  const indices: number[] = [];
  let [withoutClass, withoutNumber] = [0, 0];
  truth.forEach((label, sample) => {
    if (label >= classCount) {
      withoutClass += 1;
      return;
    }
    for (let index = 0; index < classCount; index++)
      if (!Number.isFinite(scores[sample * classCount + index])) {
        withoutNumber += 1;
        return;
      }
    indices.push(sample);
  });
  return { indices: Uint32Array.from(indices), withoutClass, withoutNumber };
}

/** One class against the rest. */
export function classCurve(
  { classCount, truth, scores }: Scored,
  { indices }: UsableSamples,
  ofClass: number,
): ThresholdCurve {
  const positives: number[] = [];
  const negatives: number[] = [];
  for (const sample of indices)
    (truth[sample] === ofClass ? positives : negatives).push(scores[sample * classCount + ofClass] ?? 0);
  return thresholdCurve(Float32Array.from(positives), Float32Array.from(negatives));
}

/** All classes pooled (micro average): every sample is asked about every class. */
export function microCurve(
  { classCount, truth, scores }: Scored,
  { indices }: UsableSamples,
): ThresholdCurve {
  const positives = new Float32Array(indices.length);
  const negatives = new Float32Array(indices.length * (classCount - 1));
  let at = 0;
  indices.forEach((sample, row) => {
    const label = truth[sample] ?? 0;
    for (let index = 0; index < classCount; index++) {
      const score = scores[sample * classCount + index] ?? 0;
      if (index === label) positives[row] = score;
      else negatives[at++] = score;
    }
  });
  return thresholdCurve(positives, negatives);
}

export interface CurveAreas {
  auc: number | undefined;
  ap: number | undefined;
}

export function areasOf(curve: ThresholdCurve): CurveAreas {
  return { auc: areaUnderRoc(curve), ap: averagePrecision(curve) };
}

/** Means over the classes for which there is an area (macro average), and over how many. */
export function macroAreas(areas: readonly CurveAreas[]): CurveAreas & { classes: number } {
  const mean = (values: (number | undefined)[]): number | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return {
    auc: mean(areas.map(({ auc }) => auc)),
    ap: mean(areas.map(({ ap }) => ap)),
    classes: areas.filter(({ auc }) => auc !== undefined).length,
  };
}

/**
 * Share of samples whose class is among the `k` with the highest scores; of equal scores the class with the higher index
 * comes first, as in scikit-learn. Undefined without samples.
 */
export function topKAccuracy(
  { classCount, truth, scores }: Scored,
  { indices }: UsableSamples,
  k: number,
): number | undefined {
  let hits = 0;
  for (const sample of indices) {
    const label = truth[sample] ?? 0;
    const own = scores[sample * classCount + label] ?? 0;
    let before = 0;
    for (let index = 0; index < classCount; index++) {
      const score = scores[sample * classCount + index] ?? 0;
      if (score > own || (score === own && index > label)) before += 1;
    }
    if (before < k) hits += 1;
  }
  return indices.length === 0 ? undefined : hits / indices.length;
}
