import type { ChartAxis } from './chartModel.ts';
import { timeTicks } from './timeTicks.ts';
import { linearTicks, logTicks, type Ticks } from './ticks.ts';

/** Space around the plot, in CSS pixels. Fixed, so that nothing moves when the labels change. */
export const gutter = { left: 52, right: 12, top: 8, bottom: 24 };

/** Maps values to CSS pixels of one plot, with its ticks. */
export interface PlotArea {
  left: number;
  top: number;
  right: number;
  bottom: number;
  x: Ticks;
  y: Ticks;
  /** The x range shown. */
  from: number;
  to: number;
  isLogX: boolean;
  xAt: (value: number) => number;
  yAt: (value: number) => number;
  /** The x value under a pixel. */
  valueAt: (pixel: number) => number;
}

export interface PlotSpec {
  width: number;
  height: number;
  from: number;
  to: number;
  /** Smallest and largest finite value in view; absent while there is none. */
  min: number | undefined;
  max: number | undefined;
  isLog: boolean;
  /** Only where `from` is above 0. */
  isLogX?: boolean;
  axis?: ChartAxis;
  /** The y axis ends at `min` and `max` themselves, not at the next round number. */
  isTight?: boolean;
  /** Space right of the plot where the usual one is not enough. */
  rightGutter?: number | undefined;
}

function yTicks({ min, max, isLog, height, isTight }: PlotSpec): Ticks {
  const count = Math.max(2, Math.floor((height - gutter.top - gutter.bottom) / 36));
  if (min === undefined || max === undefined) return linearTicks(0, 1, count);
  const ticks = isLog ? logTicks(min, max, count) : linearTicks(min, max, count);
  if (!isTight || !(max > min)) return ticks;
  return {
    ...ticks,
    from: min,
    to: max,
    values: ticks.values.filter((value) => value >= min && value <= max),
  };
}

function xTicks({ from, to, isLogX, axis }: PlotSpec, width: number): Ticks {
  const count = Math.max(2, Math.floor(width / 72));
  if (isLogX) return { ...logTicks(from, to, count), from, to };
  return axis === 'time' ? timeTicks(from, to, count) : linearTicks(from, to, count, true);
}

export function createPlotArea(spec: PlotSpec): PlotArea {
  const left = gutter.left;
  const right = Math.max(left + 1, spec.width - (spec.rightGutter ?? gutter.right));
  const top = gutter.top;
  const bottom = Math.max(top + 1, spec.height - gutter.bottom);
  const y = yTicks(spec);
  const isLogX = spec.isLogX === true && spec.from > 0 && spec.to > spec.from;
  const x = xTicks({ ...spec, isLogX }, right - left);
  const range = spec.to - spec.from || 1;
  const decades = Math.log10(spec.to / spec.from);
  const share = (value: number): number =>
    isLogX
      ? Math.log10(Math.max(value, spec.from * 1e-3) / spec.from) / decades
      : (value - spec.from) / range;
  const rise = spec.isLog ? Math.log10(y.to / y.from) : y.to - y.from;
  return {
    left,
    top,
    right,
    bottom,
    x,
    y,
    from: spec.from,
    to: spec.to,
    isLogX,
    xAt: (value) => left + share(value) * (right - left),
    yAt: (value) =>
      bottom - ((spec.isLog ? Math.log10(value / y.from) : value - y.from) / rise) * (bottom - top),
    valueAt: (pixel) => {
      const at = (pixel - left) / (right - left);
      return isLogX ? spec.from * 10 ** (at * decades) : spec.from + at * range;
    },
  };
}
