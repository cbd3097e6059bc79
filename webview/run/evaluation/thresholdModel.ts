import {
  areasOf,
  classCurve,
  type CurveAreas,
  macroAreas,
  microCurve,
  type UsableSamples,
  usableSamples,
} from '../../../src/core/evaluation/classCurves.ts';
import {
  figuresAt,
  type ThresholdCurve,
  type ThresholdFigures,
} from '../../../src/core/evaluation/thresholdCurve.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';

/** One class against the rest, or all of them pooled. */
export type CurveSubject = number | 'all';

export type Scored = Pick<Evaluation, 'classCount' | 'classNames' | 'truth'> & { scores: Float32Array };

/** A point of the plots, 0..1 each. */
export interface CurvePoint {
  x: number;
  y: number;
}

/** A curve as it is drawn: points by descending threshold. */
export interface PlotLine {
  /** Where nothing is taken for the class yet. */
  start: CurvePoint;
  x: Float64Array;
  y: Float64Array;
}

export interface ThresholdModel {
  curve: ThresholdCurve;
  areas: CurveAreas;
  usable: UsableSamples;
  roc: PlotLine;
  pr: PlotLine;
  /** Precision of somebody who guesses: the share of the class. */
  prevalence: number;
}

export function thresholdModel(scored: Scored, subject: CurveSubject): ThresholdModel {
  const usable = usableSamples(scored);
  const curve = subject === 'all' ? microCurve(scored, usable) : classCurve(scored, usable, subject);
  const { truePositives, falsePositives, positives, negatives } = curve;
  const recall = Float64Array.from(truePositives, (count) => count / Math.max(1, positives));
  const precision = Float64Array.from(
    truePositives,
    (count, index) => count / Math.max(1, count + (falsePositives[index] ?? 0)),
  );
  return {
    curve,
    areas: areasOf(curve),
    usable,
    roc: {
      start: { x: 0, y: 0 },
      x: Float64Array.from(falsePositives, (count) => count / Math.max(1, negatives)),
      y: recall,
    },
    pr: { start: { x: 0, y: precision[0] ?? 1 }, x: recall, y: precision },
    prevalence: positives / Math.max(1, positives + negatives),
  };
}

export interface ThresholdPlace {
  figures: ThresholdFigures;
  roc: CurvePoint;
  pr: CurvePoint;
}

/** Where a threshold lies on both curves. Taken for nothing, the precision is that of the first that would be. */
export function placeOf({ curve, pr }: ThresholdModel, threshold: number): ThresholdPlace {
  const figures = figuresAt(curve, threshold);
  const { recall = 0, precision = pr.start.y, specificity = 1 } = figures;
  return { figures, roc: { x: 1 - specificity, y: recall }, pr: { x: recall, y: precision } };
}

export interface ClassAreas {
  /** Of each class. */
  classes: (CurveAreas & { support: number })[];
  micro: CurveAreas;
  macro: CurveAreas & { classes: number };
}

export function allAreas(scored: Scored): ClassAreas {
  const usable = usableSamples(scored);
  const classes = Array.from({ length: scored.classCount }, (_, index) => {
    const curve = classCurve(scored, usable, index);
    return { ...areasOf(curve), support: curve.positives };
  });
  return { classes, micro: areasOf(microCurve(scored, usable)), macro: macroAreas(classes) };
}
