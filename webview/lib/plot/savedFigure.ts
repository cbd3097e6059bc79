import { createChartCanvas } from '../chart/chartCanvas.ts';
import { canvasPicture } from './canvasPicture.ts';
import type { PlotFigure } from './plotFigure.ts';
import { canvasPen } from './canvasPen.ts';
import type { PlotPen } from './plotPen.ts';
import { seriesLook, type PlotTheme } from './plotTheme.ts';
import { shiftedPen } from './shiftedPen.ts';
import { svgPen } from './svgPen.ts';

const titleHeight = 26;
const legendHeight = 20;
const margin = 12;

export interface SavedFigure {
  figure: PlotFigure;
  title: string;
  width: number;
  theme: PlotTheme;
}

/** A figure with its title and legend, as it is drawn for a file. Returns its height. */
function drawWhole(pen: PlotPen, { figure, title, width, theme }: SavedFigure): number {
  const legend = figure.legend ?? [];
  const top = titleHeight + (legend.length > 0 ? legendHeight : 0);
  const height = figure.heightFor(width);
  pen.text(title, margin, titleHeight / 2, {
    color: theme.foreground,
    size: 13,
    align: 'left',
    baseline: 'middle',
    bold: true,
  });
  drawLegend(pen, legend, width, theme);
  figure.draw(shiftedPen(pen, top), { width, height }, theme);
  return top + height + margin;
}

function drawLegend(pen: PlotPen, legend: readonly string[], width: number, theme: PlotTheme): void {
  let x = margin;
  const y = titleHeight + legendHeight / 2 - 2;
  for (const [index, name] of legend.entries()) {
    const { color, shape, dash } = seriesLook(theme, index);
    const end = x + 24 + pen.textWidth(name, 11);
    if (end > width - margin) return;
    pen.line(
      [
        [x, y],
        [x + 18, y],
      ],
      { color, width: 2, dash },
    );
    pen.mark(shape, x + 9, y, 2.75, color, theme.background);
    pen.text(name, x + 24, y, { color: theme.foreground, size: 11, align: 'left', baseline: 'middle' });
    x = end + 16;
  }
}

export async function figurePng(saved: SavedFigure): Promise<Uint8Array> {
  const canvas = createChartCanvas('');
  const height = drawWhole(measuringPen(saved.theme), saved);
  const context = canvas.begin(saved.width, height);
  if (context) drawWhole(canvasPen(context, saved.theme.family), saved);
  return canvasPicture(canvas.element, saved.theme.background);
}

export function figureSvg(saved: SavedFigure): string {
  const pen = svgPen(saved.theme.family, (text, size) => measuringPen(saved.theme).textWidth(text, size));
  const height = drawWhole(pen, saved);
  return pen.svg(saved.width, height, saved.theme.background);
}

/** Draws nowhere, and knows how wide text is. */
function measuringPen(theme: PlotTheme): PlotPen {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('This page has no canvas.');
  return canvasPen(context, theme.family);
}
