import { steeringWords } from '../../../src/core/words/steering.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { announce } from '../../lib/announce.ts';
import { button, textField } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';

/** The learning rate of a run that is going on; pressed, a field to change it. Nothing where no optimizer has one. */
export function createLearningRateView(actions: RunActions): PartView {
  const element = h('div', { class: 'learning-rate row' });
  const opener = h('button', { class: 'plain-button learning-rate-value numbers', type: 'button' });
  let locale: Locale = 'en';
  let rate = 0;
  let isOpen = false;

  const close = (): void => {
    isOpen = false;
    element.replaceChildren(opener);
    opener.focus();
  };
  const open = (): void => {
    isOpen = true;
    element.replaceChildren(buildField({ locale, rate, actions, close }));
    element.querySelector<HTMLElement>('vscode-text-field')?.focus();
  };
  opener.addEventListener('click', open);
  element.append(opener);
  return {
    element,
    show(state) {
      const now = state.isRunning ? state.progress?.learningRate : undefined;
      element.hidden = now === undefined && !isOpen;
      if (now === undefined || (now === rate && locale === state.locale)) return;
      rate = now;
      ({ locale } = state);
      const words = createWords(steeringWords, locale);
      setText(opener, words('learningRateIs', { rate: readable(rate) }));
      opener.setAttribute('aria-label', words('changeLearningRate', { rate: readable(rate) }));
      opener.title = opener.getAttribute('aria-label') ?? '';
    },
  };
}

interface FieldOptions {
  locale: Locale;
  rate: number;
  actions: RunActions;
  close: () => void;
}

function buildField({ locale, rate, actions, close }: FieldOptions): HTMLElement {
  const words = createWords(steeringWords, locale);
  const problem = h('p', { class: 'learning-rate-problem', role: 'alert' });
  const apply = (): void => {
    const wanted = Number(field.value.trim().replace(',', '.').replace('−', '-'));
    if (!(wanted > 0 && wanted <= 1000) || field.value.trim() === '') {
      problem.textContent = words('badLearningRate');
      return;
    }
    void actions
      .setLearningRate(wanted)
      .then(() => announce(words('learningRateChanged', { rate: readable(wanted) })));
    close();
  };
  const field = textField({
    label: words('learningRate'),
    value: readable(rate),
    inputMode: 'decimal',
    onEnter: apply,
  });
  return h(
    'div',
    {
      class: 'learning-rate-field row',
      on: {
        keydown: (event) => {
          if (event.key === 'Escape') close();
        },
      },
    },
    [
      field,
      button({ label: words('apply'), onClick: apply }),
      button({ label: words('cancel'), onClick: close }),
      problem,
    ],
  );
}

/** Schedules divide and multiply: 0.0003 is easier to read than 0.00030000000000000003. */
function readable(rate: number): string {
  return String(Number(rate.toPrecision(6)));
}
