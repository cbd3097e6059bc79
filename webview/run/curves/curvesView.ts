import { seriesLimit } from '../../../src/core/series/seriesStore.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill } from '../../../src/protocol/locale.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import { ChartsGrid } from './chartsGrid.ts';
import type { CurveChoices } from './curveChoices.ts';
import { curveCharts } from './curveCharts.ts';
import type { CurveFocus } from './curveFocus.ts';
import { createCurvesToolbar } from './curvesToolbar.ts';
import { createMarksList } from './marksList.ts';
import { saveAllItems } from './saveAll.ts';

export interface CurvesOptions {
  actions: RunActions;
  choices: CurveChoices;
  focus: CurveFocus;
  onDidChoose: () => void;
}

/** All curves of the run, with what changes how they are drawn above them and what happened to training below. */
export function createCurvesView(options: CurvesOptions): PartView {
  const { actions, choices, focus } = options;
  const grid = new ChartsGrid(actions);
  focus.onDidChange((place) => {
    if (place) grid.focusOn(place);
  });
  const empty = h('p', { class: 'curves-empty muted' });
  const limits = h('p', { class: 'muted', hidden: true });
  const marks = createMarksList((mark) => grid.pointAt(mark));
  const toolbar = createCurvesToolbar({
    ...options,
    saveItems: (state) => saveAllItems(state, actions, () => grid.sheets()),
  });
  return {
    element: h('section', { class: 'curves' }, [toolbar.element, grid.element, empty, marks.element, limits]),
    show(state) {
      const { locale } = state;
      toolbar.show(state);
      if (!state.isOpening) {
        state.series.setSmoothing(choices.smoothing);
        state.previous?.series.setSmoothing(choices.smoothing);
      }
      const charts = curveCharts(state, choices);
      grid.show(charts, state, focus.place);
      const allMarks = charts.flatMap(({ model }) => model.marks ?? []);
      marks.show(allMarks, locale);
      const { leftOut } = state.series;
      limits.hidden = leftOut === 0;
      setText(limits, fill(curveWords.seriesLeftOut[locale], { limit: seriesLimit, count: leftOut }));
      empty.hidden = charts.length > 0;
      const none = runWords[state.isRunning ? 'waitingCurves' : 'noCurves'][locale];
      setText(empty, charts.length > 0 ? '' : none);
    },
  };
}
