import { linearTicks, type Ticks } from '../chart/ticks.ts';
import type { PlotPen, TextStyle } from './plotPen.ts';
import type { PlotTheme } from './plotTheme.ts';

export const labelSize = 11;

/** The inside of a plot with two axes, in CSS pixels. */
export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** An axis of numbers: what it covers and where its ticks are. */
export interface Axis {
  from: number;
  to: number;
  ticks: Ticks;
}

/**
 * What an axis covers: the domain that the program asked for, or all finite values with a little room, or 0 to 1.
 * @param holdsZero bars stand on it
 */
export function axisOf(
  values: readonly number[],
  domain: readonly [number, number] | undefined,
  count: number,
  holdsZero = false,
): Axis {
  if (domain) {
    const ticks = linearTicks(domain[0], domain[1], count);
    const inside = ticks.values.filter((value) => value >= domain[0] && value <= domain[1]);
    return { from: domain[0], to: domain[1], ticks: { ...ticks, values: inside } };
  }
  let [min, max] = holdsZero ? [0, 0] : [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) [min, max] = [0, 1];
  // One value in the middle of its axis; a range that is nothing has no ticks.
  if (min === max) [min, max] = min === 0 ? [0, 1] : [min - Math.abs(min) / 2, max + Math.abs(max) / 2];
  const ticks = linearTicks(min, max, count);
  return { from: ticks.from, to: ticks.to, ticks };
}

export function scaleOf({ from, to }: { from: number; to: number }, start: number, end: number) {
  return (value: number): number => start + ((value - from) / (to - from || 1)) * (end - start);
}

/** A label that fits, with an ellipsis where it does not. */
export function fitted(pen: PlotPen, text: string, width: number, size = labelSize): string {
  if (pen.textWidth(text, size) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && pen.textWidth(`${text.slice(0, end)}…`, size) > width) end--;
  return `${text.slice(0, end)}…`;
}

export function labelStyle(
  theme: PlotTheme,
  align: TextStyle['align'],
  baseline: TextStyle['baseline'],
): TextStyle {
  return { color: theme.muted, size: labelSize, align, baseline };
}

/** The frame that leaves room for the labels of both axes. */
export function frameFor(
  pen: PlotPen,
  size: { width: number; height: number },
  labels: {
    y: readonly string[];
    xLabel?: string | undefined;
    yLabel?: string | undefined;
    xHeight?: number;
  },
): Frame {
  const widest = Math.max(0, ...labels.y.map((text) => pen.textWidth(text, labelSize)));
  const left = Math.min(size.width * 0.4, Math.ceil(widest) + 12 + (labels.yLabel ? 18 : 0));
  const bottom = size.height - (labels.xHeight ?? 24) - (labels.xLabel ? 18 : 0);
  return { left, top: 10, right: Math.max(left + 1, size.width - 14), bottom: Math.max(11, bottom) };
}

export function drawAxisNames(
  pen: PlotPen,
  frame: Frame,
  height: number,
  names: { xLabel?: string | undefined; yLabel?: string | undefined },
  theme: PlotTheme,
): void {
  const middle = (frame.left + frame.right) / 2;
  if (names.xLabel)
    pen.text(
      fitted(pen, names.xLabel, frame.right - frame.left),
      middle,
      height - 3,
      labelStyle(theme, 'center', 'bottom'),
    );
  if (names.yLabel)
    pen.text(fitted(pen, names.yLabel, frame.bottom - frame.top), 7, (frame.top + frame.bottom) / 2, {
      ...labelStyle(theme, 'center', 'middle'),
      isTurned: true,
    });
}

/** Lines across and numbers at the left. */
export function drawYAxis(pen: PlotPen, frame: Frame, axis: Axis, theme: PlotTheme): void {
  const yAt = scaleOf(axis, frame.bottom, frame.top);
  for (const value of axis.ticks.values) {
    // Half pixels make a one-pixel line sharp.
    const y = Math.round(yAt(value)) + 0.5;
    const isBase = value === axis.from || value === 0;
    pen.line(
      [
        [frame.left, y],
        [frame.right, y],
      ],
      { color: theme.grid, width: 1, alpha: isBase ? 0.45 : 0.12 },
    );
    pen.text(axis.ticks.format(value), frame.left - 8, y, labelStyle(theme, 'right', 'middle'));
  }
}

/** Numbers below; those that would touch their neighbour are left away. */
export function drawXAxis(pen: PlotPen, frame: Frame, axis: Axis, theme: PlotTheme): void {
  const xAt = scaleOf(axis, frame.left, frame.right);
  let free = -Infinity;
  for (const value of axis.ticks.values) {
    const x = Math.round(xAt(value)) + 0.5;
    const text = axis.ticks.format(value);
    const half = pen.textWidth(text, labelSize) / 2;
    pen.line(
      [
        [x, frame.bottom],
        [x, frame.bottom + 4],
      ],
      { color: theme.grid, width: 1, alpha: 0.45 },
    );
    const at = Math.min(x, frame.right + 12 - half);
    if (at - half < free) continue;
    pen.text(text, at, frame.bottom + 7, labelStyle(theme, 'center', 'top'));
    free = at + half + 8;
  }
}
