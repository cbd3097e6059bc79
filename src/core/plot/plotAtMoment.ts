import type { Plot } from '../../protocol/plot.ts';

/** A curve that grew while training went on, as it was at `elapsedMs` of the run; other plots as they are. */
export function plotAtMoment(plot: Plot, elapsedMs: number | undefined): Plot {
  if (elapsedMs === undefined || plot.type !== 'line') return plot;
  if (!plot.series.some(({ madeMs }) => madeMs?.some((ms) => ms > elapsedMs))) return plot;
  const series = plot.series.map(({ name, points, madeMs }) => ({
    name,
    points: points.filter((_, index) => (madeMs?.[index] ?? 0) <= elapsedMs),
  }));
  return { ...plot, series };
}
