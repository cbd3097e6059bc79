import { type ChartTheme, readChartTheme } from '../chart/chartTheme.ts';
import { contrast, parseColor, readableColor } from '../chart/readableColor.ts';
import type { MarkShape } from './plotPen.ts';

/** The editor's colours as plots need them. */
export interface PlotTheme extends ChartTheme {
  /** One for each of the first series; then they begin again, with other shapes and dashes. */
  series: readonly string[];
  family: string;
}

const seriesTokens = [
  'charts-blue',
  'charts-orange',
  'charts-green',
  'charts-purple',
  'charts-red',
  'charts-yellow',
];
/** With the colours these tell series apart, also without seeing colours. */
export const seriesShapes: readonly MarkShape[] = ['disc', 'ring', 'triangle', 'square', 'diamond', 'cross'];
export const seriesDashes: readonly (readonly number[])[] = [
  [],
  [6, 4],
  [2, 3],
  [10, 3, 2, 3],
  [1, 2],
  [12, 4],
];

export function readPlotTheme(): PlotTheme {
  const chart = readChartTheme();
  const style = getComputedStyle(document.body);
  const token = (name: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || chart.foreground;
  return {
    ...chart,
    series: seriesTokens.map((name) =>
      readableColor(token(name), chart.background, chart.foreground, parseColor),
    ),
    family: token('font-family') || 'system-ui, sans-serif',
  };
}

/** Colour, shape and dash of the series with this index; no two of the first 36 share all three. */
export function seriesLook(
  theme: PlotTheme,
  index: number,
): { color: string; shape: MarkShape; dash: readonly number[] } {
  const turn = Math.floor(index / theme.series.length);
  return {
    color: theme.series[index % theme.series.length] ?? theme.foreground,
    shape: seriesShapes[(index + turn) % seriesShapes.length] ?? 'disc',
    dash: seriesDashes[(index + turn) % seriesDashes.length] ?? [],
  };
}

/** A mixture of two colours, 0 being all of the first. */
export function mixColors(from: string, to: string, share: number): string {
  const [a, b] = [parseColor(from), parseColor(to)];
  if (!a || !b) return share < 0.5 ? from : to;
  const part = (index: 0 | 1 | 2): number => Math.round(a[index] + (b[index] - a[index]) * share);
  return `rgb(${part(0)}, ${part(1)}, ${part(2)})`;
}

/** Whichever of the two is read more easily on `behind`. */
export function readableOn(behind: string, one: string, other: string): string {
  const [back, a, b] = [parseColor(behind), parseColor(one), parseColor(other)];
  return back && a && b && contrast(b, back) > contrast(a, back) ? other : one;
}
