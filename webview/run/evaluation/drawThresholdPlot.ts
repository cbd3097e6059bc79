import { precisionOfF1 } from '../../../src/core/evaluation/thresholdCurve.ts';
import type { ChartTheme } from '../../lib/chart/chartTheme.ts';
import type { CurvePoint, PlotLine } from './thresholdModel.ts';

/** Space around a plot, in CSS pixels. */
const gutter = { left: 46, right: 14, top: 8, bottom: 40 };
/** Beside the plot, where lines of one F1 are named. */
const isoGutter = 42;
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
export const isoLines = [0.2, 0.4, 0.6, 0.8] as const;
const handleRadius = 7;

/** Maps 0..1 to CSS pixels. */
export interface UnitArea {
  left: number;
  top: number;
  right: number;
  bottom: number;
  xAt(value: number): number;
  yAt(value: number): number;
}

export function unitArea(width: number, height: number, hasIsoF1: boolean): UnitArea {
  const { left, top } = gutter;
  const right = Math.max(left + 1, width - (hasIsoF1 ? isoGutter : gutter.right));
  const bottom = Math.max(top + 1, height - gutter.bottom);
  return {
    left,
    top,
    right,
    bottom,
    xAt: (value) => left + value * (right - left),
    yAt: (value) => bottom - value * (bottom - top),
  };
}

export interface PlotPicture {
  line: PlotLine;
  /** Steps for precision and recall, whose area is the average precision; straight lines for the ROC curve. */
  isStepped: boolean;
  chance: readonly [CurvePoint, CurvePoint];
  chanceLabel: string;
  hasIsoF1: boolean;
  xLabel: string;
  yLabel: string;
}

type Context = CanvasRenderingContext2D;

export function drawThresholdPlot(
  context: Context,
  area: UnitArea,
  picture: PlotPicture,
  theme: ChartTheme,
): void {
  drawUnitAxes(context, area, picture, theme);
  if (picture.hasIsoF1) drawIsoF1(context, area, theme);
  drawChance(context, area, picture, theme);
  drawLine(context, area, picture, theme);
}

function drawUnitAxes(
  context: Context,
  area: UnitArea,
  { xLabel, yLabel }: PlotPicture,
  theme: ChartTheme,
): void {
  context.font = theme.font;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeStyle = theme.grid;
  context.fillStyle = theme.muted;
  for (const value of ticks) {
    // Half pixels make a one-pixel line sharp.
    const [x, y] = [Math.round(area.xAt(value)) + 0.5, Math.round(area.yAt(value)) + 0.5];
    context.globalAlpha = value === 0 ? 0.45 : 0.12;
    stroke(context, [
      [area.left, y],
      [area.right, y],
    ]);
    stroke(context, [
      [x, area.top],
      [x, area.bottom],
    ]);
    context.globalAlpha = 1;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(String(value), area.left - 6, y);
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.fillText(String(value), x, area.bottom + 6);
  }
  context.textBaseline = 'bottom';
  context.fillText(xLabel, (area.left + area.right) / 2, area.bottom + gutter.bottom - 2);
  context.save();
  context.translate(12, (area.top + area.bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = 'middle';
  context.fillText(yLabel, 0, 0);
  context.restore();
}

/** Where F1 is the same: a curve further up and to the right is better. */
function drawIsoF1(context: Context, area: UnitArea, theme: ChartTheme): void {
  context.strokeStyle = theme.grid;
  context.fillStyle = theme.muted;
  context.setLineDash([1, 3]);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const f1 of isoLines) {
    const points: [number, number][] = [];
    for (let step = 0; step <= 100; step++) {
      const precision = precisionOfF1(f1, step / 100);
      if (precision !== undefined) points.push([area.xAt(step / 100), area.yAt(precision)]);
    }
    context.globalAlpha = theme.isHighContrast ? 0.9 : 0.55;
    stroke(context, points);
    context.globalAlpha = 1;
    const end = precisionOfF1(f1, 1) ?? 0;
    context.fillText(`F1 ${f1}`, area.right + 5, area.yAt(end));
  }
  context.setLineDash([]);
}

function drawChance(
  context: Context,
  area: UnitArea,
  { chance: [from, to], chanceLabel, hasIsoF1 }: PlotPicture,
  theme: ChartTheme,
): void {
  context.strokeStyle = theme.muted;
  context.lineWidth = 1.5;
  context.setLineDash([6, 4]);
  stroke(context, [
    [area.xAt(from.x), area.yAt(from.y)],
    [area.xAt(to.x), area.yAt(to.y)],
  ]);
  context.setLineDash([]);
  context.fillStyle = theme.muted;
  const isLow = from.y < 0.1;
  context.textAlign = hasIsoF1 ? 'left' : 'right';
  context.textBaseline = hasIsoF1 && !isLow ? 'top' : 'bottom';
  // Beside the middle of a rising line, on a level one at its beginning.
  if (hasIsoF1) context.fillText(chanceLabel, area.left + 4, area.yAt(from.y) + (isLow ? -2 : 3));
  else context.fillText(chanceLabel, area.right - 4, area.yAt(0.86) + 26);
}

function drawLine(
  context: Context,
  area: UnitArea,
  { line, isStepped }: PlotPicture,
  theme: ChartTheme,
): void {
  const points: [number, number][] = [[area.xAt(line.start.x), area.yAt(line.start.y)]];
  let [lastX, lastY] = points[0] ?? [0, 0];
  line.x.forEach((value, index) => {
    const [x, y] = [area.xAt(value), area.yAt(line.y[index] ?? 0)];
    const isEnd = index === line.x.length - 1;
    // A million thresholds are at most a point per half pixel.
    if (!isEnd && Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) return;
    if (isStepped) points.push([lastX, y]);
    points.push([x, y]);
    [lastX, lastY] = [x, y];
  });
  context.strokeStyle = theme.split.train;
  context.lineWidth = 2;
  context.lineJoin = 'round';
  stroke(context, points);
}

/** The handle at the threshold, with lines to both axes. */
export function drawHandle(context: Context, area: UnitArea, at: CurvePoint, theme: ChartTheme): void {
  const [x, y] = [area.xAt(at.x), area.yAt(at.y)];
  context.strokeStyle = theme.foreground;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.globalAlpha = theme.isHighContrast ? 1 : 0.6;
  stroke(context, [
    [area.left, y],
    [x, y],
    [x, area.bottom],
  ]);
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, handleRadius, 0, 2 * Math.PI);
  context.fillStyle = theme.background;
  context.fill();
  context.lineWidth = 3;
  context.strokeStyle = theme.foreground;
  context.stroke();
}

function stroke(context: Context, points: readonly (readonly [number, number])[]): void {
  context.beginPath();
  for (const [index, [x, y]] of points.entries())
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  context.stroke();
}
