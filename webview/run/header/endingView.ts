import { endingSentence, endingTitle } from '../../../src/core/words/endings.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { button } from '../../lib/controls.ts';
import { append, h } from '../../lib/dom.ts';
import { icon } from '../../lib/icons/icon.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import { placeOfEnding, runStatus } from './runStatus.ts';

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
      const words = createWords(runWords, state.locale);
      // The status line above says that it ended well, or that it was stopped: here the sentence is enough.
      const isFailure = tone === 'fail';
      append(element, [
        isFailure && icon(name, { class: 'run-ending-icon' }),
        h('div', { class: 'run-ending-text' }, [
          isFailure && h('h2', { class: 'run-ending-title' }, endingTitle(ending, state.locale)),
          h('p', {}, endingSentence(ending, state.locale)),
          at &&
            button({
              icon: 'go-to-file',
              label: words('openLine', { line: at.line }),
              onClick: () => void actions.openCode(at),
            }),
        ]),
      ]);
    },
  };
}
