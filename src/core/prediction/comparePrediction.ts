import type { CurvePrediction, PredictedPoint } from '../../protocol/prediction.ts';

/** How a drawn curve and the real one differ. */
export interface PredictionComparison {
  expectedEnd: number;
  actualEnd: number;
  /** Mean absolute difference over the epochs that both have, in units of the metric. */
  meanDifference: number;
  /** Which way the metric went, and whether it got there sooner than drawn. */
  direction: 'fell' | 'rose' | 'stayed';
  pace: 'faster' | 'slower' | 'alike' | 'other-way';
}

/** A difference in pace below this share of the run is none a person would have drawn. */
const alikeShare = 0.1;
/** A change below this share of the larger level is none. */
const stayedShare = 0.02;

/** The drawn value at an epoch: straight between points, level beyond the ends. NaN without points. */
export function predictedAt(points: readonly PredictedPoint[], epoch: number): number {
  const after = points.findIndex((point) => point.epoch >= epoch);
  const right = after < 0 ? points.at(-1) : points[after];
  const left = after <= 0 ? right : points[after - 1];
  if (!left || !right) return NaN;
  if (epoch >= right.epoch || right.epoch === left.epoch) return right.value;
  const share = (epoch - left.epoch) / (right.epoch - left.epoch);
  return left.value + Math.max(0, share) * (right.value - left.value);
}

/**
 * @param actual one value an epoch, from epoch 1; values that are not finite are passed over
 * @returns undefined where there is nothing to compare
 */
export function comparePrediction(
  { points }: CurvePrediction,
  actual: ArrayLike<number>,
): PredictionComparison | undefined {
  const real: PredictedPoint[] = [];
  for (let index = 0; index < actual.length; index++) {
    const value = actual[index] ?? NaN;
    if (Number.isFinite(value)) real.push({ epoch: index + 1, value });
  }
  const drawn = points.filter(({ value }) => Number.isFinite(value));
  const last = real.at(-1);
  const first = real[0];
  if (!first || !last || drawn.length === 0) return undefined;
  const expected = real.map(({ epoch }) => predictedAt(drawn, epoch));
  const difference = real.reduce(
    (sum, { value }, index) => sum + Math.abs(value - (expected[index] ?? 0)),
    0,
  );
  const change = last.value - first.value;
  const level = Math.max(Math.abs(first.value), Math.abs(last.value));
  const direction = Math.abs(change) <= stayedShare * level ? 'stayed' : change < 0 ? 'fell' : 'rose';
  return {
    expectedEnd: expected.at(-1) ?? NaN,
    actualEnd: last.value,
    meanDifference: difference / real.length,
    direction,
    pace: paceOf(
      real,
      real.map(({ epoch }, index) => ({ epoch, value: expected[index] ?? 0 })),
      direction,
    ),
  };
}

/** Compares when each has made half of its own way. */
function paceOf(
  real: readonly PredictedPoint[],
  drawn: readonly PredictedPoint[],
  direction: PredictionComparison['direction'],
): PredictionComparison['pace'] {
  const way = (points: readonly PredictedPoint[]): number =>
    (points.at(-1)?.value ?? 0) - (points[0]?.value ?? 0);
  if (direction === 'stayed') return 'alike';
  if (Math.sign(way(drawn)) !== Math.sign(way(real))) return 'other-way';
  const length = (real.at(-1)?.epoch ?? 1) - (real[0]?.epoch ?? 1);
  const later = halfWay(drawn) - halfWay(real);
  if (Math.abs(later) <= alikeShare * length) return 'alike';
  return later > 0 ? 'faster' : 'slower';
}

/** The epoch at which a curve has first made half of its way, between two points where it crosses. */
function halfWay(points: readonly PredictedPoint[]): number {
  const [first, last] = [points[0]?.value ?? 0, points.at(-1)?.value ?? 0];
  const half = (first + last) / 2;
  const sign = Math.sign(last - first);
  for (const [index, point] of points.entries()) {
    if (sign * (point.value - half) < 0) continue;
    const before = points[index - 1];
    if (!before || point.value === before.value) return point.epoch;
    return (
      before.epoch + ((half - before.value) / (point.value - before.value)) * (point.epoch - before.epoch)
    );
  }
  return points.at(-1)?.epoch ?? 0;
}
