/**
 * One class against the rest: what happens when a sample is taken for the class at a score of at least some threshold.
 * One entry per distinct score, from the highest down; before the first, nothing is taken for the class.
 */
export interface ThresholdCurve {
  thresholds: Float64Array;
  /** Samples of the class, and of the rest, with at least that score. */
  truePositives: Uint32Array;
  falsePositives: Uint32Array;
  positives: number;
  negatives: number;
}

/** @param positiveScores scores of samples of the class, `negativeScores` those of the rest; no NaN */
export function thresholdCurve(positiveScores: Float32Array, negativeScores: Float32Array): ThresholdCurve {
  // Sorting numbers in place is ten times as fast as sorting samples by them.
  const of = Float32Array.from(positiveScores).sort();
  const rest = Float32Array.from(negativeScores).sort();
  const thresholds: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let [i, j] = [of.length, rest.length];
  while (i > 0 || j > 0) {
    const threshold = Math.max(of[i - 1] ?? -Infinity, rest[j - 1] ?? -Infinity);
    while (i > 0 && of[i - 1] === threshold) i -= 1;
    while (j > 0 && rest[j - 1] === threshold) j -= 1;
    thresholds.push(threshold);
    truePositives.push(of.length - i);
    falsePositives.push(rest.length - j);
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Uint32Array.from(truePositives),
    falsePositives: Uint32Array.from(falsePositives),
    positives: of.length,
    negatives: rest.length,
  };
}

/**
 * Area under the ROC curve: the share of pairs (one of the class, one of the rest) in which the first has the higher score,
 * equal scores counting half (Mann and Whitney 1947; Hanley and McNeil 1982). Counted in whole numbers, so that it is exact.
 * Undefined where one of the two kinds is missing.
 */
export function areaUnderRoc(curve: ThresholdCurve): number | undefined {
  const { positives, negatives, truePositives, falsePositives } = curve;
  if (positives === 0 || negatives === 0) return undefined;
  let halves = 0;
  let [tp, fp] = [0, 0];
  truePositives.forEach((count, index) => {
    const next = falsePositives[index] ?? 0;
    halves += (count - tp) * (2 * (negatives - next) + (next - fp));
    [tp, fp] = [count, next];
  });
  return halves / (2 * positives * negatives);
}

/**
 * Average precision: the precision at each threshold weighted by how much recall it adds, sum of (R_n - R_n-1) P_n, without
 * interpolation, as scikit-learn has it. Undefined without samples of the class.
 */
export function averagePrecision({
  positives,
  truePositives,
  falsePositives,
}: ThresholdCurve): number | undefined {
  if (positives === 0) return undefined;
  let sum = 0;
  let before = 0;
  truePositives.forEach((count, index) => {
    if (count > before) sum += ((count - before) * count) / (count + (falsePositives[index] ?? 0));
    before = count;
  });
  return sum / positives;
}

/** Counts at one threshold, and the ratios made of them; a ratio without a denominator is undefined. */
export interface ThresholdFigures {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
  precision: number | undefined;
  /** Also called sensitivity, or true positive rate. */
  recall: number | undefined;
  f1: number | undefined;
  /** TN / (TN + FP): 1 less the false positive rate. */
  specificity: number | undefined;
  accuracy: number | undefined;
}

/** How many entries of the curve have a score of at least `threshold`. */
export function entriesAtLeast({ thresholds }: ThresholdCurve, threshold: number): number {
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] ?? 0) >= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

export function figuresAt(curve: ThresholdCurve, threshold: number): ThresholdFigures {
  const entry = entriesAtLeast(curve, threshold) - 1;
  const tp = curve.truePositives[entry] ?? 0;
  const fp = curve.falsePositives[entry] ?? 0;
  const fn = curve.positives - tp;
  const tn = curve.negatives - fp;
  return {
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: fn,
    trueNegatives: tn,
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    specificity: ratio(tn, tn + fp),
    accuracy: ratio(tp + tn, tp + fp + fn + tn),
  };
}

/** The threshold with the highest F1; of several the highest. Undefined without samples of the class. */
export function bestF1Threshold(curve: ThresholdCurve): number | undefined {
  if (curve.positives === 0) return undefined;
  let best = 0;
  let at: number | undefined;
  curve.thresholds.forEach((threshold, index) => {
    const tp = curve.truePositives[index] ?? 0;
    const f1 = (2 * tp) / (curve.positives + tp + (curve.falsePositives[index] ?? 0));
    if (f1 > best) [best, at] = [f1, threshold];
  });
  return at;
}

/** Precision at a recall on the line of one F1: f r / (2 r - f); undefined where no precision up to 1 gives it. */
export function precisionOfF1(f1: number, recall: number): number | undefined {
  const below = 2 * recall - f1;
  const precision = below > 0 ? (f1 * recall) / below : NaN;
  return precision <= 1 + 1e-12 ? Math.min(1, precision) : undefined;
}
