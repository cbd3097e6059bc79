import { curveSentence } from '../../../src/core/series/curveSentence.ts';
import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { metricName } from '../../../src/core/series/metricName.ts';
import type { MetricGroup, SeriesStore } from '../../../src/core/series/seriesStore.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { Progress, Split } from '../../../src/protocol/run.ts';
import { axisEnd } from '../../lib/chart/axisEnd.ts';
import { type ChartLine, type ChartModel, xOf } from '../../lib/chart/chartModel.ts';
import { predictionLines } from '../prediction/predictionLines.ts';
import type { RunState } from '../runState.ts';

export interface CurveChart {
  /** The same for the same metric of the same model, however the curves grow. */
  key: string;
  group: MetricGroup;
  model: ChartModel;
}

export interface CurveSettings {
  isLog: boolean;
  showsPrevious: boolean;
}

/** One chart per model and metric, with epochs along the axis where there are epochs, else batches. */
export function curveCharts(state: RunState, settings: CurveSettings): CurveChart[] {
  const groups = state.series.groups();
  const hasModels = new Set(groups.map((group) => group.model)).size > 1;
  return groups.map((group) => {
    const name = metricName(group.metric, state.locale);
    return {
      key: JSON.stringify([group.model, group.metric]),
      group,
      model: chartOf(state, group, settings, hasModels ? `${group.model} · ${name}` : name),
    };
  });
}

function chartOf(state: RunState, group: MetricGroup, settings: CurveSettings, title: string): ChartModel {
  const { locale, progress } = state;
  const perEpoch = batchesPerEpoch(group.series, progress);
  const axis = perEpoch === undefined ? 'batch' : 'epoch';
  const own = linesOf(group.series, perEpoch, locale);
  const behind = settings.showsPrevious ? previousLines(state, group, axis) : [];
  const reached = Math.max(0, ...own.map(lastX));
  const planned =
    axis === 'epoch' && progress?.epochs !== undefined && reached <= progress.epochs
      ? progress.epochs
      : undefined;
  const to = state.isRunning ? axisEnd(reached, planned) : Math.max(1, reached);
  return {
    title,
    lines: [...behind, ...(axis === 'epoch' ? predictionLines(state, group) : []), ...own],
    axis,
    from: axis === 'epoch' && group.series.every(({ info }) => info.scale === 'epoch') && to > 1 ? 1 : 0,
    to,
    isLog: settings.isLog,
    sentence: sentenceOf(own, locale),
  };
}

function lastX(line: ChartLine): number {
  return line.series.length === 0 ? 0 : xOf(line, line.series.length - 1);
}

/**
 * How many batches make an epoch: what the run announced if that agrees with the curves (a second model may have
 * other batches), else what the curves themselves say. Undefined when there are no epochs.
 */
function batchesPerEpoch(series: readonly LineSeries[], progress: Progress | undefined): number | undefined {
  const count = (scale: 'batch' | 'epoch'): number =>
    Math.max(
      0,
      ...series.map((line) => (line.info.scale === scale && line.length > 0 ? line.lastStep + 1 : 0)),
    );
  const [batches, epochs] = [count('batch'), count('epoch')];
  const announced = progress?.epochs === undefined ? undefined : progress.batches;
  if (announced && Math.abs(batches / announced - epochs) <= 1) return announced;
  if (epochs === 0) return undefined;
  return batches === 0 ? 1 : batches / epochs;
}

const splitOrder: readonly Split[] = ['train', 'validation', 'test'];

/** The order in which curves are named: the program may have reported validation first. */
function bySplit(a: LineSeries, b: LineSeries): number {
  return splitOrder.indexOf(a.info.split) - splitOrder.indexOf(b.info.split);
}

function linesOf(series: readonly LineSeries[], perEpoch: number | undefined, locale: Locale): ChartLine[] {
  return [...series].sort(bySplit).map((line) => {
    const isBatch = line.info.scale === 'batch';
    const scale = isBatch && perEpoch !== undefined ? 1 / perEpoch : 1;
    return {
      series: line,
      role: isBatch && perEpoch !== undefined ? 'batch' : 'main',
      scale,
      offset: scale,
      label: line.isSmoothed
        ? fill(runWords.seriesSmoothed[locale], { name: runWords[line.info.split][locale] })
        : runWords[line.info.split][locale],
    };
  });
}

/** The run before, by its epochs or by its batches, as this run's axis has it. */
function previousLines(state: RunState, group: MetricGroup, axis: ChartModel['axis']): ChartLine[] {
  const { previous, locale } = state;
  if (!previous) return [];
  return sameGroup(previous.series, group)
    .filter((line) => line.info.scale === axis)
    .map((line) => ({
      series: line,
      role: 'previous',
      scale: 1,
      offset: 1,
      label: fill(runWords.previousLegend[locale], { number: previous.number }),
    }));
}

/** tfjs numbers models that have no name, so a single model is the same one whatever it is called. */
function sameGroup(previous: SeriesStore, group: MetricGroup): LineSeries[] {
  const candidates = previous.groups().filter(({ metric }) => metric === group.metric);
  const named = candidates.find(({ model }) => model === group.model);
  return (named ?? (candidates.length === 1 ? candidates[0] : undefined))?.series ?? [];
}

/** About the curve that matters most: one with values that are not numbers, else validation, else training. */
function sentenceOf(lines: readonly ChartLine[], locale: Locale): string {
  const rank = ({ series, role }: ChartLine): number => {
    const split = { validation: 0, test: 1, train: 2 }[series.info.split];
    return (series.raw.nonFinite.length > 0 ? 0 : 10) + (role === 'main' ? 0 : 5) + split;
  };
  const [first] = [...lines].filter(({ series }) => series.length > 0).sort((a, b) => rank(a) - rank(b));
  return first ? curveSentence(first.series, locale) : '';
}
