import { branchWords, noResumptions } from '../../../src/core/words/branch.ts';
import type { Client } from '../../../src/protocol/peer.ts';
import type { RunHeader } from '../../../src/protocol/run.ts';
import type { KeptEpochs, RunSurface } from '../../../src/protocol/runSurface.ts';
import { button } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import { createBranchForm, type BranchForm } from './branchForm.ts';

/** Where the run came from, and, once it has ended, the epochs from which another one can go on. */
export function createBranchView(client: Client<RunSurface>, actions: RunActions): PartView {
  const origin = h('p', { class: 'branch-origin muted' });
  const offer = h('div', { class: 'branch-offer' });
  const element = h('section', { class: 'branch', hidden: true }, [origin, offer]);
  let kept: KeptEpochs | undefined;
  let askedFor = '';
  let drawn = '';
  let form: BranchForm | undefined;
  let latest: RunState | undefined;

  const ask = (key: string): void => {
    askedFor = key;
    kept = undefined;
    if (key === '') return;
    client.request('epochs', undefined).then(
      (answer) => {
        if (askedFor !== key) return;
        kept = answer;
        if (latest) view.show(latest);
      },
      // Without an answer nothing is offered; running it again always is.
      () => undefined,
    );
  };
  const draw = (state: RunState): void => {
    form = undefined;
    const { header, locale } = state;
    if (state.isRunning || !header.kept) {
      offer.replaceChildren();
      return;
    }
    if (header.kept.some(({ lastEpoch }) => lastEpoch !== undefined)) {
      if (!kept) {
        offer.replaceChildren();
        return;
      }
      if (kept.epochs.length > 0) {
        form = createBranchForm(kept, locale, actions);
        offer.replaceChildren(form.element);
        return;
      }
    }
    offer.replaceChildren(...onlyAgain(header, locale, actions));
  };
  const view: PartView = {
    element,
    show(state) {
      latest = state;
      const { header, locale } = state;
      const key = !state.isRunning && header.kept ? JSON.stringify([header.id, header.kept]) : '';
      if (key !== askedFor) ask(key);
      setText(origin, originSentence(state));
      origin.hidden = header.branch === undefined;
      const drawing = JSON.stringify([key, locale, kept]);
      if (drawing !== drawn) draw(state);
      drawn = drawing;
      form?.show(state.shownMs);
      element.hidden = origin.hidden && offer.childElementCount === 0;
    },
  };
  return view;
}

function originSentence({ header: { branch }, locale }: RunState): string {
  if (!branch) return '';
  const words = createWords(branchWords, locale);
  const { epoch, number, changes } = branch;
  const first =
    changes.learningRate === undefined
      ? words('wentOn', { epoch, number })
      : words('wentOnRate', { epoch, number, rate: changes.learningRate });
  const stop = locale === 'en' ? '. ' : '。';
  return changes.code ? `${first}${stop}${words('wentOnChanged')}` : `${first}${stop.trim()}`;
}

/** A run that nothing can go on from: why, and that its numbers can be had again. */
function onlyAgain({ kept = [] }: RunHeader, locale: RunState['locale'], actions: RunActions): HTMLElement[] {
  const words = createWords(branchWords, locale);
  const reason = kept.find(({ fixed }) => fixed !== undefined)?.fixed;
  const hadEpochs = kept.some(({ lastEpoch }) => lastEpoch !== undefined);
  const why = hadEpochs || !reason ? words('noCheckpoints') : noResumptions[reason][locale];
  const space = locale === 'en' ? ' ' : '';
  return [
    h('p', { class: 'branch-note muted' }, `${why}${space}${words('onlyAgain')}`),
    button({
      icon: 'debug-restart',
      label: words('runSameSeed'),
      onClick: () => void actions.runAgain(true),
    }),
  ];
}
