import { branchWords } from '../../../src/core/words/branch.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { KeptEpochs } from '../../../src/protocol/runSurface.ts';
import { announce } from '../../lib/announce.ts';
import { button, textField } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { RunActions } from '../runActions.ts';
import { epochAt, epochChoices, readRate, valueOf } from './epochChoices.ts';

export interface BranchForm {
  readonly element: HTMLElement;
  /** The moment that the whole panel shows: its epoch is chosen. */
  show(shownMs: number | undefined): void;
}

/** An epoch, perhaps another learning rate, and a button that goes on from there. */
export function createBranchForm(
  { epochs, isCodeChanged }: KeptEpochs,
  locale: Locale,
  actions: RunActions,
): BranchForm {
  const words = createWords(branchWords, locale);
  const list = h('select', {
    class: 'select branch-epochs',
    id: 'branch-epochs',
    on: { change: () => choose() },
  });
  const problem = h('p', { class: 'branch-problem', id: 'branch-problem', role: 'alert' });
  const rateName = h('span', {});
  const rate = textField({
    label: rateName,
    inputMode: 'decimal',
    onInput: () => tellProblem(false),
    onEnter: () => goOn(),
  });
  rate.className = 'branch-rate';
  // The toolkit gives elements in a button the size of an icon, so the words stand there as they are.
  const label = document.createTextNode(words('goOn', { epoch: epochs.at(-1)?.epoch ?? 0 }));
  const start = button({ icon: 'debug-continue', label: '', onClick: () => goOn() });
  start.append(label);
  let moment: number | 'never' | undefined = 'never';

  const chosen = () => epochs.find((kept) => valueOf(kept) === list.value) ?? epochs.at(-1);
  const choose = (): void => {
    const kept = chosen();
    if (!kept) return;
    const now = kept.learningRate;
    label.data = words('goOn', { epoch: kept.epoch });
    setText(
      rateName,
      now === undefined
        ? words('learningRate')
        : words('learningRateHint', { rate: Number(now.toPrecision(4)) }),
    );
  };
  const tellProblem = (isSaid: boolean): boolean => {
    const isBad = readRate(rate.value) === 'bad';
    setText(problem, isBad ? words('badRate') : '');
    problem.hidden = !isBad;
    if (isBad && isSaid) announce(words('badRate'));
    return isBad;
  };
  const goOn = (): void => {
    const kept = chosen();
    const wanted = readRate(rate.value);
    if (tellProblem(true)) rate.focus();
    else if (kept)
      void actions.branch(kept.model, kept.epoch, typeof wanted === 'number' ? wanted : undefined);
  };
  problem.hidden = true;
  return {
    element: h('div', { class: 'branch-form' }, [
      h('div', { class: 'row branch-row' }, [
        h('div', { class: 'branch-field' }, [
          h('label', { for: 'branch-epochs' }, words('whichEpoch')),
          list,
        ]),
        rate,
        start,
      ]),
      problem,
      isCodeChanged && h('p', { class: 'branch-note' }, words('codeChanged')),
      h('details', { class: 'branch-note muted' }, [
        h('summary', {}, words('howTitle')),
        h('p', {}, words('howItGoesOn')),
      ]),
    ]),
    show(shownMs) {
      if (moment === shownMs) return;
      moment = shownMs;
      list.replaceChildren(
        ...epochChoices(epochs, shownMs, locale).map(({ value, text }) => h('option', { value }, text)),
      );
      const shown = epochAt(epochs, shownMs) ?? epochs[0];
      if (shown) list.value = valueOf(shown);
      choose();
    },
  };
}
