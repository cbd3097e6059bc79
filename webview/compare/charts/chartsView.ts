import { compareWords } from '../../../src/core/words/compare.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { type ChartGroup, createChartGroup } from '../../lib/chart/chartGroup.ts';
import type { ChartModel } from '../../lib/chart/chartModel.ts';
import { LineChart } from '../../lib/chart/lineChart.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import type { ComparePart, PartOptions } from '../compareParts.ts';
import type { CompareState } from '../compareState.ts';
import { createChartsToolbar } from './chartsToolbar.ts';
import { compareCharts, type CompareChart } from './compareCharts.ts';
import { createSeedBands } from './seedBands.ts';

/** The drawn runs' curves laid over each other, one chart a metric. */
export function createChartsView(options: PartOptions): ComparePart {
  const { actions, choices, locale } = options;
  const charts = new Map<string, LineChart>();
  const groups: Readonly<Record<ChartModel['axis'], ChartGroup>> = {
    epoch: createChartGroup(),
    batch: createChartGroup(),
    time: createChartGroup(),
  };
  const bands = createSeedBands();
  const grid = h('div', { class: 'curves-grid' });
  const notes = h('ul', { class: 'compare-notes' });
  const toolbar = createChartsToolbar(options);
  /** As they were drawn last: what is saved is what is seen. */
  let current = new Map<string, CompareChart>();
  let noted = '';

  const chartFor = ({ key, metric, model }: CompareChart): LineChart => {
    const name = `compare-${metric.replace(/[\\/:*?"<>|\s·]+/g, '-')}`;
    const chart =
      charts.get(key) ??
      new LineChart({
        group: groups[model.axis],
        locale,
        onSaveCsv: () => actions.save(`${name}.csv`, current.get(key)?.csv() ?? ''),
        onSavePng: (png) => actions.save(`${name}.png`, png),
      });
    charts.set(key, chart);
    return chart;
  };
  return {
    element: h(
      'section',
      { class: 'compare-charts', 'aria-label': createWords(compareWords, locale)('curves') },
      [toolbar.element, h('div', { role: 'status' }, notes), grid],
    ),
    show(state) {
      toolbar.show(state);
      for (const { header } of state.drawnRows())
        state.loaded(header.id)?.series.setSmoothing(choices.smoothing);
      const wanted = compareCharts(state, choices, bands);
      current = new Map(wanted.map((one) => [one.key, one]));
      for (const [key, chart] of charts) {
        if (current.has(key)) continue;
        chart.dispose();
        charts.delete(key);
      }
      for (const [place, one] of wanted.entries()) {
        const chart = chartFor(one);
        // A chart over another axis is a new one, and takes the place of the one before.
        const there = grid.children[place];
        if (there !== chart.element) grid.insertBefore(chart.element, there ?? null);
        chart.update(one.model);
      }
      const sentences = notesOf(state, wanted);
      const key = sentences.join('\n');
      if (noted !== key) notes.replaceChildren(...sentences.map((text) => h('li', {}, text)));
      notes.hidden = sentences.length === 0;
      noted = key;
    },
  };
}

/** What is missing from the charts, a sentence each. */
function notesOf(state: CompareState, charts: readonly CompareChart[]): string[] {
  const words = createWords(compareWords, state.locale);
  const drawn = state.drawnRows();
  if (drawn.length === 0) return [words('nothingDrawn')];
  const notes = drawn.flatMap((row) => {
    const run = state.name(row);
    const problem = state.problemOf(row.header.id);
    if (problem) return [words(`problem.${problem}`, { run })];
    const loaded = state.loaded(row.header.id);
    if (!loaded) return [];
    if (loaded.series.all().length > 0) return loaded.thinned ? [words('thinned', { run })] : [];
    const isGoing = row.header.status !== 'ended';
    return [isGoing ? `${run}: ${runWords.waitingCurves[state.locale]}` : words('noCurves', { run })];
  });
  const withCurves = drawn.filter(({ header }) => (state.loaded(header.id)?.series.all().length ?? 0) > 0);
  const isShared = charts.some(({ isComplete }) => isComplete);
  if (withCurves.length > 1 && charts.length > 0 && !isShared) notes.push(words('nothingInCommon'));
  return notes;
}
