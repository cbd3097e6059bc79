import { rateWords } from '../../../src/core/words/rates.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { steeringWords } from '../../../src/core/words/steering.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { button } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { createMenuButton } from '../../lib/menuButton.ts';
import { comparisonItems, createComparisonLink } from './comparisonLink.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';

interface Controls {
  element: HTMLElement;
  show(state: RunState): void;
}

/** Pause or Resume, and Stop, while the run goes on; then Run again. All in the same row, so that nothing moves. */
export function createControlsView(actions: RunActions): PartView {
  const element = h('div', { class: 'run-controls' });
  let controls: Controls | undefined;
  let locale = '';
  return {
    element,
    show(state) {
      if (!controls || locale !== state.locale) {
        controls = buildControls(state, actions);
        locale = state.locale;
        element.replaceChildren(controls.element);
      }
      element.hidden = state.isReport;
      controls.show(state);
    },
  };
}

function buildControls({ locale }: RunState, actions: RunActions): Controls {
  const words = createWords(runWords, locale);
  let seed = 0;
  let hasFocus = false;
  const pause = button({ icon: 'debug-pause', label: words('pause'), onClick: () => void actions.pause() });
  const resume = button({
    icon: 'debug-continue',
    label: words('resume'),
    onClick: () => void actions.resume(),
  });
  const stop = button({ icon: 'debug-stop', label: words('stop'), onClick: () => void actions.stop() });
  const stopAtBest = stopAtBestButton(locale, actions);
  const again = button({
    icon: 'debug-restart',
    label: words('runAgain'),
    appearance: 'primary',
    onClick: () => void actions.runAgain(false),
  });
  const more = createMenuButton(words('runAgainMore'));
  const comparison = createComparisonLink(actions, locale);
  const all: { control: HTMLElement & { disabled?: boolean }; isShown: (state: RunState) => boolean }[] = [
    { control: pause, isShown: (state) => state.isRunning && state.header.status !== 'paused' },
    { control: resume, isShown: ({ header }) => header.status === 'paused' },
    { control: stop, isShown: (state) => state.isRunning },
    {
      control: stopAtBest,
      isShown: (state) => state.isRunning && state.progress?.epoch !== undefined,
    },
    { control: again, isShown: (state) => !state.isRunning },
    { control: more.element, isShown: (state) => !state.isRunning },
  ];
  return {
    element: h('div', { class: 'row' }, [all.map(({ control }) => control), comparison.element]),
    show(state) {
      const { status } = state.header;
      const { activeElement } = document;
      const isNowhere = activeElement === null || activeElement === document.body;
      hasFocus = all.some(({ control }) => control.contains(activeElement)) || (hasFocus && isNowhere);
      comparison.show(state);
      for (const { control, isShown } of all) control.hidden = !isShown(state);
      pause.disabled = status !== 'running';
      stop.disabled = status === 'stopping';
      stopAtBest.disabled = status === 'stopping' || (state.progress?.epoch ?? 1) < 2;
      if (seed !== state.header.seed) {
        seed = state.header.seed;
        const label = words('runAgainSameSeed', { seed });
        more.setItems([
          { label, onClick: () => void actions.runAgain(true) },
          { label: rateWords.find[locale], onClick: () => void actions.findRate() },
          ...comparisonItems(actions, locale),
        ]);
      }
      // The button that was pressed has made room for another: the focus goes on to that one. A button that is switched
      // off loses the focus to nobody; the next one that can be pressed takes it up.
      const isUsable = ({ control }: (typeof all)[number]): boolean => !control.hidden && !control.disabled;
      if (hasFocus && !all.some((one) => isUsable(one) && one.control.contains(document.activeElement)))
        all.find(isUsable)?.control.focus();
    },
  };
}

function stopAtBestButton(locale: Locale, actions: RunActions): ReturnType<typeof button> {
  const words = createWords(steeringWords, locale);
  const element = button({
    icon: 'star-full',
    label: words('stopAtBest'),
    onClick: () => void actions.stopAtBest(),
  });
  element.title = words('stopAtBestHint');
  return element;
}
