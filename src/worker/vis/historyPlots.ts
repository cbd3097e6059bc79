import type { PlotSurface } from '../../protocol/exhibit.ts';
import type { PlotPoint, PlotSeries, XyPlot } from '../../protocol/plot.ts';
import { callerLocation } from '../process/locateInStack.ts';
import { axesOf } from './axes.ts';
import { partOf, surfaceOf } from './container.ts';
import { drawOrRefuse, type PlotDesk } from './plotDesk.ts';
import { PlotRefusal, given } from './plotRefusal.ts';
import { isObject, numberOf, numbersOf } from './values.ts';
import { assembleXy } from './xyPlot.ts';

type Logs = Record<string, unknown>;

/** `loss` and `val_loss` share a chart called `loss`. */
function chartOf(metric: string): string {
  return metric.replace('val_', '');
}

function listOf(metrics: unknown): string[] {
  if (typeof metrics === 'string') return [metrics];
  return Array.isArray(metrics) ? metrics.map((metric) => String(metric)) : [];
}

function chartsOf(metrics: readonly string[]): Map<string, string[]> {
  const charts = new Map<string, string[]>();
  for (const metric of metrics) {
    const chart = chartOf(metric);
    charts.set(chart, [...(charts.get(chart) ?? []), metric]);
  }
  return charts;
}

/** One chart; accuracies lie between 0 and 1 unless told otherwise, as in tfjs-vis. */
function historyPlot(title: string, series: readonly PlotSeries[], options: unknown, xLabel: string): XyPlot {
  const { zoomToFitAccuracy } = (isObject(options) ? options : {}) as { zoomToFitAccuracy?: unknown };
  const axes = axesOf(options, { xLabel, yLabel: 'Value' });
  const isAccuracy = series.every(({ name }) => name.includes('acc'));
  if (isAccuracy && zoomToFitAccuracy === true) delete axes.yDomain;
  else if (isAccuracy) axes.yDomain ??= [0, 1];
  return { ...assembleXy('line', axes, series), title };
}

/** `show.history`: a chart for each metric, with its validation in the same. */
export function showHistory(
  desk: PlotDesk,
  container: unknown,
  history: unknown,
  metrics: unknown,
  options: unknown,
): void {
  const surface = surfaceOf(container, 'history');
  for (const [chart, names] of chartsOf(listOf(metrics)))
    drawOrRefuse(desk, partOf(surface, chart), 'tfvis.show.history', () => {
      const series = names.map((name) => ({ name, points: historyPoints(history, name, listOf(metrics)) }));
      return historyPlot(chart, series, options, 'Iteration');
    });
  if (listOf(metrics).length === 0)
    desk.refuse(surface, 'tfvis.show.history', new PlotRefusal('nothing', { given: 'no names of metrics' }));
}

/** From what fit() returns, from logs, or from a list of logs for each metric. */
function historyPoints(history: unknown, metric: string, metrics: readonly string[]): PlotPoint[] {
  if (Array.isArray(history)) {
    const list = history as unknown[];
    const logs = (Array.isArray(list[0]) ? list[metrics.indexOf(metric)] : list) as unknown[] | undefined;
    const kept = (logs ?? []).filter(isObject);
    if (kept.length === 0 && list.length > 0) throw new PlotRefusal('not-history', { given: given(history) });
    if (kept.length > 0 && !kept.some((log) => metric in log)) throw missing(metric, kept[0] ?? {});
    return kept.map((log, x) => ({ x, y: numberOf(log[metric]) }));
  }
  const record = isObject(history) && isObject(history['history']) ? history['history'] : history;
  if (!isObject(record)) throw new PlotRefusal('not-history', { given: given(history) });
  if (!(metric in record)) throw missing(metric, record);
  return Array.from(numbersOf(record[metric]), (y, x) => ({ x, y }));
}

function missing(metric: string, logs: Logs): PlotRefusal {
  const known = Object.keys(logs).filter((key) => key !== 'batch' && key !== 'size');
  return new PlotRefusal('metric-missing', { metric, known: known.join(', ') || '–' });
}

/** Callbacks for fit() that draw its metrics while it goes on. */
export type FitCallbacks = Record<string, (iteration: number, logs?: Logs) => Promise<void>>;

/** One curve as fit() reports it. */
interface Growing {
  points: PlotPoint[];
  madeMs: number[];
}

/**
 * `show.fitCallbacks`: charts of their own for batches and for epochs. A point a call; numbers run on over the epochs,
 * since tfjs begins each epoch's batches at 0 again.
 */
export function fitCallbacks(
  desk: PlotDesk,
  container: unknown,
  metrics: unknown,
  options: unknown,
): FitCallbacks {
  const surface = surfaceOf(container, 'fitCallbacks');
  const at = callerLocation();
  const wanted = listOf(metrics);
  const given = isObject(options) ? options['callbacks'] : undefined;
  const callbacks = given === undefined ? ['onEpochEnd', 'onBatchEnd'] : listOf(given);
  const make = (callback: string): FitCallbacks[string] => {
    const growing = new Map<string, Growing>();
    const xLabel = /batch/i.test(callback) ? 'Batch' : /epoch/i.test(callback) ? 'Epoch' : 'Iteration';
    return (_iteration, logs = {}) => {
      const present = wanted.filter((metric) => logs[metric] !== undefined && logs[metric] !== null);
      for (const metric of present) addPoint(growing, metric, numberOf(logs[metric]), desk.elapsedMs());
      for (const [chart, names] of chartsOf(wanted.filter((metric) => growing.has(metric))))
        desk.draw(
          partOf(surface, `${callback} ${chart}`),
          () =>
            historyPlot(
              `${chart} · ${callback}`,
              seriesOf(growing, names),
              withAxis(options, xLabel),
              xLabel,
            ),
          { grows: true },
        );
      if (/epoch/i.test(callback)) tellMissing(desk, surface, wanted, present, logs, at);
      return Promise.resolve();
    };
  };
  return Object.fromEntries(callbacks.map((callback) => [callback, make(callback)]));
}

/** The original names its x axis itself. */
function withAxis(options: unknown, xLabel: string): unknown {
  return { ...(isObject(options) ? options : {}), xLabel };
}

function addPoint(growing: Map<string, Growing>, metric: string, y: number, ms: number): void {
  const curve = growing.get(metric) ?? { points: [], madeMs: [] };
  curve.points.push({ x: curve.points.length, y });
  curve.madeMs.push(ms);
  growing.set(metric, curve);
}

function seriesOf(growing: ReadonlyMap<string, Growing>, names: readonly string[]): PlotSeries[] {
  return names.flatMap((name) => {
    const curve = growing.get(name);
    return curve ? [{ name, ...curve }] : [];
  });
}

/** Asking for `accuracy` where tfjs reports `acc` is the usual slip; the original draws nothing and says nothing. */
function tellMissing(
  desk: PlotDesk,
  surface: PlotSurface,
  wanted: readonly string[],
  present: readonly string[],
  logs: Logs,
  at: ReturnType<typeof callerLocation>,
): void {
  const name = 'tfvis.show.fitCallbacks';
  for (const metric of wanted.filter((one) => !present.includes(one)))
    if (present.length > 0) desk.say(name, missing(metric, logs), at);
    else desk.refuse(surface, name, missing(metric, logs), at);
}
