import type { MinMaxPyramid } from '../../../src/core/series/minMaxPyramid.ts';
import { type ChartLine, type ChartModel, stepOf, xOf } from './chartModel.ts';
import { drawHighlight, predictionStroke } from './drawHighlight.ts';
import { type ChartTheme, splitDashes } from './chartTheme.ts';
import type { PlotArea } from './plotArea.ts';

interface Stroke {
  color: string;
  width: number;
  alpha: number;
  dash: readonly number[];
}

/** Draws axes and curves onto a cleared canvas whose units are CSS pixels. */
export function drawChart(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  model: ChartModel,
  theme: ChartTheme,
): void {
  if (model.highlight) drawHighlight(context, area, model.highlight, theme);
  drawAxes(context, area, theme);
  context.save();
  context.beginPath();
  context.rect(area.left, area.top - 2, area.right - area.left, area.bottom - area.top + 4);
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
      drawMarks(context, area, line, model.isLog, theme);
    if (line.role !== 'previous') drawBadPoints(context, area, line, model.isLog, theme);
  }
}

/** What is judged by lies on top of what it is compared with. */
function validationLast(lines: readonly ChartLine[]): ChartLine[] {
  return [...lines].sort(
    (a, b) => Number(a.series.info.split !== 'train') - Number(b.series.info.split !== 'train'),
  );
}

function drawAxes(context: CanvasRenderingContext2D, area: PlotArea, theme: ChartTheme): void {
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

function drawCurve(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  line: ChartLine,
  isLog: boolean,
  theme: ChartTheme,
): void {
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

function drawValues(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  line: ChartLine,
  values: MinMaxPyramid,
  isLog: boolean,
  stroke: Stroke,
): void {
  const window = line.series.window(stepOf(line, area.from), stepOf(line, area.to));
  const kept = values.thin(window.from, window.to, area.right - area.left);
  const bad = values.nonFinite;
  let nextBad = 0;
  while (nextBad < bad.length && (bad[nextBad] ?? 0) < window.from) nextBad++;
  context.strokeStyle = stroke.color;
  context.fillStyle = stroke.color;
  context.lineWidth = stroke.width;
  context.globalAlpha = Math.min(1, stroke.alpha);
  context.setLineDash([...stroke.dash]);
  context.beginPath();
  let isPenDown = false;
  let runLength = 0;
  let x = 0;
  let y = 0;
  const lift = (): void => {
    // A point between two gaps has no line of its own.
    if (runLength === 1) context.rect(x - 1, y - 1, 2, 2);
    isPenDown = false;
    runLength = 0;
  };
  for (const index of kept) {
    const value = values.at(index);
    while (nextBad < bad.length && (bad[nextBad] ?? 0) < index) {
      nextBad++;
      if (isPenDown) lift();
    }
    if (isLog && value <= 0) {
      lift();
      continue;
    }
    x = area.xAt(xOf(line, index));
    y = area.yAt(value);
    if (isPenDown) context.lineTo(x, y);
    else context.moveTo(x, y);
    isPenDown = true;
    runLength++;
  }
  lift();
  context.stroke();
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** Epoch points: a disc for training, a ring for the others; left away where they would touch. */
function drawMarks(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  line: ChartLine,
  isLog: boolean,
  theme: ChartTheme,
): void {
  const { series } = line;
  const color = theme.split[series.info.split];
  const window = series.window(stepOf(line, area.from), stepOf(line, area.to));
  const count = window.to - window.from;
  if (count > 1 && (area.right - area.left) / count < 10) return;
  context.lineWidth = 1.5;
  context.strokeStyle = color;
  context.fillStyle = series.info.split === 'train' ? color : theme.background;
  for (let index = window.from; index < window.to; index++) {
    const value = series.shown.at(index);
    const x = area.xAt(xOf(line, index));
    if (!Number.isFinite(value) || (isLog && value <= 0) || x < area.left - 1 || x > area.right + 1) continue;
    context.beginPath();
    context.arc(x, area.yAt(value), 2.5, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }
}

/** Triangles on the axis where a value is not a number (or, on a log axis, not positive and so not drawable). */
function drawBadPoints(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  line: ChartLine,
  isLog: boolean,
  theme: ChartTheme,
): void {
  const { raw } = line.series;
  let lastX = -Infinity;
  context.fillStyle = theme.bad;
  for (const index of raw.nonFinite) {
    const x = area.xAt(xOf(line, index));
    // One triangle for many that would cover each other.
    if (x < area.left || x > area.right || x - lastX < 6) continue;
    lastX = x;
    // +Infinity ran off at the top; the others sit on the axis.
    const isTop = raw.at(index) === Infinity && !isLog;
    const y = isTop ? area.top : area.bottom;
    const tip = isTop ? 1 : -1;
    context.beginPath();
    context.moveTo(x - 4, y);
    context.lineTo(x + 4, y);
    context.lineTo(x, y + tip * 7);
    context.closePath();
    context.fill();
  }
}

/** The cursor's line, and a dot on each curve where it meets it. */
export function drawCursor(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  x: number,
  dots: readonly { value: number; color: string }[],
  theme: ChartTheme,
): void {
  const pixel = Math.round(area.xAt(x)) + 0.5;
  if (pixel < area.left - 1 || pixel > area.right + 1) return;
  context.strokeStyle = theme.foreground;
  context.globalAlpha = 0.6;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(pixel, area.top);
  context.lineTo(pixel, area.bottom);
  context.stroke();
  context.globalAlpha = 1;
  for (const { value, color } of dots) {
    const y = area.yAt(value);
    if (!Number.isFinite(y)) continue;
    context.beginPath();
    context.arc(pixel, y, 3.5, 0, Math.PI * 2);
    context.fillStyle = color;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = theme.background;
    context.stroke();
  }
}

/** The range being dragged out for zooming. */
export function drawSelection(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  from: number,
  to: number,
  theme: ChartTheme,
): void {
  const left = Math.max(area.left, Math.min(from, to));
  const right = Math.min(area.right, Math.max(from, to));
  context.fillStyle = theme.focus;
  context.globalAlpha = 0.2;
  context.fillRect(left, area.top, right - left, area.bottom - area.top);
  context.globalAlpha = 1;
  context.strokeStyle = theme.focus;
  context.strokeRect(left + 0.5, area.top + 0.5, right - left, area.bottom - area.top);
}
