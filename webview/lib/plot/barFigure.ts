import { formatCount } from '../../../src/core/plot/plotSentence.ts';
import { plotWords } from '../../../src/core/words/plots.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { BarPlot, HistogramPlot } from '../../../src/protocol/plot.ts';
import {
  axisOf,
  drawAxisNames,
  drawXAxis,
  drawYAxis,
  fitted,
  frameFor,
  labelSize,
  labelStyle,
  scaleOf,
  type Frame,
} from './axes.ts';
import type { DrawnFigure, PlotFigure } from './plotFigure.ts';
import type { PlotPen } from './plotPen.ts';
import type { PlotTheme } from './plotTheme.ts';

/** Bars by name, above and below zero. */
export function barFigure({ bars, axes }: BarPlot): PlotFigure {
  return {
    heightFor: () => 264,
    rowCount: 1,
    columnCount: () => bars.length,
    read: ({ column }) => {
      const bar = bars[column];
      return bar ? `${bar.label}: ${formatCount(bar.value)}` : '';
    },
    draw(pen, size, theme) {
      const values = bars.map(({ value }) => value);
      const yAxis = axisOf(values, axes.yDomain, Math.max(2, Math.floor((size.height - 50) / 40)), true);
      const ticks = { y: yAxis.ticks.values.map(yAxis.ticks.format), ...axes };
      const probe = frameFor(pen, size, ticks);
      const isTurned = barLabelsTurn(pen, bars, probe);
      const frame = frameFor(pen, size, { ...ticks, xHeight: isTurned ? turnedHeight(pen, bars) : 24 });
      drawYAxis(pen, frame, yAxis, theme);
      drawBarLabels(pen, bars, frame, isTurned, theme);
      drawAxisNames(pen, frame, size.height, axes, theme);
      const yAt = scaleOf(yAxis, frame.bottom, frame.top);
      return drawBars(pen, values, frame, yAt, theme, 0.2);
    },
  };
}

/** Counts of values between the edges of bins. */
export function histogramFigure({ edges, counts, axes }: HistogramPlot, locale: Locale): PlotFigure {
  const names = {
    xLabel: axes.xLabel ?? plotWords.value[locale],
    yLabel: axes.yLabel ?? plotWords.count[locale],
  };
  return {
    heightFor: () => 240,
    rowCount: 1,
    columnCount: () => counts.length,
    read: ({ column }) =>
      fill(plotWords.atBin[locale], {
        from: formatCount(edges[column] ?? NaN),
        to: formatCount(edges[column + 1] ?? NaN),
        count: counts[column] ?? 0,
      }),
    draw(pen, size, theme) {
      const yAxis = axisOf(counts, axes.yDomain, Math.max(2, Math.floor((size.height - 50) / 40)), true);
      const frame = frameFor(pen, size, { y: yAxis.ticks.values.map(yAxis.ticks.format), ...names });
      const [from = 0, to = 1] = [edges[0], edges.at(-1)];
      const inside = axisOf([from, to], undefined, Math.max(2, Math.floor((frame.right - frame.left) / 72)));
      const values = inside.ticks.values.filter((value) => value >= from && value <= to);
      drawYAxis(pen, frame, yAxis, theme);
      drawXAxis(pen, frame, { from, to, ticks: { ...inside.ticks, values } }, theme);
      drawAxisNames(pen, frame, size.height, names, theme);
      return drawBars(pen, counts, frame, scaleOf(yAxis, frame.bottom, frame.top), theme, 0.06);
    },
  };
}

/** @param gap share of each bar's place that is left free */
function drawBars(
  pen: PlotPen,
  values: readonly number[],
  frame: Frame,
  yAt: (value: number) => number,
  theme: PlotTheme,
  gap: number,
): DrawnFigure {
  const step = (frame.right - frame.left) / Math.max(1, values.length);
  const color = theme.series[0] ?? theme.foreground;
  const base = Math.min(frame.bottom, Math.max(frame.top, yAt(0)));
  const width = Math.max(1, Math.min(step * (1 - gap), 72));
  const inside = (y: number): number => Math.min(frame.bottom, Math.max(frame.top, y));
  const leftOf = (column: number): number => frame.left + step * (column + 0.5) - width / 2;
  for (const [column, value] of values.entries()) {
    const x = leftOf(column);
    if (!Number.isFinite(value)) {
      if (step >= 4)
        pen.arrow(
          x + width / 2,
          value === Infinity ? frame.top + 5 : base - 5,
          value === Infinity ? 'up' : 'down',
          theme.bad,
        );
      continue;
    }
    const end = inside(yAt(value));
    pen.rect(x, Math.min(base, end), width, Math.max(value === 0 ? 0 : 1, Math.abs(end - base)), color);
  }
  return {
    boxOf({ column }) {
      const value = values[column];
      if (value === undefined) return undefined;
      const end = inside(Number.isFinite(value) ? yAt(value) : base);
      return { x: leftOf(column), y: Math.min(base, end) - 1, width, height: Math.abs(end - base) + 2 };
    },
    nearest(x) {
      if (values.length === 0) return undefined;
      const column = Math.floor((x - frame.left) / step);
      return { row: 0, column: Math.min(values.length - 1, Math.max(0, column)) };
    },
  };
}

/** Names that would touch are written upwards. */
function barLabelsTurn(pen: PlotPen, bars: BarPlot['bars'], frame: Frame): boolean {
  const step = (frame.right - frame.left) / Math.max(1, bars.length);
  if (step < labelSize + 2) return false;
  return bars.some(({ label }) => pen.textWidth(label, labelSize) > step - 4);
}

function turnedHeight(pen: PlotPen, bars: BarPlot['bars']): number {
  return Math.min(88, Math.max(...bars.map(({ label }) => pen.textWidth(label, labelSize))) + 12);
}

function drawBarLabels(
  pen: PlotPen,
  bars: BarPlot['bars'],
  frame: Frame,
  isTurned: boolean,
  theme: PlotTheme,
): void {
  const step = (frame.right - frame.left) / Math.max(1, bars.length);
  let free = -Infinity;
  for (const [column, { label }] of bars.entries()) {
    const x = frame.left + step * (column + 0.5);
    if (isTurned) {
      pen.text(fitted(pen, label, 76), x, frame.bottom + 8, {
        ...labelStyle(theme, 'right', 'middle'),
        isTurned: true,
      });
      continue;
    }
    const text = fitted(pen, label, Math.max(step, 64));
    const half = pen.textWidth(text, labelSize) / 2;
    if (x - half < free || x + half > frame.right + 13) continue;
    pen.text(text, x, frame.bottom + 7, labelStyle(theme, 'center', 'top'));
    free = x + half + 8;
  }
}
