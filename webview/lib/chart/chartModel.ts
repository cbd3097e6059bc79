import type { Split } from '../../../src/protocol/run.ts';
import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import type { ChartMark } from './chartMark.ts';
import type { LineStyle } from './lineStyle.ts';

/** One curve as a chart draws it: where its steps lie on the chart's x axis, and how strongly it is drawn. */
export interface ChartLine {
  series: LineSeries;
  /**
   * `main`: the curve people read, epoch points marked; `batch`: every step, behind the epoch points;
   * `previous`: the run before, thin and faint; `run`: one of several runs, in its own `style`; `prediction`: what the
   * learner drew beforehand, dashed.
   */
  role: 'main' | 'batch' | 'previous' | 'run' | 'prediction';
  style?: LineStyle;
  /** Drawn behind the line, from the lowest to the highest of the curves that it sums up; at the line's own steps. */
  band?: { low: LineSeries; high: LineSeries };
  /** `x = step * scale + offset`. */
  scale: number;
  offset: number;
  /** x is instead when a point was made, in seconds since the program began. */
  usesTime?: boolean;
  /** In the legend and read out. */
  label: string;
}

export type ChartAxis = 'epoch' | 'batch' | 'time';

export interface ChartModel {
  title: string;
  lines: readonly ChartLine[];
  axis: ChartAxis;
  /** The whole x range when nothing is zoomed. */
  from: number;
  to: number;
  isLog: boolean;
  /** The x axis too is logarithmic. */
  isLogX?: boolean;
  /** The y axis leaves out values far from most others. */
  clips?: boolean;
  /** What happened during training, ascending by place. */
  marks?: readonly ChartMark[];
  /** The moment the panel shows: what comes after it is drawn faintly. */
  shownX?: number;
  /** Space for the names of runs at the ends of their curves, in CSS pixels. */
  rightGutter?: number;
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
  if (line.usesTime) return line.series.timeAt(index) / 1000;
  return line.series.stepAt(index) * line.scale + line.offset;
}

/** The first index at `x` or beyond; the curve's length where there is none. */
export function indexFromX(line: ChartLine, x: number): number {
  return line.usesTime ? line.series.indexFromTime(x * 1000) : line.series.indexFrom(stepOf(line, x));
}

/** The index of the point closest to `x`; -1 when there are no points. */
export function nearestTo(line: ChartLine, x: number): number {
  const { series } = line;
  if (!line.usesTime) return series.nearestIndex(stepOf(line, x));
  const after = indexFromX(line, x);
  if (after === 0) return series.length > 0 ? 0 : -1;
  if (after === series.length) return series.length - 1;
  return x - xOf(line, after - 1) <= xOf(line, after) - x ? after - 1 : after;
}

/** Indices `[from, to)` needed to draw a range of x: one more on each side, so that lines reach the edge. */
export function windowOf(line: ChartLine, from: number, to: number): { from: number; to: number } {
  return line.usesTime
    ? line.series.timeWindow(from * 1000, to * 1000)
    : line.series.window(stepOf(line, from), stepOf(line, to));
}

/** Enough for any screen: as many places are looked at for the smallest value that a log axis can show. */
const logColumns = 2000;

/** The smallest and largest finite value of all lines between two x values; on a log axis of the positive ones only. */
export function valueRange(
  lines: readonly ChartLine[],
  from: number,
  to: number,
  isLog: boolean,
): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const line of withBands(lines)) {
    const window = windowOf(line, from, to);
    const values = line.series.raw;
    const found = values.extremes(window.from, window.to);
    if (!found) continue;
    max = Math.max(max, values.at(found.maxAt));
    min = Math.min(min, isLog ? smallestPositive(line, window.from, window.to) : values.at(found.minAt));
  }
  if (!(min <= max) || (isLog && max <= 0)) return undefined;
  return { min, max };
}

function withBands(lines: readonly ChartLine[]): ChartLine[] {
  return lines.flatMap(({ band, ...line }) =>
    band ? [line, { ...line, series: band.low }, { ...line, series: band.high }] : [line],
  );
}

/** Of the values that are drawn, which are all of them unless they are very many. */
function smallestPositive(line: ChartLine, from: number, to: number): number {
  const { raw } = line.series;
  const found = raw.extremes(from, to);
  if (found && raw.at(found.minAt) > 0) return raw.at(found.minAt);
  let smallest = Infinity;
  for (const index of raw.thin(from, to, logColumns)) {
    const value = raw.at(index);
    if (value > 0 && value < smallest) smallest = value;
  }
  return smallest;
}

/** The index of the point next to an x value; -1 when the line has none there. */
export function indexAt(line: ChartLine, x: number): number {
  const nearest = nearestTo(line, x);
  if (nearest < 0) return -1;
  return Math.abs(xOf(line, nearest) - x) <= reachOf(line, nearest) ? nearest : -1;
}

/** Beyond its last point a curve says nothing; half an epoch (or a batch) is still "there". */
function reachOf(line: ChartLine, index: number): number {
  const { series } = line;
  if (line.usesTime) {
    const neighbour = index > 0 ? index - 1 : Math.min(1, series.length - 1);
    return Math.max(1e-3, Math.abs(xOf(line, index) - xOf(line, neighbour)) * 0.5001);
  }
  return series.info.scale === 'epoch' ? 0.5001 * line.scale : Math.max(1, line.scale);
}
