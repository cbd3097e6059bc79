import { seriesCsv } from '../../../src/core/series/seriesCsv.ts';
import { type ChartGroup, createChartGroup } from '../../lib/chart/chartGroup.ts';
import type { ChartAxis } from '../../lib/chart/chartModel.ts';
import type { ChartSheet } from '../../lib/chart/chartSheet.ts';
import { LineChart } from '../../lib/chart/lineChart.ts';
import { h } from '../../lib/dom.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import type { CurveChart } from './curveCharts.ts';
import { type CurvePlace, rangeOn } from './curveFocus.ts';
import { fileNameOf } from './fileNameOf.ts';

/** The charts of a run. Those over the same kind of axis move their cursor and zoom together. */
export class ChartsGrid {
  readonly element = h('div', { class: 'curves-grid' });
  readonly #actions: RunActions;
  readonly #charts = new Map<string, LineChart>();
  readonly #groups: Readonly<Record<ChartAxis, ChartGroup>> = {
    epoch: createChartGroup(),
    batch: createChartGroup(),
    time: createChartGroup(),
  };
  #shown: readonly CurveChart[] = [];
  #state: RunState | undefined;

  constructor(actions: RunActions) {
    this.#actions = actions;
  }

  /** Another part points at a place on a curve: its chart gets the keyboard, with the cursor there. */
  focusOn(place: CurvePlace): void {
    for (const one of this.#shown) {
      const range = rangeOn(one, place);
      if (range) this.#charts.get(`${one.key} ${one.model.axis}`)?.focusAt(range.from);
    }
  }

  show(charts: readonly CurveChart[], state: RunState, place?: CurvePlace): void {
    if (this.#state !== state) this.#clear();
    this.#state = state;
    this.#shown = charts;
    for (const one of charts) {
      // Charts over another axis move in another group: the first epoch turns batches into epochs.
      const key = `${one.key} ${one.model.axis}`;
      for (const stale of [...this.#charts.keys()])
        if (stale !== key && stale.startsWith(`${one.key} `)) {
          this.#charts.get(stale)?.dispose();
          this.#charts.delete(stale);
        }
      const chart = this.#charts.get(key) ?? this.#create(key, one, state);
      if (chart.element.parentElement !== this.element) this.element.append(chart.element);
      const highlight = rangeOn(one, place);
      chart.update(highlight ? { ...one.model, highlight } : one.model);
    }
  }

  /** Puts the cursor of every chart to a mark; away from all of them without one. */
  pointAt(mark: number | undefined): void {
    for (const group of Object.values(this.#groups)) group.moveCursor(undefined);
    for (const { model } of this.#shown) {
      const found = mark === undefined ? undefined : model.marks?.find(({ number }) => number === mark);
      if (found) this.#groups[model.axis].moveCursor(found.x);
    }
  }

  /** All charts as they are now, for saving. */
  sheets(): ChartSheet[] {
    return [...this.#charts.values()].flatMap((chart) => chart.sheet() ?? []);
  }

  #create(key: string, { key: groupKey, group, model }: CurveChart, state: RunState): LineChart {
    const { title, number } = state.header;
    const name = fileNameOf(title, number, group.model, group.metric);
    // Curves may have come to the chart since it was made.
    const series = () => this.#shown.find((one) => one.key === groupKey)?.group.series ?? group.series;
    const chart = new LineChart({
      group: this.#groups[model.axis],
      locale: state.locale,
      onSaveCsv: () => void this.#actions.save(`${name}.csv`, seriesCsv(series())),
      onSavePng: (png) => void this.#actions.save(`${name}.png`, png),
      onSaveSvg: (svg) => void this.#actions.save(`${name}.svg`, svg),
    });
    this.#charts.set(key, chart);
    return chart;
  }

  #clear(): void {
    for (const chart of this.#charts.values()) chart.dispose();
    this.#charts.clear();
  }
}
