import { histogramBins, histogramStats } from '../../core/plot/histogramBins.ts';
import { limits, thinBars } from '../../core/plot/thinPlot.ts';
import type { BarPlot, HistogramPlot, HistogramStat } from '../../protocol/plot.ts';
import { axesOf } from './axes.ts';
import { PlotRefusal, given } from './plotRefusal.ts';
import { isObject, isTensor, isTypedArray, numberOf, numbersOf, plainText } from './values.ts';
import { thinningOf } from './xyPlot.ts';

/** @throws PlotRefusal for anything but a list of `{ index, value }`, of numbers, or an object of numbers by name */
export function barPlot(data: unknown, options?: unknown): BarPlot {
  const bars = barsOf(data);
  const kept = thinBars(
    bars.map(({ value }) => value),
    limits.bars,
  );
  return {
    type: 'bar',
    axes: axesOf(options),
    bars: kept.flatMap((index) => bars[index] ?? []),
    ...thinningOf(kept.length, bars.length),
  };
}

function barsOf(data: unknown): BarPlot['bars'] {
  const values = isObject(data) && Object.hasOwn(data, 'values') ? data['values'] : data;
  if (isTensor(values) || isTypedArray(values))
    return Array.from(numbersOf(values), (value, index) => ({ label: String(index), value }));
  if (Array.isArray(values)) {
    const list = values as unknown[];
    const isBar = (one: unknown): boolean =>
      typeof one === 'number' || (isObject(one) && ('value' in one || 'y' in one));
    if (list.length > 0 && !list.some(isBar)) throw new PlotRefusal('not-bars', { given: given(values) });
    return list.map((one, index) => {
      if (!isObject(one)) return { label: String(index), value: numberOf(one) };
      const label = one['index'] ?? one['x'] ?? one['label'] ?? index;
      return { label: plainText(label), value: numberOf(one['value'] ?? one['y']) };
    });
  }
  const entries = isObject(values) ? Object.entries(values) : [];
  if (entries.length === 0 || entries.every(([, value]) => Number.isNaN(numberOf(value))))
    throw new PlotRefusal('not-bars', { given: given(data) });
  return entries.map(([label, value]) => ({ label, value: numberOf(value) }));
}

const usualBins = 12;
const statNames: readonly HistogramStat[] = ['numVals', 'min', 'max', 'numZeros', 'numNans', 'numInfs'];

/** @throws PlotRefusal for anything but numbers: a list, `{ value }`s, a typed array or a tensor of any shape */
export function histogramPlot(data: unknown, options?: unknown): HistogramPlot {
  const values = numbersOf(isObject(data) && Object.hasOwn(data, 'values') ? data['values'] : data);
  const { maxBins, stats } = (isObject(options) ? options : {}) as { maxBins?: unknown; stats?: unknown };
  const bins = numberOf(maxBins);
  return {
    type: 'histogram',
    axes: axesOf(options),
    ...histogramBins(values, bins >= 1 && bins <= limits.bars ? bins : usualBins),
    stats: statsOf(stats, values),
  };
}

/** Those that were worked out by the program, none, or ours. */
function statsOf(stats: unknown, values: ArrayLike<number>): HistogramPlot['stats'] {
  if (stats === false) return [];
  if (!isObject(stats)) return histogramStats(values);
  return statNames.flatMap((name) =>
    stats[name] === undefined || stats[name] === null ? [] : [{ name, value: numberOf(stats[name]) }],
  );
}
