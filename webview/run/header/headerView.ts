import { rateWords } from '../../../src/core/words/rates.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { problemSentence } from '../../../src/core/words/engines.ts';
import { endingSentence } from '../../../src/core/words/endings.ts';
import { announce } from '../../lib/announce.ts';
import { h } from '../../lib/dom.ts';
import { icon } from '../../lib/icons/icon.ts';
import { createWords } from '../../lib/words.ts';
import { createControlsView } from './controlsView.ts';
import { createEndingView } from './endingView.ts';
import { createLearningRateView } from './learningRateView.ts';
import { createProgressView } from './progressView.ts';
import type { RunActions } from '../runActions.ts';
import type { PartView } from '../partView.ts';
import { engineWord, runStatus } from './runStatus.ts';
import { setText } from '../../lib/setText.ts';

/** What the run is doing, on what, how far it is, and what can be done about it. */
export function createHeaderView(actions: RunActions): PartView {
  const title = h('h1', { class: 'run-title' });
  const statusIcon = h('span', { class: 'run-status-icon' });
  const statusWord = h('span');
  const status = h('span', { class: 'run-status' }, [statusIcon, statusWord]);
  const purpose = h('span', { class: 'run-purpose', hidden: true });
  const speed = h('span', { class: 'run-speed numbers muted' });
  const engine = createEngineView();
  const progress = createProgressView();
  const ending = createEndingView(actions);
  const controls = createControlsView(actions);
  const learningRate = createLearningRateView(actions);
  let shownIcon = '';
  let announced = true;

  return {
    element: h('header', { class: 'run-head' }, [
      h('div', { class: 'run-line' }, [title, purpose, status, engine.element, speed]),
      engine.details,
      progress.element,
      ending.element,
      h('div', { class: 'row' }, [controls.element, learningRate.element]),
    ]),
    show(state) {
      const { header, locale } = state;
      const view = runStatus(state);
      setText(title, `${header.title} #${header.number}`);
      setText(purpose, rateWords.purpose[locale]);
      purpose.hidden = header.purpose !== 'find-rate';
      setText(statusWord, view.word);
      status.dataset['tone'] = view.tone;
      if (shownIcon !== view.icon) statusIcon.replaceChildren(icon(view.icon));
      shownIcon = view.icon;
      const rate = state.isRunning ? state.progress?.samplesPerSecond : undefined;
      const count = rate === undefined ? '' : new Intl.NumberFormat(locale).format(Math.round(rate));
      setText(speed, rate === undefined ? '' : createWords(runWords, locale)('samplesPerSecond', { count }));
      engine.show(state);
      progress.show(state);
      ending.show(state);
      controls.show(state);
      learningRate.show(state);
      // A run that had ended before the panel opened is no news.
      if (state.isRunning) announced = false;
      else if (!announced && header.ending) {
        announced = true;
        announce(`${view.word}. ${endingSentence(header.ending, locale)}`);
      }
    },
  };
}

/** The engine's name; pressed, the reasons why it is this one. */
function createEngineView(): PartView & { readonly details: HTMLElement } {
  const details = h('ul', { class: 'run-engine-details muted', id: 'engine-details', hidden: true });
  const toggle = (): void => {
    details.hidden = !details.hidden;
    element.setAttribute('aria-expanded', String(!details.hidden));
  };
  const element = h('button', {
    class: 'plain-button run-engine',
    type: 'button',
    'aria-expanded': 'false',
    'aria-controls': 'engine-details',
    on: { click: toggle },
  });
  let shown = '';
  return {
    element,
    details,
    show({ header: { engine }, locale }) {
      element.hidden = !engine;
      if (!engine) return;
      const words = createWords(runWords, locale);
      const reasons = [
        words('engineVersion', { version: engine.version }),
        ...engine.passedOver.map(({ id, reason, problem }) =>
          words('enginePassedOver', {
            engine: words(id === 'native' ? 'engineNativeEither' : engineWord({ id, gpu: false })),
            reason: problem ? problemSentence(problem, locale) : reason,
          }),
        ),
      ];
      if (shown === reasons.join('\n')) return;
      shown = reasons.join('\n');
      setText(element, words(engineWord(engine)));
      element.title = shown;
      element.setAttribute('aria-label', `${words(engineWord(engine))}, ${words('engineDetails')}`);
      details.replaceChildren(...reasons.map((reason) => h('li', {}, reason)));
    },
  };
}
