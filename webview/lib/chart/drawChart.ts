import type { MinMaxPyramid } from '../../../src/core/series/minMaxPyramid.ts';
import { type ChartLine, type ChartModel, indexFromX, windowOf, xOf } from './chartModel.ts';
import { drawHighlight, predictionStroke } from './drawHighlight.ts';
import { type ChartTheme, splitDashes } from './chartTheme.ts';
import { drawMarks } from './drawMarks.ts';
import { drawShownMoment } from './drawShownMoment.ts';
import type { Pen } from './pen.ts';
import type { PlotArea } from './plotArea.ts';

export interface Stroke {
  color: string;
  width: number;
  alpha: number;
  dash: readonly number[];
}

/** Draws axes, curves and marks onto a cleared surface whose units are CSS pixels. */
export function drawChart(context: Pen, area: PlotArea, model: ChartModel, theme: ChartTheme): void {
  if (model.highlight) drawHighlight(context, area, model.highlight, theme);
  drawAxes(context, area, theme);
  context.save();
  context.beginPath();
  // A little wider than the plot, so that points on its edge are whole.
  context.rect(area.left - 3, area.top - 3, area.right - area.left + 6, area.bottom - area.top + 5);
  context.clip();
  context.lineJoin = 'round';
  for (const role of ['previous', 'prediction', 'batch', 'main'] as const) {
    for (const line of validationLast(model.lines)) {
      if (line.role === role) drawCurve(context, area, line, model.isLog, theme);
    }
  }
  context.restore();
  for (const line of validationLast(model.lines)) {
    if (line.role === 'main' && line.series.info.scale === 'epoch')
      drawEpochPoints(context, area, line, model.isLog, theme);
    if (line.role !== 'previous') drawBadPoints(context, area, line, model.isLog, theme);
  }
  if (model.marks) drawMarks(context, area, model.marks, curvesEndHigh(area, model), theme);
  if (model.shownX !== undefined) drawShownMoment(context, area, model.shownX, theme);
}

/** What is judged by lies on top of what it is compared with. */
function validationLast(lines: readonly ChartLine[]): ChartLine[] {
  return [...lines].sort(
    (a, b) => Number(a.series.info.split !== 'train') - Number(b.series.info.split !== 'train'),
  );
}

function drawAxes(context: Pen, area: PlotArea, theme: ChartTheme): void {
  context.font = theme.font;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeStyle = theme.grid;
  for (const value of area.y.values) {
    // Half pixels make a one-pixel line sharp.
    const y = Math.round(area.yAt(value)) + 0.5;
    context.globalAlpha = value === area.y.values[0] ? 0.45 : 0.12;
    context.beginPath();
    context.moveTo(area.left, y);
    context.lineTo(area.right, y);
    context.stroke();
  }
  context.globalAlpha = 1;
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const value of area.y.values) context.fillText(area.y.format(value), area.left - 8, area.yAt(value));
  context.textBaseline = 'top';
  for (const value of area.x.values) {
    const x = area.xAt(value);
    if (x < area.left - 1 || x > area.right + 1) continue;
    const text = area.x.format(value);
    const half = context.measureText(text).width / 2;
    context.textAlign = x + half > area.right + 10 ? 'right' : 'center';
    context.fillText(text, context.textAlign === 'right' ? area.right + 8 : x, area.bottom + 7);
    context.globalAlpha = 0.45;
    context.beginPath();
    context.moveTo(Math.round(x) + 0.5, area.bottom);
    context.lineTo(Math.round(x) + 0.5, area.bottom + 4);
    context.stroke();
    context.globalAlpha = 1;
  }
}

function drawCurve(context: Pen, area: PlotArea, line: ChartLine, isLog: boolean, theme: ChartTheme): void {
  const { info, raw, shown, isSmoothed } = line.series;
  const color = theme.split[info.split];
  const dash = splitDashes[info.split];
  const faint = theme.isHighContrast ? 0.6 : 0.3;
  if (line.role === 'previous') {
    drawValues(context, area, line, shown, isLog, {
      color: theme.muted,
      width: 1,
      alpha: theme.isHighContrast ? 0.8 : 0.55,
      dash,
    });
    return;
  }
  if (line.role === 'prediction') {
    drawValues(context, area, line, raw, isLog, predictionStroke(theme));
    return;
  }
  if (line.role === 'batch') {
    drawValues(context, area, line, raw, isLog, {
      color,
      width: 1,
      alpha: isSmoothed ? faint * 0.6 : faint,
      dash: [],
    });
    if (isSmoothed)
      drawValues(context, area, line, shown, isLog, { color, width: 1, alpha: faint * 2.2, dash: [] });
    return;
  }
  if (isSmoothed) drawValues(context, area, line, raw, isLog, { color, width: 1, alpha: faint, dash: [] });
  drawValues(context, area, line, shown, isLog, { color, width: 2, alpha: 1, dash });
}

export function drawValues(
  context: Pen,
  area: PlotArea,
  line: ChartLine,
  values: MinMaxPyramid,
  isLog: boolean,
  stroke: Stroke,
): void {
  const window = windowOf(line, area.from, area.to);
  const kept = pointsToDraw(line, values, area, window);
  const bad = values.nonFinite;
  context.strokeStyle = stroke.color;
  context.fillStyle = stroke.color;
  context.lineWidth = stroke.width;
  context.globalAlpha = Math.min(1, stroke.alpha);
  context.setLineDash([...stroke.dash]);
  context.beginPath();
  const isolated: [x: number, y: number][] = [];
  let runLength = 0;
  let x = 0;
  let y = 0;
  let last = window.from;
  const lift = (): void => {
    // A point between two gaps has no line of its own.
    if (runLength === 1) isolated.push([x, y]);
    runLength = 0;
  };
  for (const index of kept) {
    const value = values.at(index);
    if (bad.length > 0 && runLength > 0 && (bad[firstAtLeast(bad, last)] ?? Infinity) < index) lift();
    last = index;
    if (isLog && value <= 0) {
      lift();
      continue;
    }
    x = area.xAt(xOf(line, index));
    y = area.yAt(value);
    if (runLength > 0) context.lineTo(x, y);
    else context.moveTo(x, y);
    runLength++;
  }
  lift();
  context.stroke();
  drawDots(context, isolated, stroke.width);
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function drawDots(context: Pen, places: readonly [x: number, y: number][], width: number): void {
  if (places.length === 0) return;
  context.beginPath();
  for (const [x, y] of places) {
    context.moveTo(x + width, y);
    context.arc(x, y, width + 0.5, 0, Math.PI * 2);
  }
  context.fill();
}

/**
 * Positions to draw, at most two a pixel. Along a logarithmic axis points crowd at the right, so there each pixel looks
 * for its own two.
 */
function pointsToDraw(
  line: ChartLine,
  values: MinMaxPyramid,
  area: PlotArea,
  window: { from: number; to: number },
): Uint32Array {
  const columns = Math.ceil(area.right - area.left);
  if (!area.isLogX || window.to - window.from <= 2 * columns)
    return values.thin(window.from, window.to, columns);
  const kept: number[] = [];
  let at = window.from;
  for (let column = 1; column <= columns + 1 && at < window.to; column++) {
    const end = column > columns ? window.to : indexFromX(line, area.valueAt(area.left + column));
    const to = Math.min(window.to, Math.max(at, end));
    for (const index of values.thin(at, to, 1)) kept.push(index);
    at = to;
  }
  return Uint32Array.from(kept);
}

/** Whether the curves end in the upper half of the plot: then there is room for flags in the lower. */
function curvesEndHigh(area: PlotArea, model: ChartModel): boolean {
  const heights = model.lines.flatMap(({ series, role }) => {
    const y = role === 'main' ? area.yAt(series.shown.at(series.length - 1)) : NaN;
    return Number.isFinite(y) ? [y] : [];
  });
  const middle = (area.top + area.bottom) / 2;
  return heights.length > 0 && heights.reduce((sum, y) => sum + y, 0) / heights.length < middle;
}

/** Epoch points: a disc for training, a ring for the others; left away where they would touch. */
function drawEpochPoints(
  context: Pen,
  area: PlotArea,
  line: ChartLine,
  isLog: boolean,
  theme: ChartTheme,
): void {
  const { series } = line;
  const color = theme.split[series.info.split];
  const window = windowOf(line, area.from, area.to);
  const count = window.to - window.from;
  if (count > 1 && (area.right - area.left) / count < 10) return;
  context.lineWidth = 1.5;
  context.strokeStyle = color;
  context.fillStyle = series.info.split === 'train' ? color : theme.background;
  for (let index = window.from; index < window.to; index++) {
    const value = series.shown.at(index);
    const x = area.xAt(xOf(line, index));
    if (!Number.isFinite(value) || (isLog && value <= 0) || x < area.left - 1 || x > area.right + 1) continue;
    const y = area.yAt(value);
    if (y < area.top - 3 || y > area.bottom + 3) continue;
    context.beginPath();
    context.arc(x, y, 2.5, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }
}

/** Triangles on the axis where a value is not a number. */
function drawBadPoints(
  context: Pen,
  area: PlotArea,
  line: ChartLine,
  isLog: boolean,
  theme: ChartTheme,
): void {
  const { raw } = line.series;
  const bad = raw.nonFinite;
  const window = windowOf(line, area.from, area.to);
  context.fillStyle = theme.bad;
  let next = firstAtLeast(bad, window.from);
  while (next < bad.length && (bad[next] ?? 0) < window.to) {
    const index = bad[next] ?? 0;
    const x = area.xAt(xOf(line, index));
    if (x >= area.left && x <= area.right)
      drawTriangle(context, area, x, raw.at(index) === Infinity && !isLog);
    // One triangle for many that would cover each other.
    next = Math.max(next + 1, firstAtLeast(bad, indexFromX(line, area.valueAt(x + 6))));
  }
}

/** +Infinity ran off at the top; the others sit on the axis. */
function drawTriangle(context: Pen, area: PlotArea, x: number, isTop: boolean): void {
  const y = isTop ? area.top : area.bottom;
  const tip = isTop ? 1 : -1;
  context.beginPath();
  context.moveTo(x - 4, y);
  context.lineTo(x + 4, y);
  context.lineTo(x, y + tip * 7);
  context.closePath();
  context.fill();
}

/** The first place in ascending numbers whose number is at least `wanted`. */
function firstAtLeast(ascending: Uint32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
