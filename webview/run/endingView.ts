import { endingSentence, endingTitle } from '../../src/core/words/endings.ts';
import { runWords } from '../../src/core/words/run.ts';
import type { CodeLocation, Ending } from '../../src/protocol/ending.ts';
import { button } from '../lib/controls.ts';
import { h } from '../lib/dom.ts';
import { icon } from '../lib/icons/icon.ts';
import { createWords } from '../lib/words.ts';
import type { PartView } from './partView.ts';
import type { RunActions } from './runActions.ts';
import { runStatus } from './runStatus.ts';

export function placeOfEnding(ending: Ending): CodeLocation | undefined {
  return 'at' in ending ? ending.at : undefined;
}

/** How the run ended: what happened, where in the learner's code, and what to do. In the place of the progress bar. */
export function createEndingView(actions: RunActions): PartView {
  const element = h('div', { class: 'run-ending', hidden: true });
  let shown = '';
  return {
    element,
    show(state) {
      const { ending } = state.header;
      const key = state.isRunning || !ending ? '' : JSON.stringify([ending, state.locale]);
      if (key === shown) return;
      shown = key;
      element.hidden = key === '';
      element.replaceChildren();
      if (!ending || key === '') return;
      const { icon: name, tone } = runStatus(state);
      const at = placeOfEnding(ending);
      element.dataset['tone'] = tone;
      element.append(
        icon(name, { class: 'run-ending-icon' }),
        h('div', { class: 'run-ending-text' }, [
          h('h2', { class: 'run-ending-title' }, endingTitle(ending, state.locale)),
          h('p', {}, endingSentence(ending, state.locale)),
          at &&
            button({
              icon: 'go-to-file',
              label: createWords(runWords, state.locale)('openLine', { line: at.line }),
              onClick: () => void actions.openCode(at),
            }),
        ]),
      );
    },
  };
}
