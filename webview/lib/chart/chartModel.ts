import type { Split } from '../../../src/protocol/run.ts';
import type { LineSeries } from '../../../src/core/series/lineSeries.ts';

/** One curve as a chart draws it: where its steps lie on the chart's x axis, and how strongly it is drawn. */
export interface ChartLine {
  series: LineSeries;
  /**
   * `main`: the curve people read, epoch points marked; `batch`: every step, behind the epoch points;
   * `previous`: the run before, thin and faint; `prediction`: what the learner drew beforehand, dashed.
   */
  role: 'main' | 'batch' | 'previous' | 'prediction';
  /** `x = step * scale + offset`. */
  scale: number;
  offset: number;
  /** In the legend and read out. */
  label: string;
}

export interface ChartModel {
  title: string;
  lines: readonly ChartLine[];
  axis: 'epoch' | 'batch';
  /** The whole x range when nothing is zoomed. */
  from: number;
  to: number;
  isLog: boolean;
  /** Said about the chart, and drawn below it. */
  sentence: string;
  /** A part that something else on the page is about, in x values. */
  highlight?: { from: number; to: number };
}

/**
 * Whose values the legend gives: the curves people read, a batch curve while it has no epoch curve, and of the run
 * before its validation curve, or else its training curve.
 */
export function readableLines(lines: readonly ChartLine[]): ChartLine[] {
  const has = (role: ChartLine['role'], split: Split): boolean =>
    lines.some((line) => line.role === role && line.series.info.split === split);
  const kept = lines.filter(({ role, series: { info } }) => {
    if (role === 'batch') return !has('main', info.split);
    return (
      role === 'main' || role === 'prediction' || info.split !== 'train' || !has('previous', 'validation')
    );
  });
  return [
    ...kept.filter(({ role }) => role !== 'previous'),
    ...kept.filter(({ role }) => role === 'previous'),
  ];
}

export function stepOf(line: ChartLine, x: number): number {
  return (x - line.offset) / line.scale;
}

export function xOf(line: ChartLine, index: number): number {
  return line.series.stepAt(index) * line.scale + line.offset;
}

/** The smallest and largest finite value of all lines between two x values; on a log axis of the positive ones only. */
export function valueRange(
  lines: readonly ChartLine[],
  from: number,
  to: number,
  isLog: boolean,
): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const line of lines) {
    const { series } = line;
    const window = series.window(stepOf(line, from), stepOf(line, to));
    const values = series.raw;
    const found = values.extremes(window.from, window.to);
    if (!found) continue;
    max = Math.max(max, values.at(found.maxAt));
    min = Math.min(min, isLog ? smallestPositive(line, window.from, window.to) : values.at(found.minAt));
  }
  if (!(min <= max) || (isLog && max <= 0)) return undefined;
  return { min, max };
}

function smallestPositive(line: ChartLine, from: number, to: number): number {
  const { raw } = line.series;
  const found = raw.extremes(from, to);
  if (found && raw.at(found.minAt) > 0) return raw.at(found.minAt);
  let smallest = Infinity;
  for (let index = from; index < to; index++) {
    const value = raw.at(index);
    if (value > 0 && value < smallest) smallest = value;
  }
  return smallest;
}

/** The index of the finite point next to an x value; -1 when the line has none there. */
export function indexAt(line: ChartLine, x: number): number {
  const { series } = line;
  const nearest = series.nearestIndex(stepOf(line, x));
  if (nearest < 0) return -1;
  // Beyond its last point a curve says nothing; half an epoch (or a batch) is still "there".
  const reach = series.info.scale === 'epoch' ? 0.5001 : Math.max(1, line.scale);
  return Math.abs(xOf(line, nearest) - x) <= reach * (series.info.scale === 'epoch' ? line.scale : 1)
    ? nearest
    : -1;
}
