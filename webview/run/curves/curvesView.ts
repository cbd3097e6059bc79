import { seriesCsv } from '../../../src/core/series/seriesCsv.ts';
import { maxSmoothing } from '../../../src/core/series/smoothing.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { type ChartGroup, createChartGroup } from '../../lib/chart/chartGroup.ts';
import type { ChartModel } from '../../lib/chart/chartModel.ts';
import { LineChart } from '../../lib/chart/lineChart.ts';
import { checkbox } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { type CurveChart, curveCharts } from './curveCharts.ts';
import { type CurveFocus, rangeOn } from './curveFocus.ts';
import { fileNameOf } from './fileNameOf.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import { setText } from '../../lib/setText.ts';

export interface CurveChoices {
  smoothing: number;
  isLog: boolean;
  showsPrevious: boolean;
}

export interface CurvesOptions {
  actions: RunActions;
  choices: CurveChoices;
  focus: CurveFocus;
  onDidChoose: () => void;
}

/** All curves of the run, with what changes how they are drawn above them. */
export function createCurvesView(options: CurvesOptions): PartView {
  const charts = new Map<string, LineChart>();
  const groups: Readonly<Record<ChartModel['axis'], ChartGroup>> = {
    epoch: createChartGroup(),
    batch: createChartGroup(),
  };
  const grid = h('div', { class: 'curves-grid' });
  const empty = h('p', { class: 'curves-empty muted' });
  const toolbar = createCurvesToolbar(options);
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
      });
    charts.set(key, chart);
    return chart;
  };
  listenToFocus(options, charts, () => shown);
  return {
    element: h('section', { class: 'curves' }, [toolbar.element, grid, empty]),
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
        const highlight = rangeOn(one, options.focus.place);
        chart.update(highlight ? { ...one.model, highlight } : one.model);
      }
      setText(
        empty,
        wanted.length > 0 ? '' : runWords[state.isRunning ? 'waitingCurves' : 'noCurves'][state.locale],
      );
      empty.hidden = wanted.length > 0;
    },
  };
}

/** Another part points at a place on a curve: its chart gets the keyboard, with the cursor there. */
function listenToFocus(
  { focus, choices }: CurvesOptions,
  charts: ReadonlyMap<string, LineChart>,
  shown: () => RunState | undefined,
): void {
  focus.onDidChange((place) => {
    const state = shown();
    if (!state || !place) return;
    for (const one of curveCharts(state, choices)) {
      const range = rangeOn(one, place);
      if (range) charts.get(`${one.key} ${one.model.axis}`)?.focusAt(range.from);
    }
  });
}

function createCurvesToolbar({ choices, onDidChoose }: CurvesOptions): PartView {
  const element = h('div', { class: 'curves-toolbar' });
  let built: string | undefined;
  const build = (state: RunState): void => {
    const words = createWords(runWords, state.locale);
    const value = h('output', { class: 'curves-smoothing-value numbers', for: 'smoothing' });
    const show = (): void =>
      setText(value, choices.smoothing === 0 ? words('smoothingOff') : choices.smoothing.toFixed(2));
    const slider = h('input', { id: 'smoothing', type: 'range', min: 0, max: maxSmoothing, step: 0.01 });
    slider.value = String(choices.smoothing);
    slider.addEventListener('input', () => {
      choices.smoothing = Number(slider.value);
      show();
      onDidChoose();
    });
    show();
    element.replaceChildren(
      h('h2', { class: 'part-title' }, words('curves')),
      h('div', { class: 'curves-smoothing' }, [
        h('label', { for: 'smoothing' }, words('smoothing')),
        slider,
        value,
      ]),
      checkbox({
        label: words('logScale'),
        checked: choices.isLog,
        onChange: (checked) => {
          choices.isLog = checked;
          onDidChoose();
        },
      }),
    );
    if (!state.previous) return;
    element.append(
      checkbox({
        label: words('previousRun', { number: state.previous.number }),
        checked: choices.showsPrevious,
        onChange: (checked) => {
          choices.showsPrevious = checked;
          onDidChoose();
        },
      }),
    );
  };
  return {
    element,
    show(state) {
      const key = `${state.locale} ${state.previous?.number ?? ''}`;
      if (built === key) return;
      built = key;
      build(state);
    },
  };
}
