import { matrixTotals } from './confusionMatrix.ts';

/** Ratios are 0..1; one whose denominator is 0 is undefined and shown as a dash, not as a zero. */
export interface ClassMetrics {
  /** Of all that was taken for this class, the part that was right: TP / (TP + FP). */
  precision: number | undefined;
  /** Of all that is this class, the part that was found: TP / (TP + FN). */
  recall: number | undefined;
  /** Harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN); van Rijsbergen 1979. */
  f1: number | undefined;
  /** Samples that truly are of this class. */
  support: number;
}

export interface MetricAverages {
  /** Mean over classes; an undefined ratio counts as 0, as in scikit-learn's default. */
  macro: ClassMetrics;
  /** Mean over classes weighted by support. */
  weighted: ClassMetrics;
  /** Correct / all. */
  accuracy: number | undefined;
}

const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

/** @param counts row-major `[classCount, classCount]`, row = truth, column = prediction */
export function classMetrics(counts: Uint32Array, classCount: number): ClassMetrics[] {
  const { rows, columns } = matrixTotals(counts, classCount);
  return Array.from({ length: classCount }, (_, index) => {
    const right = counts[index * classCount + index] ?? 0;
    const support = rows[index] ?? 0;
    const taken = columns[index] ?? 0;
    return {
      precision: ratio(right, taken),
      recall: ratio(right, support),
      f1: ratio(2 * right, support + taken),
      support,
    };
  });
}

/** Averages of `classMetrics` over the classes, and the accuracy. */
export function metricAverages(counts: Uint32Array, classCount: number): MetricAverages {
  const classes = classMetrics(counts, classCount);
  const total = classes.reduce((sum, one) => sum + one.support, 0);
  const average = (weightOf: (one: ClassMetrics) => number): ClassMetrics => {
    const weights = classes.reduce((sum, one) => sum + weightOf(one), 0);
    const mean = (value: (one: ClassMetrics) => number | undefined): number | undefined =>
      ratio(
        classes.reduce((sum, one) => sum + weightOf(one) * (value(one) ?? 0), 0),
        weights,
      );
    return {
      precision: mean((one) => one.precision),
      recall: mean((one) => one.recall),
      f1: mean((one) => one.f1),
      support: total,
    };
  };
  const right = classes.reduce((sum, _, index) => sum + (counts[index * classCount + index] ?? 0), 0);
  return { macro: average(() => 1), weighted: average((one) => one.support), accuracy: ratio(right, total) };
}
