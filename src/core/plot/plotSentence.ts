import { fill, type Locale } from '../../protocol/locale.ts';
import type {
  BarPlot,
  HeatmapPlot,
  HistogramPlot,
  Plot,
  PlotSeries,
  RefusedPlot,
  XyPlot,
} from '../../protocol/plot.ts';
import { formatValue } from '../series/formatValue.ts';
import { plotProblems } from '../words/plotProblems.ts';
import { type PlotWord, plotWords } from '../words/plots.ts';

/** More series than these are only counted. */
const seriesSpoken = 3;

type Say = (word: PlotWord, slots?: Record<string, string | number>) => string;

/**
 * A plot in one or two sentences, for reading out and for below it. Empty for a text, which says itself, and for a plot
 * that was given up.
 */
export function plotSentence(plot: Plot, locale: Locale): string {
  const say: Say = (word, slots) => fill(plotWords[word][locale], slots);
  const sentences = [...sentencesOf(plot, say, locale), ...thinningSentence(plot, say, locale)];
  return sentences.join(locale === 'en' ? ' ' : '');
}

function sentencesOf(plot: Plot, say: Say, locale: Locale): string[] {
  switch (plot.type) {
    case 'line':
    case 'scatter':
      return xySentences(plot, say);
    case 'bar':
      return barSentences(plot, say);
    case 'histogram':
      return histogramSentences(plot, say);
    case 'heatmap':
      return plot.isConfusion ? confusionSentences(plot, say) : heatmapSentences(plot, say);
    case 'table':
      return [say('table', { rows: plot.rows.length, columns: plot.headers.length })];
    case 'images':
      return [
        say(plot.count === 1 ? 'imageOne' : 'images', {
          count: plot.count,
          width: plot.width,
          height: plot.height,
        }),
      ];
    case 'refused':
      return [refusalSentence(plot, locale)];
    case 'text':
    case 'superseded':
      return [];
  }
}

/** Why a plot was refused, and what would have been drawn. */
export function refusalSentence({ problem, slots }: RefusedPlot, locale: Locale): string {
  return fill(plotProblems[problem][locale], slots);
}

function thinningSentence({ type, thinned }: Plot, say: Say, locale: Locale): string[] {
  if (!thinned) return [];
  const word = type === 'heatmap' ? 'thinnedCells' : type === 'images' ? 'thinnedPictures' : 'thinned';
  const number = new Intl.NumberFormat(locale);
  return [say(word, { shown: number.format(thinned.shown), total: number.format(thinned.total) })];
}

/** Smallest and largest of the finite values, and where they are; undefined where there are none. */
export function finiteExtremes(
  values: ArrayLike<number>,
): { min: number; minAt: number; max: number; maxAt: number } | undefined {
  let minAt = -1;
  let maxAt = -1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    if (!Number.isFinite(value)) continue;
    if (minAt < 0 || value < (values[minAt] ?? 0)) minAt = index;
    if (maxAt < 0 || value > (values[maxAt] ?? 0)) maxAt = index;
  }
  const [min, max] = [values[minAt], values[maxAt]];
  return min === undefined || max === undefined ? undefined : { min, minAt, max, maxAt };
}

function xySentences(plot: XyPlot, say: Say): string[] {
  if (plot.series.every(({ points }) => points.length === 0)) return [say('noSeries')];
  const spoken = plot.series.slice(0, seriesSpoken).map((series) => seriesSentence(plot, series, say));
  const more = plot.series.length - spoken.length;
  const bad = plot.series.flatMap(({ points }) => points).filter(isBad).length;
  return [
    ...spoken,
    ...(more > 0 ? [say('moreSeries', { count: more })] : []),
    ...(bad > 0 ? [say(bad === 1 ? 'badPointOne' : 'badPoints', { count: bad })] : []),
  ];
}

const isBad = ({ x, y }: { x: number; y: number }): boolean => !Number.isFinite(x) || !Number.isFinite(y);

function seriesSentence(
  { type, axes, series }: XyPlot,
  { name: given, points }: PlotSeries,
  say: Say,
): string {
  const name = given || axes.yLabel || (series.length === 1 ? say('value') : say('series'));
  if (points.length === 0) return say('noPoints', { name });
  const good = points.filter((point) => !isBad(point));
  const ys = finiteExtremes(good.map(({ y }) => y));
  const xs = finiteExtremes(good.map(({ x }) => x));
  const [first, last] = [good[0], good.at(-1)];
  if (!ys || !xs || !first || !last) return say('allBad', { name, count: points.length });
  if (points.length === 1) return say('onePoint', { name, x: formatCount(first.x), y: formatCount(first.y) });
  const range = { min: formatCount(ys.min), max: formatCount(ys.max) };
  if (type === 'line')
    return say('lineSeries', { name, first: formatCount(first.y), last: formatCount(last.y), ...range });
  return say('scatterSeries', {
    name,
    count: points.length,
    xName: axes.xLabel ?? 'x',
    yName: axes.yLabel ?? 'y',
    left: formatCount(xs.min),
    right: formatCount(xs.max),
    ...range,
  });
}

function barSentences({ bars }: BarPlot, say: Say): string[] {
  const [first] = bars;
  if (!first) return [say('noSeries')];
  if (bars.length === 1) return [say('oneBar', { label: first.label, value: formatCount(first.value) })];
  const found = finiteExtremes(bars.map(({ value }) => value));
  const bad = bars.filter(({ value }) => !Number.isFinite(value)).length;
  if (!found) return [say('allBad', { name: say('value'), count: bars.length })];
  return [
    say('bars', {
      count: bars.length,
      most: bars[found.maxAt]?.label ?? '',
      max: formatCount(found.max),
      least: bars[found.minAt]?.label ?? '',
      min: formatCount(found.min),
    }),
    ...(bad > 0 ? [say(bad === 1 ? 'badPointOne' : 'badPoints', { count: bad })] : []),
  ];
}

function histogramSentences({ edges, counts, stats }: HistogramPlot, say: Say): string[] {
  const stat = new Map(stats.map(({ name, value }) => [name, value]));
  const bad = (stat.get('numNans') ?? 0) + (stat.get('numInfs') ?? 0);
  const badSentence = bad > 0 ? [say('notCounted', { count: bad })] : [];
  const found = finiteExtremes(counts);
  if (!found) return [say('noSeries'), ...badSentence];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const [low = 0, high = 0] = [stat.get('min'), stat.get('max')];
  const isKnown = stat.has('min') && Number.isFinite(low) && Number.isFinite(high);
  const sentence = say('histogram', {
    count: total,
    min: formatCount(isKnown ? low : (edges[0] ?? 0)),
    max: formatCount(isKnown ? high : (edges.at(-1) ?? 0)),
    most: found.max,
    from: formatCount(edges[found.maxAt] ?? 0),
    to: formatCount(edges[found.maxAt + 1] ?? 0),
  });
  return [sentence, ...badSentence];
}

function badCells(values: readonly number[], say: Say): string[] {
  const count = values.filter((value) => !Number.isFinite(value)).length;
  return count > 0 ? [say(count === 1 ? 'badCellOne' : 'badCells', { count })] : [];
}

function heatmapSentences({ rows, columns, values }: HeatmapPlot, say: Say): string[] {
  const found = finiteExtremes(values);
  if (!found) return [say('noSeries'), ...badCells(values, say)];
  const sentence = say('heatmap', {
    rows: rows.length,
    columns: columns.length,
    min: formatCount(found.min),
    max: formatCount(found.max),
    row: rows[Math.floor(found.maxAt / columns.length)] ?? '',
    column: columns[found.maxAt % columns.length] ?? '',
  });
  return [sentence, ...badCells(values, say)];
}

function confusionSentences({ rows, columns, values }: HeatmapPlot, say: Say): string[] {
  const size = columns.length;
  const isRight = (index: number): boolean => Math.floor(index / size) === index % size;
  const finite = values.map((value) => (Number.isFinite(value) ? value : 0));
  const total = finite.reduce((sum, count) => sum + count, 0);
  const right = finite.reduce((sum, count, index) => sum + (isRight(index) ? count : 0), 0);
  if (total === 0) return [say('noSeries'), ...badCells(values, say)];
  const worst = finiteExtremes(finite.map((count, index) => (isRight(index) ? 0 : count)));
  return [
    say('confusion', {
      right: formatCount(right),
      total: formatCount(total),
      share: ((right / total) * 100).toFixed(1),
    }),
    ...(worst && worst.max > 0
      ? [
          say('confused', {
            truth: rows[Math.floor(worst.maxAt / size)] ?? '',
            predicted: columns[worst.maxAt % size] ?? '',
            count: formatCount(worst.max),
          }),
        ]
      : []),
    ...badCells(values, say),
  ];
}

/** Whole numbers with all their digits, others with four significant ones. */
export function formatCount(value: number): string {
  return Number.isSafeInteger(value) ? String(value).replace('-', '−') : formatValue(value);
}
