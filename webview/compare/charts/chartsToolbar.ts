import { maxSmoothing } from '../../../src/core/series/smoothing.ts';
import { compareWords } from '../../../src/core/words/compare.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { checkbox, select } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { ComparePart, PartOptions } from '../compareParts.ts';
import { valueChoices } from './valueChoice.ts';

/** Which curves are drawn, and how. */
export function createChartsToolbar({ choices, locale, onDidChoose }: PartOptions): ComparePart {
  const words = createWords(compareWords, locale);
  const say = createWords(runWords, locale);
  const values = h('div', { class: 'compare-values' });
  const seeds = checkbox({
    label: words('showsSeeds'),
    checked: choices.showsSeeds,
    onChange: (checked) => {
      choices.showsSeeds = checked;
      onDidChoose();
    },
  });
  const isLog = checkbox({
    label: say('logScale'),
    checked: choices.isLog,
    onChange: (checked) => {
      choices.isLog = checked;
      onDidChoose();
    },
  });
  const smoothing = smoothingField(choices, say, onDidChoose);
  let builtFor = '';
  return {
    element: h('div', { class: 'curves-toolbar' }, [
      h('h2', { class: 'part-title' }, words('curves')),
      values,
      smoothing,
      isLog,
      seeds,
    ]),
    show(state) {
      const options = valueChoices(state, locale);
      const value = options.find(({ id }) => id === choices.values) ?? options[0];
      values.hidden = options.length < 2;
      seeds.hidden = !state.drawnRows().some(({ header }) => state.groupSize(header.group) > 1);
      const key = JSON.stringify([options, value?.id]);
      if (key === builtFor || !value) return;
      builtFor = key;
      const hadFocus = values.contains(document.activeElement);
      const field = select({
        label: words('whichCurves'),
        value: value.id,
        options: options.map(({ id, label }) => ({ value: id, text: label })),
        onChange: (id) => {
          choices.values = id;
          onDidChoose();
        },
      });
      values.replaceChildren(field);
      if (hadFocus) field.focus();
    },
  };
}

function smoothingField(
  choices: PartOptions['choices'],
  say: ReturnType<typeof createWords<typeof runWords>>,
  onDidChoose: () => void,
): HTMLElement {
  const value = h('output', { class: 'curves-smoothing-value numbers', for: 'smoothing' });
  const show = (): void =>
    setText(value, choices.smoothing === 0 ? say('smoothingOff') : choices.smoothing.toFixed(2));
  const slider = h('input', {
    class: 'slider',
    id: 'smoothing',
    type: 'range',
    min: 0,
    max: maxSmoothing,
    step: 0.01,
  });
  slider.value = String(choices.smoothing);
  slider.addEventListener('input', () => {
    choices.smoothing = Number(slider.value);
    show();
    onDidChoose();
  });
  show();
  return h('div', { class: 'curves-smoothing' }, [
    h('label', { for: 'smoothing' }, say('smoothing')),
    slider,
    value,
  ]);
}
