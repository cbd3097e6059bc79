import type { ChartTheme } from '../chart/chartTheme.ts';
import { linearTicks, logTicks, type Ticks } from '../chart/ticks.ts';
import { extent, type XyLine, type XyModel } from './xyModel.ts';

/** Space around the plot, in CSS pixels: as much as the curves have. */
const gutter = { left: 52, right: 12, top: 8, bottom: 24 };

export interface XyArea {
  x: Ticks;
  y: Ticks;
  xAt: (value: number) => number;
  yAt: (value: number) => number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function axisTicks(range: { min: number; max: number }, isLog: boolean, count: number): Ticks {
  return isLog ? logTicks(range.min, range.max, count) : linearTicks(range.min, range.max, count);
}

/** Where the values of a model lie in a box of this size; undefined while there is nothing to draw. */
export function xyArea(model: XyModel, width: number, height: number): XyArea | undefined {
  const alongX = extent(
    model.lines.map(({ x }) => x),
    model.isLogX,
  );
  const values = extent(
    model.lines.map(({ y }) => y),
    model.isLogY,
  );
  if (!alongX || !values) return undefined;
  const max = model.top === undefined ? values.max : Math.min(values.max, model.top);
  const alongY = { min: Math.min(values.min, max), max };
  const [left, right] = [gutter.left, Math.max(gutter.left + 1, width - gutter.right)];
  const [top, bottom] = [gutter.top, Math.max(gutter.top + 1, height - gutter.bottom)];
  const x = axisTicks(alongX, model.isLogX, Math.max(2, Math.floor((right - left) / 72)));
  const y = axisTicks(alongY, model.isLogY, Math.max(2, Math.floor((bottom - top) / 36)));
  const part = (value: number, ticks: Ticks, isLog: boolean): number =>
    isLog
      ? Math.log(value / ticks.from) / Math.log(ticks.to / ticks.from)
      : (value - ticks.from) / (ticks.to - ticks.from);
  return {
    x,
    y,
    left,
    right,
    top,
    bottom,
    xAt: (value) => left + part(value, x, model.isLogX) * (right - left),
    yAt: (value) => Math.max(top, bottom - part(value, y, model.isLogY) * (bottom - top)),
  };
}

export function drawXyPlot(
  context: CanvasRenderingContext2D,
  area: XyArea,
  model: XyModel,
  theme: ChartTheme,
): void {
  drawGrid(context, area, theme);
  if (model.mark) drawMark(context, area, model.mark, theme);
  const solid = model.lines.filter(({ isFaint }) => isFaint !== true);
  for (const line of model.lines) {
    const order = solid.indexOf(line);
    context.globalAlpha = line.isFaint && !theme.isHighContrast ? 0.35 : 1;
    context.lineWidth = line.isFaint ? 1 : 2;
    context.setLineDash(order === 1 ? [6, 4] : []);
    context.strokeStyle = order === 1 ? theme.split.validation : theme.split.train;
    context.fillStyle = context.strokeStyle;
    drawLine(context, area, line);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function drawGrid(context: CanvasRenderingContext2D, area: XyArea, theme: ChartTheme): void {
  const { x, y, left, right, bottom, xAt, yAt } = area;
  context.font = theme.font;
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.grid;
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const value of y.values) {
    const at = Math.round(yAt(value)) + 0.5;
    context.globalAlpha = 0.12;
    line(context, left, at, right, at);
    context.globalAlpha = 1;
    context.fillText(y.format(value), left - 6, at);
  }
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const value of x.values) {
    const at = xAt(value);
    if (at < left - 1 || at > right + 1) continue;
    context.fillText(x.format(value), at, bottom + 6);
  }
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function drawMark(
  context: CanvasRenderingContext2D,
  { xAt, top, bottom, right }: XyArea,
  mark: { x: number; label: string },
  theme: ChartTheme,
): void {
  const at = Math.round(xAt(mark.x)) + 0.5;
  context.strokeStyle = theme.foreground;
  context.lineWidth = 1;
  context.setLineDash([2, 2]);
  line(context, at, top, at, bottom);
  context.setLineDash([]);
  context.fillStyle = theme.foreground;
  context.textBaseline = 'top';
  const width = context.measureText(mark.label).width;
  const isRight = at + 6 + width > right;
  context.textAlign = isRight ? 'right' : 'left';
  context.fillText(mark.label, isRight ? at - 6 : at + 6, top);
}

function drawLine(context: CanvasRenderingContext2D, area: XyArea, { x, y }: XyLine): void {
  context.beginPath();
  let isDown = false;
  let lone: [number, number] | undefined;
  const dot = (): void => {
    if (!lone) return;
    context.moveTo(lone[0] + 2, lone[1]);
    context.arc(lone[0], lone[1], 2, 0, 2 * Math.PI);
    lone = undefined;
  };
  for (let index = 0; index < x.length; index++) {
    const [px, py] = [area.xAt(x[index] ?? NaN), area.yAt(y[index] ?? NaN)];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      dot();
      isDown = false;
      continue;
    }
    if (isDown) {
      context.lineTo(px, py);
      lone = undefined;
    } else {
      context.moveTo(px, py);
      lone = [px, py];
    }
    isDown = true;
  }
  dot();
  context.stroke();
}

/** A vertical line at the cursor, with a dot on each line. */
export function drawXyCursor(
  context: CanvasRenderingContext2D,
  area: XyArea,
  model: XyModel,
  index: number,
  theme: ChartTheme,
): void {
  const x = model.lines[0]?.x[index];
  if (x === undefined) return;
  const at = Math.round(area.xAt(x)) + 0.5;
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  line(context, at, area.top, at, area.bottom);
  for (const { y, isFaint } of model.lines) {
    const value = area.yAt(y[index] ?? NaN);
    if (isFaint || !Number.isFinite(value)) continue;
    context.beginPath();
    context.arc(at, value, 4, 0, 2 * Math.PI);
    context.fillStyle = theme.background;
    context.fill();
    context.strokeStyle = theme.foreground;
    context.lineWidth = 2;
    context.stroke();
  }
}
