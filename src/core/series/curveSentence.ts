import { fill, type Locale } from '../../protocol/locale.ts';
import { type RunWord, runWords } from '../words/run.ts';
import { formatValue } from './formatValue.ts';
import type { LineSeries } from './lineSeries.ts';
import { largerIsBetter, seriesName } from './metricName.ts';

/** Changes smaller than this share of the curve's whole range are "stayed near". */
const steadyShare = 0.02;

interface Shape {
  first: number;
  last: number;
  best: number;
  bestAt: number;
  lastAt: number;
}

function shapeOf(series: LineSeries): Shape | undefined {
  const values = series.shown;
  const extremes = values.extremes(0, values.length);
  if (!extremes) return undefined;
  const firstAt = nextFinite(series, 0, 1);
  const lastAt = nextFinite(series, values.length - 1, -1);
  const bestAt = largerIsBetter(series.info.metric) ? extremes.maxAt : extremes.minAt;
  return { first: values.at(firstAt), last: values.at(lastAt), best: values.at(bestAt), bestAt, lastAt };
}

function nextFinite(series: LineSeries, from: number, step: 1 | -1): number {
  let index = from;
  while (index >= 0 && index < series.length && !Number.isFinite(series.shown.at(index))) index += step;
  return index;
}

/** "epoch 6", 「批次 120」: the point's place, counted from 1. */
export function placeOf(series: LineSeries, index: number, locale: Locale): string {
  const word = series.info.scale === 'epoch' ? runWords.atEpoch : runWords.atBatch;
  return fill(word[locale], { at: series.stepAt(index) + 1 });
}

function finiteSentence(series: LineSeries, name: string, locale: Locale): string {
  const shape = shapeOf(series);
  if (!shape) return fill(runWords.curveAllBad[locale], { name });
  const slots = { name, first: formatValue(shape.first), last: formatValue(shape.last) };
  if (series.length === 1)
    return fill(runWords.curveOne[locale], { ...slots, where: placeOf(series, 0, locale) });
  const change = shape.last - shape.first;
  const range = Math.max(Math.abs(shape.best), Math.abs(shape.first), Math.abs(shape.last));
  const isBestNow = shape.bestAt === shape.lastAt || shape.best === shape.last;
  const isBestFirst = shape.best === shape.first;
  if (isBestNow || isBestFirst) {
    if (Math.abs(change) <= steadyShare * range) return fill(runWords.curveSteady[locale], slots);
    return fill(runWords[change < 0 ? 'curveFell' : 'curveRose'][locale], slots);
  }
  const end = largerIsBetter(series.info.metric) ? 'Highest' : 'Lowest';
  const word: RunWord = change < 0 ? `curveFell${end}` : `curveRose${end}`;
  return fill(runWords[word][locale], {
    ...slots,
    best: formatValue(shape.best),
    where: placeOf(series, shape.bestAt, locale),
  });
}

/**
 * One curve in one or two sentences, for reading out and for below the chart: "Validation loss fell from 0.6102 to
 * 0.0913 and was lowest at epoch 6 (0.0871)." Values that are not numbers are counted in a second sentence.
 */
export function curveSentence(series: LineSeries, locale: Locale): string {
  const spoken = seriesName(series.info, locale);
  const name = spoken.charAt(0).toLocaleUpperCase(locale) + spoken.slice(1);
  if (series.length === 0) return fill(runWords.curveNone[locale], { name: spoken });
  const bad = series.raw.nonFinite;
  const sentence = finiteSentence(series, name, locale);
  const firstBad = bad[0];
  if (firstBad === undefined || bad.length === series.length) return sentence;
  const second = fill(runWords[bad.length === 1 ? 'curveBadOne' : 'curveBad'][locale], {
    count: bad.length,
    where: placeOf(series, firstBad, locale),
  });
  return locale === 'en' ? `${sentence} ${second}` : sentence + second;
}
