import type { Evaluation, SeriesInfo, Split } from '../../protocol/run.ts';
import { isAccuracy } from './isAccuracy.ts';
import type { FindingPlace, RecordedCurve, RecordedRun } from './finding.ts';
import { median } from './statistics/median.ts';
import { thresholds } from './thresholds.ts';

/** A curve as rules read it: its finite values, thinned to a length that quadratic statistics can bear. */
export interface Curve {
  info: SeriesInfo;
  values: number[];
  /** The step of each value, 0-based; of the middle one where values were joined. */
  steps: number[];
  /** How many values were recorded. */
  recorded: number;
  /** The first value that is NaN or infinite. */
  badStep?: number;
}

type Curves = Partial<Record<Split, Curve>>;

/** What is known of one model. */
export interface ModelFacts {
  model: string;
  loss: Curves;
  accuracy: Curves;
  /** The training loss of every batch. */
  batches?: Curve;
  /** The training loss to read the course of training from: by epoch where there are enough, else by batch. */
  course?: Curve;
  /** The loss before anything was learned, as far as it is known. */
  start: number;
  classCount?: number;
  /** The latest on held-out data. */
  evaluation?: Evaluation;
  isRunning: boolean;
}

export function modelFacts(run: RecordedRun): ModelFacts[] {
  const models = [...new Set(run.curves.map(({ info }) => info.model))];
  return models.map((model) => factsOf(model, run));
}

function factsOf(model: string, run: RecordedRun): ModelFacts {
  const own = run.curves.filter(({ info, values }) => info.model === model && values.length > 0);
  const find = (isWanted: (metric: string) => boolean, scale: SeriesInfo['scale']): Curves =>
    Object.fromEntries(
      own
        .filter(({ info }) => info.scale === scale && isWanted(info.metric))
        .map((curve) => [curve.info.split, condense(curve)]),
    );
  const isLoss = (metric: string): boolean => metric === 'loss';
  const loss = find(isLoss, 'epoch');
  const batches = find(isLoss, 'batch').train;
  const enough = (loss.train?.values.length ?? 0) >= thresholds.fewestEpochs;
  const course = enough || !batches || (loss.train?.values.length ?? 0) > 1 ? loss.train : batches;
  const evaluation = latestEvaluation(run, model);
  const classCount = evaluation?.classCount ?? outputsOf(run, model);
  return {
    model,
    loss,
    accuracy: find(isAccuracy, 'epoch'),
    start: startOf(
      own.find(({ info }) => info.scale === 'batch' && isLoss(info.metric)),
      course,
    ),
    ...(batches ? { batches } : {}),
    ...(course ? { course } : {}),
    ...(classCount === undefined ? {} : { classCount }),
    ...(evaluation ? { evaluation } : {}),
    isRunning: run.isRunning,
  };
}

/** Joins neighbouring values by their median until at most `thresholds.valuesAtMost` are left. */
function condense({ info, values, stepAt }: RecordedCurve): Curve {
  const size = Math.max(1, Math.ceil(values.length / thresholds.valuesAtMost));
  const curve: Curve = { info, values: [], steps: [], recorded: values.length };
  for (let from = 0; from < values.length; from += size) {
    const to = Math.min(values.length, from + size);
    const finite: number[] = [];
    for (let index = from; index < to; index++) {
      const value = values[index] ?? NaN;
      if (Number.isFinite(value)) finite.push(value);
      else curve.badStep ??= stepAt(index);
    }
    if (finite.length === 0) continue;
    curve.values.push(median(finite));
    curve.steps.push(stepAt((from + to - 1) >> 1));
  }
  return curve;
}

/** The first batches know it best: an epoch's mean has already come down from it. */
function startOf(batches: RecordedCurve | undefined, course: Curve | undefined): number {
  const first = course?.values[0] ?? NaN;
  if (!batches) return first;
  const early = Array.from(
    { length: Math.min(5, batches.values.length) },
    (_, index) => batches.values[index] ?? NaN,
  );
  const level = median(early.filter((value) => Number.isFinite(value)));
  return Number.isFinite(level) ? Math.max(level, Number.isFinite(first) ? first : level) : first;
}

function latestEvaluation({ evaluations }: RecordedRun, model: string): Evaluation | undefined {
  return evaluations.findLast((evaluation) => evaluation.model === model);
}

/** A classifier's classes, from the width of its last layer; one output tells two classes apart. */
function outputsOf({ models }: RecordedRun, model: string): number | undefined {
  const units = models
    .findLast((summary) => summary.model === model)
    ?.layers.at(-1)
    ?.outputShape.at(-1);
  if (units === undefined || units === null || units < 1) return undefined;
  return units === 1 ? 2 : units;
}

/** The part of a curve between two of its values. */
export function placeOn(curve: Curve, from: number, to: number): FindingPlace {
  const { metric, split, scale } = curve.info;
  return {
    metric,
    split,
    scale,
    fromStep: curve.steps[from] ?? 0,
    toStep: curve.steps[to] ?? curve.steps.at(-1) ?? 0,
  };
}
