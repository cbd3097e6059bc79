import type { PlotPoint } from '../../protocol/plot.ts';

/** More points, bars or cells than these tell a reader nothing more on a screen. */
export const limits = { points: 2000, scatterPoints: 5000, bars: 2000, side: 128, rows: 1000 } as const;

/**
 * Which of a curve's points are kept: the lowest, the highest and every one that is no number of each of `limit / 2`
 * stretches, so that no peak is lost. Ascending; all of them where there are no more than `limit`.
 */
export function thinCurve(points: readonly PlotPoint[], limit: number): number[] {
  if (points.length <= limit) return points.map((_, index) => index);
  const stretches = Math.max(1, Math.floor((limit - 2) / 2));
  const kept = new Set<number>([0, points.length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * points.length) / stretches);
    const to = Math.floor(((stretch + 1) * points.length) / stretches);
    const { lowest, highest, bad } = extremes(points, from, to);
    for (const index of [lowest, highest, bad]) if (index !== undefined) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

function extremes(
  points: readonly PlotPoint[],
  from: number,
  to: number,
): { lowest: number | undefined; highest: number | undefined; bad: number | undefined } {
  let lowest: number | undefined;
  let highest: number | undefined;
  let bad: number | undefined;
  for (let index = from; index < to; index++) {
    const y = points[index]?.y ?? NaN;
    if (!Number.isFinite(y)) bad ??= index;
    else {
      if (lowest === undefined || y < (points[lowest]?.y ?? 0)) lowest = index;
      if (highest === undefined || y > (points[highest]?.y ?? 0)) highest = index;
    }
  }
  return { lowest, highest, bad };
}

/** Every so manieth of a cloud of points, and those at its four ends. Ascending. */
export function thinCloud(points: readonly PlotPoint[], limit: number): number[] {
  if (points.length <= limit) return points.map((_, index) => index);
  const stride = points.length / Math.max(1, limit - 4);
  const kept = new Set<number>();
  for (let at = 0; at < points.length; at += stride) kept.add(Math.floor(at));
  const ends: ((a: PlotPoint, b: PlotPoint) => boolean)[] = [
    (a, b) => a.x < b.x,
    (a, b) => a.x > b.x,
    (a, b) => a.y < b.y,
    (a, b) => a.y > b.y,
  ];
  for (const isFurther of ends) {
    let end: number | undefined;
    for (const [index, point] of points.entries()) {
      if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) continue;
      const best = end === undefined ? undefined : points[end];
      if (!best || isFurther(point, best)) end = index;
    }
    if (end !== undefined) kept.add(end);
  }
  return [...kept].sort((a, b) => a - b);
}

/** Of each stretch of bars the one furthest from zero, or one that is no number. Ascending. */
export function thinBars(values: readonly number[], limit: number): number[] {
  if (values.length <= limit) return values.map((_, index) => index);
  const kept: number[] = [];
  for (let stretch = 0; stretch < limit; stretch++) {
    const from = Math.floor((stretch * values.length) / limit);
    const to = Math.floor(((stretch + 1) * values.length) / limit);
    let best = from;
    const size = (index: number): number => {
      const value = values[index] ?? NaN;
      return Number.isNaN(value) ? Infinity : Math.abs(value);
    };
    for (let index = from + 1; index < to; index++) if (size(index) > size(best)) best = index;
    kept.push(best);
  }
  return kept;
}

export interface Matrix {
  rows: number;
  columns: number;
  /** Row-major. */
  values: ArrayLike<number>;
}

/**
 * A matrix of at most `side` rows and columns, each cell the mean of a block. A block with a value that is no number
 * becomes such a value, so that it cannot hide.
 */
export function thinMatrix(
  matrix: Matrix,
  side: number,
): { rows: number; columns: number; values: number[] } {
  const rows = Math.min(matrix.rows, side);
  const columns = Math.min(matrix.columns, side);
  if (rows === matrix.rows && columns === matrix.columns)
    return { rows, columns, values: Array.from(matrix.values) };
  const values: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values.push(
        blockMean(matrix, blockOf(row, matrix.rows, rows), blockOf(column, matrix.columns, columns)),
      );
  return { rows, columns, values };
}

/** [from, to): which of `total` fall to one of `parts`. */
export function blockOf(part: number, total: number, parts: number): [number, number] {
  return [Math.floor((part * total) / parts), Math.floor(((part + 1) * total) / parts)];
}

function blockMean(
  { columns, values }: Matrix,
  [top, bottom]: [number, number],
  [left, right]: [number, number],
): number {
  let sum = 0;
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const value = values[row * columns + column] ?? NaN;
      if (!Number.isFinite(value)) return value;
      sum += value;
    }
  return sum / ((bottom - top) * (right - left));
}
