import type { Locale } from '../../protocol/locale.ts';
import type { ImagesPlot, Plot, XyPlot } from '../../protocol/plot.ts';
import { formatValue } from '../series/formatValue.ts';
import { plotWords } from '../words/plots.ts';

/** The numbers behind a plot, exactly as they are. */
export interface PlotTable {
  headers: string[];
  rows: (string | number)[][];
}

/** Undefined where there is nothing to count. */
export function plotTable(plot: Plot, locale: Locale): PlotTable | undefined {
  const word = (key: keyof typeof plotWords): string => plotWords[key][locale];
  switch (plot.type) {
    case 'line':
    case 'scatter':
      return xyTable(plot, word('series'));
    case 'bar':
      return {
        headers: [plot.axes.xLabel ?? word('label'), plot.axes.yLabel ?? word('value')],
        rows: plot.bars.map(({ label, value }) => [label, value]),
      };
    case 'histogram':
      return {
        headers: [word('bin'), word('binEnd'), word('count')],
        rows: plot.counts.map((count, bin) => [plot.edges[bin] ?? NaN, plot.edges[bin + 1] ?? NaN, count]),
      };
    case 'heatmap':
      return {
        headers: [plot.axes.yLabel ?? '', ...plot.columns],
        rows: plot.rows.map((row, index) => [
          row,
          ...plot.values.slice(index * plot.columns.length, (index + 1) * plot.columns.length),
        ]),
      };
    case 'table':
      return { headers: plot.headers, rows: plot.rows };
    case 'images':
      return { headers: [word('picture'), word('meanShade')], rows: pictureRows(plot) };
    case 'text':
    case 'refused':
    case 'superseded':
      return undefined;
  }
}

function xyTable({ axes, series }: XyPlot, seriesWord: string): PlotTable {
  const [x, y] = [axes.xLabel ?? 'x', axes.yLabel ?? 'y'];
  const [only] = series;
  if (only && series.length === 1)
    return { headers: [x, y], rows: only.points.map((point) => [point.x, point.y]) };
  return {
    headers: [seriesWord, x, y],
    rows: series.flatMap(({ name, points }) => points.map((point) => [name, point.x, point.y])),
  };
}

function pictureRows({ count, bytes, width, height, channels }: ImagesPlot): number[][] {
  const size = width * height * channels;
  return Array.from({ length: count }, (_, index) => {
    const picture = bytes.subarray(index * size, (index + 1) * size);
    return [index + 1, picture.reduce((sum, byte) => sum + byte, 0) / Math.max(1, picture.length)];
  });
}

/** A cell for reading: numbers with four significant digits, whole ones with all. */
export function cellOf(value: string | number): string {
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) ? String(value) : formatValue(value);
}

/** As RFC 4180 has it, numbers with all their digits. Undefined where there is nothing to count. */
export function plotCsv(plot: Plot, locale: Locale): string | undefined {
  const table = plotTable(plot, locale);
  if (!table) return undefined;
  const field = (value: string | number): string => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.headers, ...table.rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
