import { compareCsv } from '../../../src/core/compare/compareCsv.ts';
import { compareSentence, type ComparedCurve } from '../../../src/core/compare/compareSentence.ts';
import { formatValue } from '../../../src/core/series/formatValue.ts';
import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { metricName, seriesName } from '../../../src/core/series/metricName.ts';
import { compareWords } from '../../../src/core/words/compare.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { CompareRow } from '../../../src/protocol/compareSurface.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { axisEnd } from '../../lib/chart/axisEnd.ts';
import { type ChartLine, type ChartModel, xOf } from '../../lib/chart/chartModel.ts';
import type { CompareChoices } from '../compareChoices.ts';
import type { CompareState } from '../compareState.ts';
import type { SeedBands } from './seedBands.ts';
import { choiceOf, preferences } from './valueChoice.ts';

export interface CompareChart {
  /** The same for the same metric and axis, however the curves grow. */
  key: string;
  metric: string;
  model: ChartModel;
  /** Every drawn run that has curves has one here. */
  isComplete: boolean;
  csv: () => string;
}

/** A run's curve of one metric. */
interface RunCurve {
  row: CompareRow;
  series: LineSeries;
}

/** One chart a metric, with the curves of every drawn run that has it. */
export function compareCharts(
  state: CompareState,
  choices: CompareChoices,
  bands: SeedBands,
): CompareChart[] {
  return [...curvesByMetric(state)].map(([name, curves]) => {
    const found = new Set(curves.map(({ series }) => choiceOf(series.info)));
    const wanted = preferences(choices.values).find((id) => found.has(id)) ?? '';
    const shown = curves.filter(({ series }) => choiceOf(series.info) === wanted);
    return chartOf(name, shown, state, choices, bands);
  });
}

/** Curves of the drawn runs by metric; those of a run with several models by model and metric. Losses first. */
function curvesByMetric(state: CompareState): Map<string, RunCurve[]> {
  const found = new Map<string, RunCurve[]>();
  for (const row of state.drawnRows().reverse()) {
    const groups = state.loaded(row.header.id)?.series.groups() ?? [];
    const hasModels = new Set(groups.map(({ model }) => model)).size > 1;
    for (const { metric, model, series } of groups) {
      const name = hasModels ? `${model} · ${metric}` : metric;
      const curves = found.get(name) ?? [];
      for (const line of series) if (line.length > 0) curves.push({ row, series: line });
      if (curves.length > 0) found.set(name, curves);
    }
  }
  const rank = (name: string): number => (/(^|· )loss$/.test(name) ? 0 : 1);
  return new Map([...found].sort(([a], [b]) => rank(a) - rank(b)));
}

function chartOf(
  name: string,
  curves: readonly RunCurve[],
  state: CompareState,
  choices: CompareChoices,
  bands: SeedBands,
): CompareChart {
  const { locale } = state;
  const info = curves[0]?.series.info;
  const axis = info?.scale ?? 'epoch';
  const { lines, compared } = linesOf(name, curves, state, choices, bands);
  const isRunning = curves.some(({ row }) => row.header.status !== 'ended');
  const reached = Math.max(1, ...lines.map(({ series }) => lastX(series)));
  const absent = state.drawnRows().filter((row) => isAbsent(row, curves, state));
  return {
    key: `${name} ${axis}`,
    metric: name,
    isComplete: absent.length === 0,
    csv: () => csvOf(curves, axis),
    model: {
      title: titleOf(name, info, locale),
      lines,
      axis,
      from: axis === 'epoch' && reached > 1 ? 1 : 0,
      to: isRunning ? axisEnd(reached, undefined) : reached,
      isLog: choices.isLog,
      rightGutter: gutterFor(lines),
      sentence: [sentenceOf(compared, locale), absentSentence(absent, state)]
        .filter((part) => part !== '')
        .join(locale === 'en' ? ' ' : ''),
    },
  };
}

/** Room for the longest name; names of many runs are left out. */
function gutterFor(lines: readonly ChartLine[]): number {
  const longest = Math.max(0, ...lines.map(({ style }) => style?.tag.length ?? 0));
  return Math.min(120, 14 + longest * 7);
}

/** A line that was drawn for one run, or for all seeds of a group. */
interface Compared extends ComparedCurve {
  band?: { count: number; median: LineSeries; low: LineSeries; high: LineSeries };
}

function linesOf(
  name: string,
  curves: readonly RunCurve[],
  state: CompareState,
  choices: CompareChoices,
  bands: SeedBands,
): { lines: ChartLine[]; compared: Compared[] } {
  const lines: ChartLine[] = [];
  const compared: Compared[] = [];
  for (const members of byGroup(curves, state)) {
    const [first] = members;
    const style = first && state.styleOf(first.row.header.id);
    if (!first || !style) continue;
    const key = JSON.stringify([name, choiceOf(first.series.info), members.map(({ row }) => row.header.id)]);
    const series = members.map((member) => member.series);
    const band = members.length > 1 ? bands.of(key, series, choices.smoothing) : undefined;
    if (band) {
      const [label, tag] = [bandLabel(members, state), bandTag(members)];
      lines.push({ ...placed(band.median), label, style: { ...style, dash: [], tag }, band });
      compared.push({ ...comparedCurve(label, band.median), band: { ...band, count: members.length } });
    }
    if (!band || choices.showsSeeds) {
      for (const { row, series: line } of members) {
        const own = state.styleOf(row.header.id) ?? style;
        lines.push({
          ...placed(line),
          label: state.shortName(row),
          style: band ? { ...own, isFaint: true } : own,
        });
        if (!band) compared.push(comparedCurve(state.name(row), line));
      }
    }
  }
  return { lines, compared };
}

function placed(series: LineSeries): Pick<ChartLine, 'series' | 'role' | 'scale' | 'offset'> {
  return { series, role: 'run', scale: 1, offset: 1 };
}

function comparedCurve(name: string, series: LineSeries): ComparedCurve {
  return {
    name,
    info: series.info,
    stepAt: (index) => series.stepAt(index),
    values: series.raw.values(),
  };
}

/** Runs that were started together for their seeds are one; a thinned curve has steps of its own and stays alone. */
function byGroup(curves: readonly RunCurve[], state: CompareState): RunCurve[][] {
  const groups = new Map<string, RunCurve[]>();
  for (const curve of curves) {
    const { id, group } = curve.row.header;
    const isAlone = group === undefined || state.loaded(id)?.thinned === true;
    const key = isAlone ? `run ${id}` : `group ${group}`;
    groups.set(key, [...(groups.get(key) ?? []), curve]);
  }
  return [...groups.values()];
}

function bandTag(members: readonly RunCurve[]): string {
  const numbers = members.map(({ row }) => row.header.number);
  return `#${Math.min(...numbers)}–${Math.max(...numbers)}`;
}

function bandLabel(members: readonly RunCurve[], state: CompareState): string {
  const title = state.hasFiles ? `${members[0]?.row.header.title ?? ''} ` : '';
  return fill(compareWords.bandLabel[state.locale], { run: title + bandTag(members), count: members.length });
}

function titleOf(name: string, info: LineSeries['info'] | undefined, locale: Locale): string {
  if (!info) return name;
  const model = name === info.metric ? '' : `${info.model} · `;
  const word = compareWords.chartTitle[locale];
  return model + fill(word, { metric: metricName(info.metric, locale), split: runWords[info.split][locale] });
}

function lastX(series: LineSeries): number {
  return series.length === 0
    ? 0
    : xOf({ series, role: 'run', scale: 1, offset: 1, label: '' }, series.length - 1);
}

function sentenceOf(compared: readonly Compared[], locale: Locale): string {
  const [only] = compared;
  if (compared.length !== 1 || !only?.band) return compareSentence(compared, locale);
  const { band, info } = only;
  const at = band.median.length - 1;
  const value = (series: LineSeries): string => formatValue(series.raw.at(at));
  return fill(compareWords.bandSentence[locale], {
    count: band.count,
    name: seriesName(info, locale),
    median: value(band.median),
    low: value(band.low),
    high: value(band.high),
    where: fill(runWords[info.scale === 'epoch' ? 'atEpoch' : 'atBatch'][locale], {
      at: band.median.stepAt(at) + 1,
    }),
  });
}

/** Runs that have curves, but not these. */
function isAbsent({ header }: CompareRow, curves: readonly RunCurve[], state: CompareState): boolean {
  const run = state.loaded(header.id);
  if (!run || run.series.all().length === 0) return false;
  return !curves.some(({ row }) => row.header.id === header.id);
}

function absentSentence(rows: readonly CompareRow[], state: CompareState): string {
  if (rows.length === 0) return '';
  const runs = rows.map((row) => state.shortName(row)).join(state.locale === 'en' ? ', ' : '、');
  return fill(compareWords.missingRuns[state.locale], { runs });
}

function csvOf(curves: readonly RunCurve[], axis: string): string {
  return compareCsv(
    axis,
    curves.map(({ row, series }) => ({
      name: `${row.header.title} #${row.header.number}`,
      steps: Array.from({ length: series.length }, (_, index) => series.stepAt(index)),
      values: series.raw.values(),
    })),
  );
}
