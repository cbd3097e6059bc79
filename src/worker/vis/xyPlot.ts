import { limits, thinCloud, thinCurve } from '../../core/plot/thinPlot.ts';
import type { PlotAxes, PlotPoint, PlotSeries, Thinning, XyPlot } from '../../protocol/plot.ts';
import { axesOf } from './axes.ts';
import { PlotRefusal, given } from './plotRefusal.ts';
import { isObject, isTensor, isTypedArray, numberOf, valuesOfTensor } from './values.ts';

/**
 * A line chart or scatterplot of `{ values, series }`, where `values` is one series or a list of them. A series is a list
 * of `{ x, y }`, of numbers or of `{ index, value }`, a typed array, or a tensor: [n], or [n, 2] for x and y.
 *
 * @throws PlotRefusal for data that is none of these
 */
export function xyPlot(type: XyPlot['type'], data: unknown, options?: unknown): XyPlot {
  const values = isObject(data) && Object.hasOwn(data, 'values') ? data['values'] : data;
  const named = isObject(data) && Array.isArray(data['series']) ? data['series'] : undefined;
  const all = seriesIn(values, type).map((one) => pointsOf(one));
  if (named && named.length !== all.length)
    throw new PlotRefusal('series-names', { names: named.length, series: all.length });
  const series = all.map((points, index) => ({
    name: named ? String(named[index]) : `Series ${index + 1}`,
    points,
  }));
  return assembleXy(type, axesOf(options), series);
}

/** The plot of series that are points already, thinned to what can be seen. */
export function assembleXy(type: XyPlot['type'], axes: PlotAxes, series: readonly PlotSeries[]): XyPlot {
  const limit = type === 'line' ? limits.points : limits.scatterPoints;
  const thin = type === 'line' ? thinCurve : thinCloud;
  let [shown, total] = [0, 0];
  const kept = series.map(({ name, points, madeMs }) => {
    const indices = thin(points, limit);
    shown += indices.length;
    total += points.length;
    if (indices.length === points.length)
      return { name, points: [...points], ...(madeMs ? { madeMs: [...madeMs] } : {}) };
    return {
      name,
      points: indices.flatMap((index) => points[index] ?? []),
      ...(madeMs ? { madeMs: indices.map((index) => madeMs[index] ?? 0) } : {}),
    };
  });
  return { type, axes, series: kept, ...thinningOf(shown, total) };
}

export function thinningOf(shown: number, total: number): { thinned?: Thinning } {
  return shown < total ? { thinned: { shown, total } } : {};
}

const isList = (value: unknown): boolean => Array.isArray(value) || isTypedArray(value) || isTensor(value);

/** The series of a value, each still in its own form. */
function seriesIn(values: unknown, type: XyPlot['type']): unknown[] {
  if (isTensor(values) || isTypedArray(values)) return [values];
  if (!Array.isArray(values)) throw new PlotRefusal('not-points', { given: given(values) });
  if (values.length === 0 || !isList(values[0])) return [values];
  // [[x, y], [x, y], …]: nobody scatters series of two points by numbers alone.
  if (type === 'scatter' && values.every(isPair)) return [values.map(([x, y]) => ({ x, y }))];
  return values;
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number');
}

function pointsOf(series: unknown): PlotPoint[] {
  if (isTensor(series)) return pointsOfTensor(series.shape, valuesOfTensor(series), series);
  if (isTypedArray(series)) return Array.from(series, (y, x) => ({ x, y }));
  if (!Array.isArray(series)) throw new PlotRefusal('not-points', { given: given(series) });
  const points = series.map((one, index) => pointOf(one, index));
  // A gap or a NaN is drawn as one; a list without a single point is something else.
  if (series.length > 0 && points.every((point) => point === undefined))
    throw new PlotRefusal('not-points', { given: given(series) });
  return points.map((point, index) => point ?? { x: index, y: NaN });
}

function pointsOfTensor(shape: readonly number[], values: ArrayLike<number>, tensor: unknown): PlotPoint[] {
  if (shape.length === 2 && shape[1] === 2)
    return Array.from({ length: shape[0] ?? 0 }, (_, row) => ({
      x: values[row * 2] ?? NaN,
      y: values[row * 2 + 1] ?? NaN,
    }));
  const isFlat = shape.length <= 1 || (shape.length === 2 && shape.includes(1));
  if (!isFlat) throw new PlotRefusal('not-points', { given: given(tensor) });
  return Array.from(values, (y, x) => ({ x, y }));
}

/** Undefined for something that is no point at all. */
function pointOf(value: unknown, index: number): PlotPoint | undefined {
  if (typeof value === 'number') return { x: index, y: value };
  if (!isObject(value)) return undefined;
  if (!('y' in value) && !('value' in value)) return undefined;
  const x = value['x'] ?? value['index'];
  const place = numberOf(x);
  // Names along the axis have their order only.
  const isName = x === undefined || (typeof x === 'string' && Number.isNaN(place));
  return { x: isName ? index : place, y: numberOf('y' in value ? value['y'] : value['value']) };
}
