import { densityGrid, spread } from '../../../src/core/weights/weightHistory.ts';
import type { TensorReport } from '../../../src/protocol/exhibit.ts';
import { createChartCanvas } from '../../lib/chart/chartCanvas.ts';
import type { ChartTheme } from '../../lib/chart/chartTheme.ts';
import { h } from '../../lib/dom.ts';

const rows = 24;
const histogramWidth = 48;
const gap = 6;

export interface StripModel {
  reports: readonly (TensorReport | undefined)[];
  /** Which column is pointed at. */
  cursor: number;
}

/** How one tensor's values are spread: over time as a strip of shades, and at the cursor as a histogram lying on its side. */
export interface HeatStrip {
  readonly element: HTMLElement;
  show(model: StripModel, theme: ChartTheme): void;
  /** The column under a pixel of the element. */
  columnAt(pixel: number): number | undefined;
}

export function createHeatStrip(): HeatStrip {
  const canvas = createChartCanvas('weights-strip-canvas');
  const element = h('div', { class: 'weights-strip' }, canvas.element);
  let columns = 0;
  const timeWidth = (): number => Math.max(1, element.clientWidth - histogramWidth - gap);
  return {
    element,
    columnAt(pixel) {
      if (columns === 0 || pixel > timeWidth()) return undefined;
      return Math.min(columns - 1, Math.max(0, Math.floor((pixel / timeWidth()) * columns)));
    },
    show({ reports, cursor }, theme) {
      columns = reports.length;
      const { clientWidth: width, clientHeight: height } = element;
      const context = canvas.begin(width, height);
      if (!context) return;
      const grid = densityGrid(reports, rows);
      drawGrid(context, grid.cells, columns, timeWidth(), height, theme);
      drawZero(context, grid.low, grid.high, width, height, theme);
      drawCursor(context, cursor, columns, timeWidth(), height, theme);
      const report = reports[cursor];
      if (!report) return;
      const counts = spread(report, grid.low, grid.high, rows);
      drawHistogram(context, counts, timeWidth() + gap, width, height, theme);
    },
  };
}

function shade(theme: ChartTheme): string {
  return theme.isHighContrast ? theme.foreground : theme.split.train;
}

function drawGrid(
  context: CanvasRenderingContext2D,
  cells: Float32Array,
  columns: number,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  context.fillStyle = shade(theme);
  const rowHeight = height / rows;
  for (let column = 0; column < columns; column++) {
    const left = Math.round((column / columns) * width);
    const right = Math.round(((column + 1) / columns) * width);
    for (let row = 0; row < rows; row++) {
      const value = cells[column * rows + row] ?? 0;
      if (value <= 0) continue;
      // The square root lets thin tails be seen beside a full middle.
      context.globalAlpha = 0.08 + 0.92 * Math.sqrt(value);
      const top = Math.round(height - (row + 1) * rowHeight);
      context.fillRect(left, top, right - left, Math.round(height - row * rowHeight) - top);
    }
  }
  context.globalAlpha = 1;
}

function drawZero(
  context: CanvasRenderingContext2D,
  low: number,
  high: number,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  if (!(low < 0 && high > 0)) return;
  const at = Math.round(height - (-low / (high - low)) * height) + 0.5;
  context.strokeStyle = theme.foreground;
  context.globalAlpha = theme.isHighContrast ? 1 : 0.4;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(0, at);
  context.lineTo(width, at);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawCursor(
  context: CanvasRenderingContext2D,
  cursor: number,
  columns: number,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  if (columns < 2) return;
  const left = Math.round((cursor / columns) * width);
  const right = Math.round(((cursor + 1) / columns) * width);
  context.strokeStyle = theme.foreground;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, 0.5, Math.max(2, right - left - 1), height - 1);
}

function drawHistogram(
  context: CanvasRenderingContext2D,
  counts: readonly number[],
  left: number,
  right: number,
  height: number,
  theme: ChartTheme,
): void {
  const fullest = Math.max(...counts);
  if (!(fullest > 0)) return;
  const rowHeight = height / rows;
  context.fillStyle = theme.foreground;
  context.globalAlpha = theme.isHighContrast ? 1 : 0.7;
  for (const [row, count] of counts.entries()) {
    if (count <= 0) continue;
    const length = Math.max(1, (count / fullest) * (right - left));
    context.fillRect(left, height - (row + 1) * rowHeight, length, Math.max(1, rowHeight - 0.5));
  }
  context.globalAlpha = 1;
}
