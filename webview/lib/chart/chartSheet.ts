import { type ChartLine, type ChartModel, readableLines } from './chartModel.ts';
import { type ChartTheme, splitDashes } from './chartTheme.ts';
import { drawChart } from './drawChart.ts';
import type { Pen } from './pen.ts';
import type { PlotArea } from './plotArea.ts';
import { SvgPen } from './svgPen.ts';

/** A chart as it is saved: its title and legend above the plot, which a picture on its own needs. */
export interface ChartSheet {
  model: ChartModel;
  area: PlotArea;
  /** Of the plot, in CSS pixels. */
  width: number;
  height: number;
  theme: ChartTheme;
}

const headHeight = 48;
const margin = 12;
/** Pixels of a PNG for each CSS pixel: sharp on paper and on a projector. */
const density = 2;

/** All sheets below each other as a PNG file. */
export async function sheetsPng(sheets: readonly ChartSheet[]): Promise<Uint8Array> {
  const { width, height } = sizeOf(sheets);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * density));
  canvas.height = Math.max(1, Math.round(height * density));
  const context = canvas.getContext('2d');
  if (context) {
    context.scale(density, density);
    drawSheets(context, sheets);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : new Uint8Array();
}

/** All sheets below each other as an SVG file, with the theme's colours as they are now. */
export function sheetsSvg(sheets: readonly ChartSheet[]): string {
  const context = document.createElement('canvas').getContext('2d');
  const pen = new SvgPen((text, font) => {
    if (!context) return text.length * 6;
    context.font = font;
    return context.measureText(text).width;
  });
  drawSheets(pen, sheets);
  const { width, height } = sizeOf(sheets);
  return pen.toSvg(width, height, sheets.map(({ model }) => `${model.title}. ${model.sentence}`).join(' '));
}

function sizeOf(sheets: readonly ChartSheet[]): { width: number; height: number } {
  return {
    width: Math.max(0, ...sheets.map(({ width }) => width)) + 2 * margin,
    height: sheets.reduce((sum, { height }) => sum + headHeight + height + margin, margin),
  };
}

function drawSheets(pen: Pen, sheets: readonly ChartSheet[]): void {
  const { width, height } = sizeOf(sheets);
  pen.fillStyle = sheets[0]?.theme.background ?? '#ffffff';
  pen.fillRect(0, 0, width, height);
  let top = margin;
  for (const sheet of sheets) {
    pen.save();
    pen.translate(margin, top);
    drawHead(pen, sheet);
    pen.translate(0, headHeight);
    drawChart(pen, sheet.area, sheet.model, sheet.theme);
    pen.restore();
    top += headHeight + sheet.height + margin;
  }
}

function drawHead(pen: Pen, { model, theme }: ChartSheet): void {
  pen.fillStyle = theme.foreground;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  pen.font = `600 ${theme.font.replace(/^[\d.]+px/, '13px')}`;
  pen.fillText(model.title.charAt(0).toUpperCase() + model.title.slice(1), 0, 2);
  pen.font = theme.font;
  pen.textBaseline = 'middle';
  let left = 0;
  for (const line of readableLines(model.lines)) {
    drawSample(pen, line, left, theme);
    pen.fillStyle = theme.foreground;
    pen.fillText(line.label, left + 24, 34);
    left += 24 + pen.measureText(line.label).width + 18;
  }
}

function drawSample(pen: Pen, line: ChartLine, left: number, theme: ChartTheme): void {
  const isPrevious = line.role === 'previous';
  const { split } = line.series.info;
  pen.strokeStyle = isPrevious ? theme.muted : theme.split[split];
  pen.lineWidth = isPrevious ? 1 : 2;
  pen.setLineDash([...splitDashes[split]]);
  pen.beginPath();
  pen.moveTo(left, 34);
  pen.lineTo(left + 18, 34);
  pen.stroke();
  pen.setLineDash([]);
}
