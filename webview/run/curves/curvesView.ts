import { seriesCsv } from '../../../src/core/series/seriesCsv.ts';
import { seriesLimit } from '../../../src/core/series/seriesStore.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill } from '../../../src/protocol/locale.ts';
import { type ChartGroup, createChartGroup } from '../../lib/chart/chartGroup.ts';
import type { ChartModel } from '../../lib/chart/chartModel.ts';
import { LineChart } from '../../lib/chart/lineChart.ts';
import { h } from '../../lib/dom.ts';
import { type CurveChart, curveCharts } from './curveCharts.ts';
import type { CurveChoices } from './curveChoices.ts';
import { createCurvesToolbar } from './curvesToolbar.ts';
import { createMarksList } from './marksList.ts';
import { saveAllItems } from './saveAll.ts';
import { fileNameOf } from './fileNameOf.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import { setText } from '../../lib/setText.ts';

export interface CurvesOptions {
  actions: RunActions;
  choices: CurveChoices;
  onDidChoose: () => void;
}

/** All curves of the run, with what changes how they are drawn above them. */
export function createCurvesView(options: CurvesOptions): PartView {
  const charts = new Map<string, LineChart>();
  const groups: Readonly<Record<ChartModel['axis'], ChartGroup>> = {
    epoch: createChartGroup(),
    batch: createChartGroup(),
    time: createChartGroup(),
  };
  const grid = h('div', { class: 'curves-grid' });
  const empty = h('p', { class: 'curves-empty muted' });
  const limits = h('p', { class: 'muted', hidden: true });
  let models: ChartModel[] = [];
  const pointAt = (number: number | undefined): void => {
    for (const group of Object.values(groups)) group.moveCursor(undefined);
    for (const { marks, axis } of models) {
      const mark = number === undefined ? undefined : marks?.find((one) => one.number === number);
      if (mark) groups[axis].moveCursor(mark.x);
    }
  };
  const marks = createMarksList(pointAt);
  const toolbar = createCurvesToolbar({
    ...options,
    saveItems: (state) =>
      saveAllItems(state, options.actions, () => [...charts.values()].map((chart) => chart.sheet())),
  });
  let shown: RunState | undefined;

  const chartFor = ({ key, group, model }: CurveChart, state: RunState): LineChart => {
    const name = fileNameOf(state.header.title, state.header.number, group.model, group.metric);
    const chart =
      charts.get(key) ??
      new LineChart({
        group: groups[model.axis],
        locale: state.locale,
        onSaveCsv: () => void options.actions.save(`${name}.csv`, seriesCsv(group.series)),
        onSavePng: (png) => void options.actions.save(`${name}.png`, png),
        onSaveSvg: (svg) => void options.actions.save(`${name}.svg`, svg),
      });
    charts.set(key, chart);
    return chart;
  };
  return {
    element: h('section', { class: 'curves' }, [toolbar.element, grid, empty, marks.element, limits]),
    show(state) {
      if (shown !== state) {
        for (const chart of charts.values()) chart.dispose();
        charts.clear();
        shown = state;
      }
      toolbar.show(state);
      state.series.setSmoothing(options.choices.smoothing);
      state.previous?.series.setSmoothing(options.choices.smoothing);
      const wanted = curveCharts(state, options.choices);
      for (const one of wanted) {
        // Charts over another axis move in another group: the first epoch turns batches into epochs.
        const key = `${one.key} ${one.model.axis}`;
        for (const stale of [...charts.keys()])
          if (stale !== key && stale.startsWith(`${one.key} `)) {
            charts.get(stale)?.dispose();
            charts.delete(stale);
          }
        const chart = chartFor({ ...one, key }, state);
        if (chart.element.parentElement !== grid) grid.append(chart.element);
        chart.update(one.model);
      }
      models = wanted.map(({ model }) => model);
      marks.show(
        models.flatMap((model) => model.marks ?? []),
        state.locale,
      );
      const { leftOut } = state.series;
      limits.hidden = leftOut === 0;
      setText(limits, fill(curveWords.seriesLeftOut[state.locale], { limit: seriesLimit, count: leftOut }));
      setText(
        empty,
        wanted.length > 0 ? '' : runWords[state.isRunning ? 'waitingCurves' : 'noCurves'][state.locale],
      );
      empty.hidden = wanted.length > 0;
    },
  };
}
