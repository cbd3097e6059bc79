import { formatCount } from '../../../src/core/plot/plotSentence.ts';
import type { PlotPoint, XyPlot } from '../../../src/protocol/plot.ts';
import {
  axisOf,
  drawAxisNames,
  drawXAxis,
  drawYAxis,
  frameFor,
  scaleOf,
  type Axis,
  type Frame,
} from './axes.ts';
import type { DrawnFigure, PlotFigure, ValuePlace } from './plotFigure.ts';
import type { PlotPen } from './plotPen.ts';
import { seriesLook, type PlotTheme } from './plotTheme.ts';

/** Points closer than this have no marks of their own on a line. */
const markSpacing = 9;

interface Placed {
  frame: Frame;
  xAt: (value: number) => number;
  yAt: (value: number) => number;
}

/** A line chart or a scatterplot. Lines follow the order of their points. */
export function xyFigure(plot: XyPlot): PlotFigure {
  const { series, axes, type } = plot;
  return {
    heightFor: () => 264,
    rowCount: series.length,
    columnCount: (row) => series[row]?.points.length ?? 0,
    legend: series.length > 1 ? series.map(({ name }) => name) : [],
    read: ({ row, column }) => readPoint(plot, row, column),
    draw(pen, size, theme) {
      const points = series.flatMap((one) => one.points);
      const yAxis = axisOf(
        points.map(({ y }) => y),
        axes.yDomain,
        Math.max(2, Math.floor((size.height - 50) / 40)),
      );
      const frame = frameFor(pen, size, { y: yAxis.ticks.values.map(yAxis.ticks.format), ...axes });
      const xAxis = xAxisOf(plot, points, frame);
      const placed: Placed = {
        frame,
        xAt: scaleOf(xAxis, frame.left, frame.right),
        yAt: scaleOf(yAxis, frame.bottom, frame.top),
      };
      drawYAxis(pen, frame, yAxis, theme);
      drawXAxis(pen, frame, xAxis, theme);
      drawAxisNames(pen, frame, size.height, axes, theme);
      for (const [index, one] of series.entries()) {
        if (type === 'line') drawLine(pen, one.points, placed, index, theme);
        else drawCloud(pen, one.points, placed, index, theme);
      }
      for (const one of series) drawOdd(pen, one.points, placed, theme);
      return placesOf(plot, placed);
    },
  };
}

function xAxisOf({ type, axes }: XyPlot, points: readonly PlotPoint[], frame: Frame): Axis {
  const count = Math.max(2, Math.floor((frame.right - frame.left) / 72));
  const axis = axisOf(
    points.map(({ x }) => x),
    axes.xDomain,
    count,
  );
  if (type === 'scatter' || axes.xDomain) return axis;
  // A line begins at the left edge and ends at the right one.
  const finite = points.map(({ x }) => x).filter(Number.isFinite);
  const [from, to] = finite.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  if (!(from < to)) return axis;
  const values = axis.ticks.values.filter((value) => value >= from && value <= to);
  return { from, to, ticks: { ...axis.ticks, values } };
}

function readPoint({ series, axes }: XyPlot, row: number, column: number): string {
  const one = series[row];
  const point = one?.points[column];
  if (!one || !point) return '';
  const name = series.length > 1 && one.name ? `${one.name} · ` : '';
  return `${name}${axes.xLabel ?? 'x'} ${formatCount(point.x)} · ${axes.yLabel ?? 'y'} ${formatCount(point.y)}`;
}

const isFinitePoint = ({ x, y }: PlotPoint): boolean => Number.isFinite(x) && Number.isFinite(y);

/** Outside of a domain that the program asked for, nothing is drawn. */
function isInside({ frame, xAt, yAt }: Placed, { x, y }: PlotPoint): boolean {
  const [px, py] = [xAt(x), yAt(y)];
  return px >= frame.left - 1 && px <= frame.right + 1 && py >= frame.top - 2 && py <= frame.bottom + 2;
}

function drawLine(
  pen: PlotPen,
  points: readonly PlotPoint[],
  placed: Placed,
  index: number,
  theme: PlotTheme,
): void {
  const { frame, xAt, yAt } = placed;
  const { color, dash, shape } = seriesLook(theme, index);
  const clampY = (y: number): number => Math.min(frame.bottom + 2, Math.max(frame.top - 2, y));
  const clampX = (x: number): number => Math.min(frame.right, Math.max(frame.left, x));
  let stretch: [number, number][] = [];
  const finish = (): void => {
    if (stretch.length > 1) pen.line(stretch, { color, width: 2, dash });
    stretch = [];
  };
  for (const point of points) {
    if (isFinitePoint(point)) stretch.push([clampX(xAt(point.x)), clampY(yAt(point.y))]);
    else finish();
  }
  finish();
  const isSparse = points.length <= 1 || (frame.right - frame.left) / points.length >= markSpacing;
  if (!isSparse) return;
  for (const point of points)
    if (isFinitePoint(point) && isInside(placed, point))
      pen.mark(shape, xAt(point.x), yAt(point.y), 2.75, color, theme.background);
}

function drawCloud(
  pen: PlotPen,
  points: readonly PlotPoint[],
  placed: Placed,
  index: number,
  theme: PlotTheme,
): void {
  const { color, shape } = seriesLook(theme, index);
  const size = points.length > 1000 ? 2 : 3.25;
  for (const point of points)
    if (isFinitePoint(point) && isInside(placed, point))
      pen.mark(shape, placed.xAt(point.x), placed.yAt(point.y), size, color, theme.background);
}

/** Points that are no numbers, at the edge nearest to where they would be. */
function drawOdd(pen: PlotPen, points: readonly PlotPoint[], placed: Placed, theme: PlotTheme): void {
  const { frame, xAt } = placed;
  let lastX = -Infinity;
  for (const { x, y } of points) {
    if (Number.isFinite(x) && Number.isFinite(y)) continue;
    const pixel = Number.isFinite(x) ? xAt(x) : x > 0 ? frame.right : frame.left;
    // One triangle for many that would cover each other.
    if (pixel < frame.left - 1 || pixel > frame.right + 1 || Math.abs(pixel - lastX) < 6) continue;
    lastX = pixel;
    if (y === Infinity) pen.arrow(pixel, frame.top + 5, 'up', theme.bad);
    else pen.arrow(pixel, frame.bottom - 5, 'down', theme.bad);
  }
}

function placesOf({ series, type }: XyPlot, { frame, xAt, yAt }: Placed): DrawnFigure {
  const centre = ({ x, y }: PlotPoint): [number, number] => [
    Math.min(frame.right, Math.max(frame.left, Number.isFinite(x) ? xAt(x) : frame.left)),
    Math.min(
      frame.bottom,
      Math.max(frame.top, Number.isFinite(y) ? yAt(y) : y === Infinity ? frame.top : frame.bottom),
    ),
  ];
  return {
    boxOf({ row, column }) {
      const point = series[row]?.points[column];
      if (!point) return undefined;
      const [x, y] = centre(point);
      return { x: x - 5, y: y - 5, width: 10, height: 10 };
    },
    nearest(x, y) {
      let best: ValuePlace | undefined;
      let least = Infinity;
      for (const [row, { points }] of series.entries())
        for (const [column, point] of points.entries()) {
          const [px, py] = centre(point);
          // On a line the pointer's height says which series, not which point.
          const distance =
            type === 'line' ? Math.abs(px - x) * 20 + Math.abs(py - y) : Math.hypot(px - x, py - y);
          if (distance >= least) continue;
          least = distance;
          best = { row, column };
        }
      return best;
    },
  };
}
