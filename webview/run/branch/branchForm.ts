import { branchWords } from '../../../src/core/words/branch.ts';
import type { KeptEpoch } from '../../../src/protocol/checkpoint.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { KeptEpochs } from '../../../src/protocol/runSurface.ts';
import { announce } from '../../lib/announce.ts';
import { button, textField, type TextField } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords, type Words } from '../../lib/words.ts';
import type { RunActions } from '../runActions.ts';
import { epochAt, epochChoices, readRate, valueOf } from './epochChoices.ts';

export interface BranchForm {
  readonly element: HTMLElement;
  /** The moment that the whole panel shows: its epoch is chosen. */
  show(shownMs: number | undefined): void;
}

/** An epoch, perhaps another learning rate, and a button that goes on from there. */
export function createBranchForm(kept: KeptEpochs, locale: Locale, actions: RunActions): BranchForm {
  return new EpochForm(kept, locale, actions);
}

class EpochForm implements BranchForm {
  readonly element: HTMLElement;
  readonly #epochs: readonly KeptEpoch[];
  readonly #locale: Locale;
  readonly #words: Words<typeof branchWords>;
  readonly #actions: RunActions;
  readonly #list = h('select', {
    class: 'select branch-epochs',
    id: 'branch-epochs',
    on: { change: () => this.#choose() },
  });
  readonly #problem = h('p', { class: 'branch-problem', role: 'alert', hidden: true });
  readonly #rateName = h('span', {});
  readonly #rate: TextField;
  // The toolkit gives elements in a button the size of an icon, so the words stand there as they are.
  readonly #label = document.createTextNode('');
  #moment: number | 'never' | undefined = 'never';

  constructor({ epochs, isCodeChanged }: KeptEpochs, locale: Locale, actions: RunActions) {
    this.#epochs = epochs;
    this.#locale = locale;
    this.#actions = actions;
    const words = (this.#words = createWords(branchWords, locale));
    this.#rate = textField({
      label: this.#rateName,
      inputMode: 'decimal',
      onInput: () => this.#tellProblem(false),
      onEnter: () => this.#goOn(),
    });
    this.#rate.className = 'branch-rate';
    const start = button({ icon: 'debug-continue', label: '', onClick: () => this.#goOn() });
    this.#label.data = words('goOn', { epoch: epochs.at(-1)?.epoch ?? 0 });
    start.append(this.#label);
    this.element = h('div', { class: 'branch-form' }, [
      h('div', { class: 'row branch-row' }, [
        h('div', { class: 'branch-field' }, [
          h('label', { for: 'branch-epochs' }, words('whichEpoch')),
          this.#list,
        ]),
        this.#rate,
        start,
      ]),
      this.#problem,
      isCodeChanged && h('p', { class: 'branch-note' }, words('codeChanged')),
      h('details', { class: 'branch-note muted' }, [
        h('summary', {}, words('howTitle')),
        h('p', {}, words('howItGoesOn')),
      ]),
    ]);
  }

  show(shownMs: number | undefined): void {
    if (this.#moment === shownMs) return;
    this.#moment = shownMs;
    const choices = epochChoices(this.#epochs, shownMs, this.#locale);
    this.#list.replaceChildren(...choices.map(({ value, text }) => h('option', { value }, text)));
    const shown = epochAt(this.#epochs, shownMs) ?? this.#epochs[0];
    if (shown) this.#list.value = valueOf(shown);
    this.#choose();
  }

  #chosen(): KeptEpoch | undefined {
    return this.#epochs.find((kept) => valueOf(kept) === this.#list.value) ?? this.#epochs.at(-1);
  }

  #choose(): void {
    const kept = this.#chosen();
    if (!kept) return;
    const { epoch, learningRate: now } = kept;
    this.#label.data = this.#words('goOn', { epoch });
    const name =
      now === undefined
        ? this.#words('learningRate')
        : this.#words('learningRateHint', { rate: Number(now.toPrecision(4)) });
    setText(this.#rateName, name);
  }

  #tellProblem(isSaid: boolean): boolean {
    const isBad = readRate(this.#rate.value) === 'bad';
    setText(this.#problem, isBad ? this.#words('badRate') : '');
    this.#problem.hidden = !isBad;
    if (isBad && isSaid) announce(this.#words('badRate'));
    return isBad;
  }

  #goOn(): void {
    const kept = this.#chosen();
    const wanted = readRate(this.#rate.value);
    const rate = typeof wanted === 'number' ? wanted : undefined;
    if (this.#tellProblem(true)) this.#rate.focus();
    else if (kept) void this.#actions.branch(kept.model, kept.epoch, rate);
  }
}
