import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import type { SeriesStore } from '../../../src/core/series/seriesStore.ts';

/** A page with more rows than this is slow, and nobody reads them. */
export const epochRowLimit = 500;

export interface EpochRow {
  /** Counted from 1. */
  epoch: number;
  /** One per curve; undefined where the curve has no point. */
  values: (number | undefined)[];
}

/** Epoch curves in the order of the charts: loss first, training before validation. */
export function epochCurves(store: SeriesStore): LineSeries[] {
  return store
    .groups()
    .flatMap(({ series }) => series.filter(({ info, length }) => info.scale === 'epoch' && length > 0));
}

/** Curves that have figures of their own: epoch curves, and batch curves of what has none. */
export function figureCurves(store: SeriesStore): LineSeries[] {
  const has = (one: LineSeries): boolean =>
    epochCurves(store).some(
      ({ info }) =>
        info.model === one.info.model && info.metric === one.info.metric && info.split === one.info.split,
    );
  return store
    .groups()
    .flatMap(({ series }) =>
      series.filter((one) => one.length > 0 && (one.info.scale === 'epoch' || !has(one))),
    );
}

/** The last rows, ascending, and how many before them are left out. */
export function epochRows(curves: readonly LineSeries[]): { rows: EpochRow[]; leftOut: number } {
  const last = Math.max(-1, ...curves.map((series) => series.lastStep));
  const first = Math.max(0, last + 1 - epochRowLimit);
  const rows: EpochRow[] = [];
  for (let step = first; step <= last; step++) {
    const values = curves.map((series) => {
      const index = series.indexFrom(step);
      return series.stepAt(index) === step ? series.raw.at(index) : undefined;
    });
    if (values.some((value) => value !== undefined)) rows.push({ epoch: step + 1, values });
  }
  return { rows, leftOut: first };
}

export interface CurveFigures {
  last: number;
  /** With the index of its point. */
  lowest: { value: number; index: number } | undefined;
  highest: { value: number; index: number } | undefined;
}

export function curveFigures(series: LineSeries): CurveFigures {
  const found = series.raw.extremes(0, series.length);
  const point = (index: number): { value: number; index: number } => ({ value: series.raw.at(index), index });
  return {
    last: series.raw.at(series.length - 1),
    lowest: found && point(found.minAt),
    highest: found && point(found.maxAt),
  };
}
