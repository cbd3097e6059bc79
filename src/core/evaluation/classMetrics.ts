import type { ConfusionCounts } from './confusionCounts.ts';

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
  /** From the sums over all classes: of samples with one class each, all three are the accuracy. */
  micro: ClassMetrics;
  /** Correct / all. */
  accuracy: number | undefined;
}

const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

/** What figures of classes are made of; each [classCount]. */
type ClassTotals = Pick<ConfusionCounts, 'rows' | 'columns' | 'right'>;

/** Precision, recall and F1 of each class. */
export function classMetrics({ rows, columns, right }: ClassTotals): ClassMetrics[] {
  return Array.from(rows, (support, index) => {
    const found = right[index] ?? 0;
    const taken = columns[index] ?? 0;
    return {
      precision: ratio(found, taken),
      recall: ratio(found, support),
      f1: ratio(2 * found, support + taken),
      support,
    };
  });
}

/** Averages over the classes as scikit-learn has them, and the accuracy. */
export function metricAverages(totals: ClassTotals): MetricAverages {
  const classes = classMetrics(totals);
  const total = sum(totals.rows);
  const average = (weightOf: (one: ClassMetrics) => number): ClassMetrics => {
    const weights = classes.reduce((all, one) => all + weightOf(one), 0);
    const mean = (value: (one: ClassMetrics) => number | undefined): number | undefined =>
      ratio(
        classes.reduce((all, one) => all + weightOf(one) * (value(one) ?? 0), 0),
        weights,
      );
    return {
      precision: mean((one) => one.precision),
      recall: mean((one) => one.recall),
      f1: mean((one) => one.f1),
      support: total,
    };
  };
  const right = sum(totals.right);
  const taken = sum(totals.columns);
  return {
    macro: average(() => 1),
    weighted: average((one) => one.support),
    micro: {
      precision: ratio(right, taken),
      recall: ratio(right, total),
      f1: ratio(2 * right, total + taken),
      support: total,
    },
    accuracy: ratio(right, total),
  };
}

function sum(values: Uint32Array): number {
  return values.reduce((all, value) => all + value, 0);
}
