import type { SecondKey } from '../../template.ts';

interface Counts extends Record<string, unknown> {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

/** The harmonic mean by its definition: two, divided by the sum of the inverses of precision and recall. */
export const fOneFromCounts = (({ tp, fp, fn }: Counts) => {
  const inversePrecision = (tp + fp) / tp;
  const inverseRecall = (tp + fn) / tp;
  return 2 / (inversePrecision + inverseRecall);
}) as SecondKey;
