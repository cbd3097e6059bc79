import { finiteExtremes, formatCount } from '../../../src/core/plot/plotSentence.ts';
import { formatValue } from '../../../src/core/series/formatValue.ts';
import { plotWords } from '../../../src/core/words/plots.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { HeatmapPlot } from '../../../src/protocol/plot.ts';
import { drawAxisNames, fitted, labelSize, labelStyle, type Frame } from './axes.ts';
import type { DrawnFigure, PlotFigure } from './plotFigure.ts';
import type { PlotPen } from './plotPen.ts';
import { mixColors, readableOn, type PlotTheme } from './plotTheme.ts';

const scaleWidth = 12;
const scaleRoom = 64;
const paletteSteps = 64;

/** Cells coloured by their value, with the colour scale beside them, and the values in them where there is room. */
export function heatmapFigure(plot: HeatmapPlot, locale: Locale): PlotFigure {
  const { rows, columns, values, isConfusion } = plot;
  const isTall = plot.columns.some((name) => name.length > 3);
  const names = {
    xLabel: plot.axes.xLabel,
    yLabel: plot.axes.yLabel,
  };
  return {
    isGrid: true,
    rowCount: rows.length,
    columnCount: () => columns.length,
    heightFor(width) {
      const cell = Math.min(34, Math.max(2, (width - scaleRoom - 60) / Math.max(1, columns.length)));
      const room = (isTall ? 72 : 24) + (names.xLabel ? 18 : 0) + 14;
      return Math.round(
        Math.min(
          460,
          Math.max(120, Math.max(cell, Math.min(22, 400 / Math.max(1, rows.length))) * rows.length + room),
        ),
      );
    },
    read({ row, column }) {
      const value = values[row * columns.length + column] ?? NaN;
      const text = Number.isFinite(value)
        ? formatCount(value)
        : `${formatValue(value)} (${plotWords.notFinite[locale]})`;
      const [rowName, columnName] = [rows[row] ?? '', columns[column] ?? ''];
      return isConfusion
        ? fill(plotWords.atConfusion[locale], { truth: rowName, predicted: columnName, value: text })
        : fill(plotWords.atCell[locale], { row: rowName, column: columnName, value: text });
    },
    draw(pen, size, theme) {
      const frame = frameOf(pen, size, plot, isTall);
      const shade = shadesOf(plot, theme);
      drawCells(pen, frame, plot, shade, theme);
      drawRowNames(pen, frame, rows, theme);
      drawColumnNames(pen, frame, columns, isTall, theme);
      drawAxisNames(pen, frame, size.height, names, theme);
      drawScale(pen, frame, size, shade, theme);
      return gridPlaces(frame, rows.length, columns.length);
    },
  };
}

function frameOf(
  pen: PlotPen,
  size: { width: number; height: number },
  { rows, columns, axes }: HeatmapPlot,
  isTall: boolean,
): Frame {
  const rowNames = Math.max(0, ...rows.map((name) => pen.textWidth(name, labelSize)));
  const columnNames = Math.max(0, ...columns.map((name) => pen.textWidth(name, labelSize)));
  const left = Math.min(size.width * 0.35, rowNames + 10) + (axes.yLabel ? 18 : 0);
  const bottom = size.height - (isTall ? Math.min(72, columnNames + 10) : 22) - (axes.xLabel ? 18 : 0);
  return { left, top: 6, right: Math.max(left + 10, size.width - scaleRoom), bottom: Math.max(16, bottom) };
}

interface Shades {
  from: number;
  to: number;
  colorOf: (value: number) => string;
  textOf: (value: number) => string;
}

/** From the background to the first series' colour; around zero from the second series' colour through the background. */
function shadesOf(
  { values, scale, isConfusion, shadesDiagonal, columns }: HeatmapPlot,
  theme: PlotTheme,
): Shades {
  const counted =
    isConfusion && shadesDiagonal === false
      ? values.filter((_, index) => Math.floor(index / columns.length) !== index % columns.length)
      : values;
  const found = finiteExtremes(counted) ?? { min: 0, max: 1 };
  let [from, to] = scale ?? [isConfusion ? Math.min(0, found.min) : found.min, found.max];
  if (from === to) [from, to] = [Math.min(0, from), Math.max(1, to)];
  const isDiverging = from < 0 && to > 0;
  const reach = Math.max(Math.abs(from), Math.abs(to));
  const [high = theme.foreground, low = theme.foreground] = theme.series;
  const shareOf = (value: number): number =>
    isDiverging
      ? Math.min(1, Math.abs(value) / reach)
      : Math.min(1, Math.max(0, (value - from) / (to - from)));
  // What is least still stands out from the background.
  const amount = (value: number): number =>
    (isDiverging ? 0 : 0.06) + shareOf(value) * (isDiverging ? 0.9 : 0.84);
  const paletteTo = (color: string): string[] =>
    Array.from({ length: paletteSteps + 1 }, (_, step) =>
      mixColors(theme.background, color, step / paletteSteps),
    );
  // Mixing asks the browser what colours are: once for each shade, not for each cell.
  const [highs, lows] = [paletteTo(high), isDiverging ? paletteTo(low) : []];
  const texts = new Map<string, string>();
  const colorOf = (value: number): string =>
    (isDiverging && value < 0 ? lows : highs)[Math.round(amount(value) * paletteSteps)] ?? theme.background;
  const textOf = (value: number): string => {
    const color = colorOf(value);
    const known = texts.get(color) ?? readableOn(color, theme.foreground, theme.background);
    texts.set(color, known);
    return known;
  };
  return { from, to, colorOf, textOf };
}

function drawCells(pen: PlotPen, frame: Frame, plot: HeatmapPlot, shade: Shades, theme: PlotTheme): void {
  const { rows, columns, values, isConfusion, shadesDiagonal } = plot;
  const [width, height] = cellSize(frame, rows.length, columns.length);
  const hasGap = width >= 8 && height >= 8;
  const texts = values.map((value) => (isConfusion ? formatCount(value) : shortValue(value)));
  const widest = Math.max(
    0,
    ...(values.length <= 1200 ? texts : ['00000000']).map((text) => pen.textWidth(text, labelSize)),
  );
  const hasText = height >= 15 && width >= widest + 4;
  for (const [index, value] of values.entries()) {
    const [row, column] = [Math.floor(index / columns.length), index % columns.length];
    const [x, y] = [frame.left + column * width, frame.top + row * height];
    const inner = hasGap ? 1 : 0;
    const isPlain = isConfusion && shadesDiagonal === false && row === column;
    const box = [x, y, Math.max(1, width - inner), Math.max(1, height - inner)] as const;
    if (!Number.isFinite(value)) {
      drawNoNumber(pen, box, theme);
      continue;
    }
    const edge =
      theme.isHighContrast && hasGap ? { color: theme.foreground, width: 1, alpha: 0.5 } : undefined;
    // Neighbours overlap by a hair, so that no background shows between them.
    const fillWidth = hasGap ? box[2] : box[2] + 0.6;
    const fillHeight = hasGap ? box[3] : box[3] + 0.6;
    pen.rect(x, y, fillWidth, fillHeight, isPlain ? theme.background : shade.colorOf(value), edge);
    if (hasText)
      pen.text(texts[index] ?? '', x + width / 2, y + height / 2, {
        color: isPlain ? theme.foreground : shade.textOf(value),
        size: labelSize,
        align: 'center',
        baseline: 'middle',
        bold: isConfusion === true && row === column,
      });
  }
}

function drawNoNumber(
  pen: PlotPen,
  [x, y, width, height]: readonly [number, number, number, number],
  theme: PlotTheme,
): void {
  pen.rect(x, y, width, height, theme.background);
  for (const points of [
    [
      [x, y],
      [x + width, y + height],
    ],
    [
      [x + width, y],
      [x, y + height],
    ],
  ] as const)
    pen.line(points, { color: theme.bad, width: 1 });
}

/** Two digits are enough in a cell; the read-out has four. */
function shortValue(value: number): string {
  if (!Number.isFinite(value)) return formatValue(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e5) return String(value).replace('-', '−');
  const size = Math.abs(value);
  return size >= 0.005 && size < 1000
    ? value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2).replace('-', '−')
    : value.toExponential(0).replace('e+', 'e').replaceAll('-', '−');
}

function cellSize(frame: Frame, rows: number, columns: number): [width: number, height: number] {
  return [(frame.right - frame.left) / Math.max(1, columns), (frame.bottom - frame.top) / Math.max(1, rows)];
}

function drawRowNames(pen: PlotPen, frame: Frame, rows: readonly string[], theme: PlotTheme): void {
  const step = (frame.bottom - frame.top) / Math.max(1, rows.length);
  const every = Math.max(1, Math.ceil((labelSize + 2) / step));
  for (const [row, name] of rows.entries())
    if (row % every === 0)
      pen.text(
        fitted(pen, name, frame.left - 8),
        frame.left - 6,
        frame.top + step * (row + 0.5),
        labelStyle(theme, 'right', 'middle'),
      );
}

function drawColumnNames(
  pen: PlotPen,
  frame: Frame,
  columns: readonly string[],
  isTall: boolean,
  theme: PlotTheme,
): void {
  const step = (frame.right - frame.left) / Math.max(1, columns.length);
  const room = isTall
    ? labelSize + 2
    : Math.max(0, ...columns.map((name) => pen.textWidth(name, labelSize))) + 6;
  const every = Math.max(1, Math.ceil(room / step));
  for (const [column, name] of columns.entries()) {
    if (column % every !== 0) continue;
    const x = frame.left + step * (column + 0.5);
    if (isTall)
      pen.text(fitted(pen, name, 62), x, frame.bottom + 6, {
        ...labelStyle(theme, 'right', 'middle'),
        isTurned: true,
      });
    else pen.text(name, x, frame.bottom + 6, labelStyle(theme, 'center', 'top'));
  }
}

/** The colour scale at the right, largest on top. */
function drawScale(
  pen: PlotPen,
  frame: Frame,
  size: { width: number },
  shade: Shades,
  theme: PlotTheme,
): void {
  const x = size.width - scaleRoom + 14;
  const height = frame.bottom - frame.top;
  const steps = 32;
  for (let step = 0; step < steps; step++) {
    const value = shade.to + ((shade.from - shade.to) * (step + 0.5)) / steps;
    pen.rect(x, frame.top + (height * step) / steps, scaleWidth, height / steps + 0.6, shade.colorOf(value));
  }
  pen.rect(x, frame.top, scaleWidth, height, 'transparent', { color: theme.muted, width: 1, alpha: 0.6 });
  const right = x + scaleWidth + 4;
  const room = size.width - right;
  pen.text(fitted(pen, shortValue(shade.to), room), right, frame.top, labelStyle(theme, 'left', 'top'));
  pen.text(
    fitted(pen, shortValue(shade.from), room),
    right,
    frame.bottom,
    labelStyle(theme, 'left', 'bottom'),
  );
}

function gridPlaces(frame: Frame, rows: number, columns: number): DrawnFigure {
  const [width, height] = cellSize(frame, rows, columns);
  return {
    boxOf: ({ row, column }) =>
      row < rows && column < columns
        ? { x: frame.left + column * width, y: frame.top + row * height, width, height }
        : undefined,
    nearest(x, y) {
      if (rows === 0 || columns === 0) return undefined;
      const at = (pixel: number, start: number, size: number, count: number): number =>
        Math.min(count - 1, Math.max(0, Math.floor((pixel - start) / size)));
      return { row: at(y, frame.top, height, rows), column: at(x, frame.left, width, columns) };
    },
  };
}
