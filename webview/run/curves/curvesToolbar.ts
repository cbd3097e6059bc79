import { maxSmoothing } from '../../../src/core/series/smoothing.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { checkbox, select } from '../../lib/controls.ts';
import type { ChartAxis } from '../../lib/chart/chartModel.ts';
import { h } from '../../lib/dom.ts';
import { createMenuButton, type MenuItem } from '../../lib/menuButton.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';
import { axesOf } from './curveAxis.ts';
import type { CurveChoices } from './curveChoices.ts';

/** Long curves are smoothed when the slider has come to rest for this long. */
const settledMs = 150;

export interface ToolbarOptions {
  choices: CurveChoices;
  onDidChoose: () => void;
  /** What the menu for saving everything offers. */
  saveItems: (state: RunState) => MenuItem[];
}

/** What changes how the curves are drawn: smoothing, axes, outliers, the run before; and saving all of them. */
export function createCurvesToolbar(options: ToolbarOptions): PartView {
  const element = h('div', { class: 'curves-toolbar' });
  let built: string | undefined;
  return {
    element,
    show(state) {
      const axes = axesOf(state);
      const key = `${state.header.id} ${state.locale} ${state.previous?.number ?? ''} ${axes.join()}`;
      if (built === key) return;
      built = key;
      element.replaceChildren(...toolbarParts(state, axes, options));
    },
  };
}

function toolbarParts(state: RunState, axes: readonly ChartAxis[], options: ToolbarOptions): HTMLElement[] {
  const { choices, onDidChoose, saveItems } = options;
  const words = createWords(runWords, state.locale);
  const more = createWords(curveWords, state.locale);
  const flag = (name: 'isLog' | 'isLogX' | 'clips' | 'showsPrevious', label: string): HTMLElement =>
    checkbox({
      label,
      checked: choices[name],
      onChange: (checked) => {
        choices[name] = checked;
        onDidChoose();
      },
    });
  const save = createMenuButton(more('saveAll'), 'export');
  save.element.classList.add('menu-anchor-end', 'curves-save');
  save.setItems(saveItems(state));
  return [
    h('h2', { class: 'part-title' }, words('curves')),
    smoothingSlider(state, options),
    ...(axes.length > 1 ? [axisSelect(state, axes, options)] : []),
    flag('isLog', words('logScale')),
    flag('isLogX', more('logX')),
    flag('clips', more('clip')),
    ...(state.previous
      ? [flag('showsPrevious', words('previousRun', { number: state.previous.number }))]
      : []),
    save.element,
  ];
}

function axisSelect(
  state: RunState,
  axes: readonly ChartAxis[],
  { choices, onDidChoose }: ToolbarOptions,
): HTMLElement {
  const more = createWords(curveWords, state.locale);
  const texts = { epoch: more('byEpoch'), batch: more('byBatch'), time: more('byTime') };
  const current = axes.find((axis) => axis === choices.xAxis) ?? axes[0] ?? 'batch';
  return h('div', { class: 'curves-axis' }, [
    h('span', { 'aria-hidden': 'true' }, more('xAxis')),
    select({
      label: more('xAxis'),
      value: current,
      options: axes.map((axis) => ({ value: axis, text: texts[axis] })),
      onChange: (axis) => {
        choices.xAxis = axis;
        onDidChoose();
      },
    }),
  ]);
}

function smoothingSlider(state: RunState, { choices, onDidChoose }: ToolbarOptions): HTMLElement {
  const words = createWords(runWords, state.locale);
  const value = h('output', { class: 'curves-smoothing-value numbers', for: 'smoothing' });
  const slider = h('input', {
    class: 'slider',
    id: 'smoothing',
    type: 'range',
    min: 0,
    max: maxSmoothing,
    step: 0.01,
  });
  slider.value = String(choices.smoothing);
  let timer: number | undefined;
  const show = (): void => {
    const weight = Number(slider.value);
    setText(value, weight === 0 ? words('smoothingOff') : weight.toFixed(2));
  };
  const settle = (): void => {
    clearTimeout(timer);
    if (choices.smoothing === Number(slider.value)) return;
    choices.smoothing = Number(slider.value);
    onDidChoose();
  };
  slider.addEventListener('input', () => {
    show();
    clearTimeout(timer);
    if (!state.isLong) settle();
    else timer = window.setTimeout(settle, settledMs);
  });
  slider.addEventListener('change', settle);
  show();
  return h('div', { class: 'curves-smoothing' }, [
    h('label', { for: 'smoothing' }, words('smoothing')),
    slider,
    value,
  ]);
}
