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
  /** Space right of the plot where the usual one is not enough. */
  rightGutter?: number | undefined;
}

function yTicks({ min, max, isLog, height }: PlotSpec): Ticks {
  const count = Math.max(2, Math.floor((height - gutter.top - gutter.bottom) / 36));
  if (min === undefined || max === undefined) return linearTicks(0, 1, count);
  return isLog ? logTicks(min, max, count) : linearTicks(min, max, count);
}

export function createPlotArea(spec: PlotSpec): PlotArea {
  const left = gutter.left;
  const right = Math.max(left + 1, spec.width - (spec.rightGutter ?? gutter.right));
  const top = gutter.top;
  const bottom = Math.max(top + 1, spec.height - gutter.bottom);
  const x = linearTicks(spec.from, spec.to, Math.max(2, Math.floor((right - left) / 72)), true);
  const y = yTicks(spec);
  const range = spec.to - spec.from || 1;
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
    xAt: (value) => left + ((value - spec.from) / range) * (right - left),
    yAt: (value) =>
      bottom - ((spec.isLog ? Math.log10(value / y.from) : value - y.from) / rise) * (bottom - top),
    valueAt: (pixel) => spec.from + ((pixel - left) / (right - left)) * range,
  };
}
