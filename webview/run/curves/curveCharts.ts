import { curveSentence } from '../../../src/core/series/curveSentence.ts';
import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { metricName } from '../../../src/core/series/metricName.ts';
import type { MetricGroup, SeriesStore } from '../../../src/core/series/seriesStore.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { Split } from '../../../src/protocol/run.ts';
import { axisEnd } from '../../lib/chart/axisEnd.ts';
import { type ChartAxis, type ChartLine, type ChartModel, xOf } from '../../lib/chart/chartModel.ts';
import { predictionLines } from '../prediction/predictionLines.ts';
import type { RunState } from '../runState.ts';
import { axesOfGroup, batchesPerEpoch } from './curveAxis.ts';
import type { CurveChoices } from './curveChoices.ts';
import { curveMarks } from './curveMarks.ts';
import { type MomentAxis, placeOfTime } from './momentPlace.ts';

export interface CurveChart {
  /** The same for the same metric of the same model, however the curves grow. */
  key: string;
  group: MetricGroup;
  model: ChartModel;
}

export type CurveSettings = Pick<CurveChoices, 'isLog' | 'showsPrevious'> & Partial<CurveChoices>;

/** One chart per model and metric, with epochs along the axis where there are epochs, else batches. */
export function curveCharts(state: RunState, settings: CurveSettings): CurveChart[] {
  const groups = state.series.groups();
  const hasModels = new Set(groups.map((group) => group.model)).size > 1;
  return groups.map((group) => {
    const name = metricName(group.metric, state.locale);
    return {
      key: JSON.stringify([group.model, group.metric]),
      group,
      model: chartOf(state, group, settings, {
        title: hasModels ? `${group.model} · ${name}` : name,
        isOnlyModel: !hasModels,
      }),
    };
  });
}

function chartOf(
  state: RunState,
  group: MetricGroup,
  settings: CurveSettings,
  { title, isOnlyModel }: { title: string; isOnlyModel: boolean },
): ChartModel {
  const { locale, progress } = state;
  const perEpoch = batchesPerEpoch(group.series, progress);
  const axes = axesOfGroup(group.series, perEpoch);
  const axis = axes.find((one) => one === settings.xAxis) ?? axes[0] ?? 'batch';
  const own = linesOf(group.series, perEpoch, axis, locale);
  const behind = settings.showsPrevious ? previousLines(state, group, axis) : [];
  const reached = Math.max(0, ...own.map(lastX));
  const place: MomentAxis = {
    axis,
    model: group.model,
    perEpoch,
    lines: own,
    elapsedMs: progress?.elapsedMs,
    reached,
  };
  const to = endOfAxis(state, axis, reached);
  const from = startOfAxis(group, own, axis, to, settings.isLogX === true);
  const shownX = state.shownMs === undefined ? undefined : placeOfTime(state.shownMs, place);
  return {
    title,
    lines: [...behind, ...(axis === 'epoch' ? predictionLines(state, group) : []), ...own],
    axis,
    from,
    to,
    isLog: settings.isLog,
    isLogX: settings.isLogX === true && from > 0 && to > from,
    clips: settings.clips === true,
    marks: curveMarks(state, place, isOnlyModel),
    ...(shownX === undefined ? {} : { shownX }),
    sentence: sentenceOf(own, locale),
  };
}

function startOfAxis(
  { series }: MetricGroup,
  own: readonly ChartLine[],
  axis: ChartAxis,
  to: number,
  isLogX: boolean,
): number {
  // 0 has no place on a logarithmic axis: it begins with the first point.
  const firsts = isLogX ? own.map((line) => (line.series.length > 0 ? xOf(line, 0) : 0)) : [];
  const positive = firsts.filter((x) => x > 0);
  if (positive.length > 0) return Math.min(...positive);
  return axis === 'epoch' && series.every(({ info }) => info.scale === 'epoch') && to > 1 ? 1 : 0;
}

function endOfAxis({ progress, isRunning }: RunState, axis: ChartAxis, reached: number): number {
  if (!isRunning) return axis === 'time' ? Math.max(0.1, reached) : Math.max(1, reached);
  const epochs = progress?.epochs !== undefined && reached <= progress.epochs ? progress.epochs : undefined;
  const seconds =
    progress?.remainingMs === undefined ? undefined : (progress.elapsedMs + progress.remainingMs) / 1000;
  return axisEnd(reached, { epoch: epochs, batch: undefined, time: seconds }[axis]);
}

function lastX(line: ChartLine): number {
  return line.series.length === 0 ? 0 : xOf(line, line.series.length - 1);
}

const splitOrder: readonly Split[] = ['train', 'validation', 'test'];

/** The order in which curves are named: the program may have reported validation first. */
function bySplit(a: LineSeries, b: LineSeries): number {
  return splitOrder.indexOf(a.info.split) - splitOrder.indexOf(b.info.split);
}

function linesOf(
  series: readonly LineSeries[],
  perEpoch: number | undefined,
  axis: ChartAxis,
  locale: Locale,
): ChartLine[] {
  return [...series].sort(bySplit).map((line) => {
    const isBatch = line.info.scale === 'batch';
    const scale = scaleOf(isBatch ? 'batch' : 'epoch', axis, perEpoch);
    return {
      series: line,
      role: isBatch && perEpoch !== undefined ? 'batch' : 'main',
      scale,
      offset: scale,
      ...(axis === 'time' ? { usesTime: true } : {}),
      label: line.isSmoothed
        ? fill(runWords.seriesSmoothed[locale], { name: runWords[line.info.split][locale] })
        : runWords[line.info.split][locale],
    };
  });
}

/** How far apart two points of a curve lie on an axis. Along time, tables still count as the finest curve does. */
function scaleOf(scale: 'batch' | 'epoch', axis: ChartAxis, perEpoch = 1): number {
  if (axis === 'epoch') return scale === 'batch' && perEpoch > 0 ? 1 / perEpoch : 1;
  return scale === 'epoch' ? perEpoch : 1;
}

/** The run before, by its epochs or by its batches, as this run's axis has it. */
function previousLines(state: RunState, group: MetricGroup, axis: ChartAxis): ChartLine[] {
  const { previous, locale } = state;
  if (!previous) return [];
  const series = sameGroup(previous.series, group);
  const hasEpochs = series.some(({ info, length }) => info.scale === 'epoch' && length > 0);
  const wanted = axis === 'batch' || !hasEpochs ? 'batch' : 'epoch';
  return series
    .filter((line) => line.info.scale === wanted && (axis !== 'time' || line.hasTimes))
    .filter(() => axis !== 'epoch' || hasEpochs)
    .map((line) => ({
      series: line,
      role: 'previous',
      scale: 1,
      offset: 1,
      ...(axis === 'time' ? { usesTime: true } : {}),
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
