import { bestF1Threshold } from '../../../src/core/evaluation/thresholdCurve.ts';
import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import { button, select } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';
import { classNameOf, type EvaluationChoice } from './evaluationChoice.ts';
import { formatRatio } from './formatRatio.ts';
import { ThresholdPlot } from './rocPlot.ts';
import { SortableTable } from './sortableTable.ts';
import { allAreas, type CurveSubject, placeOf, type Scored, thresholdModel } from './thresholdModel.ts';
import { prContent, rocContent, type ShownCurves, whyNot } from './thresholdContent.ts';
import { areasContent, curveTable, thresholdTables } from './thresholdTables.ts';

/** Areas of all classes at once for more numbers than this would hold up a panel that follows training. */
const numbersWhileRunning = 2e5;

/** ROC and precision–recall curves with one threshold on both, and what it means in samples. */
export class ThresholdView implements PartView {
  readonly element: HTMLElement;
  readonly #choice: EvaluationChoice;
  readonly #empty = h('p', { class: 'part-empty muted' });
  readonly #toolbar = h('div', { class: 'matrix-toolbar' });
  readonly #sentence = h('p', { class: 'muted threshold-note' });
  readonly #plotsPlace = h('div', { class: 'threshold-plots' });
  readonly #counts = h('div', { class: 'threshold-counts' });
  readonly #areas = new SortableTable();
  readonly #areasNote = h('p', { class: 'muted' });
  readonly #slider: HTMLInputElement;
  readonly #sliderValue = h('output', { class: 'threshold-value numbers' });
  readonly #full: HTMLElement;
  readonly #curves: HTMLElement;
  #plots: { roc: ThresholdPlot; pr: ThresholdPlot; locale: Locale } | undefined;
  #subject: CurveSubject | undefined;
  #threshold = 0.5;
  #state: RunState | undefined;
  #shown: ShownCurves | undefined;
  #key: unknown[] = [];
  #toolbarKey = '';

  constructor(choice: EvaluationChoice) {
    this.#choice = choice;
    this.#slider = h('input', { type: 'range', min: 0, max: 1, step: 0.01, class: 'threshold-slider' });
    this.#slider.addEventListener('input', () => this.#moveTo(Number(this.#slider.value)));
    this.#curves = h('div', { class: 'threshold-curves' }, [this.#plotsPlace, this.#counts]);
    this.#full = h('div', { class: 'threshold' }, [
      this.#toolbar,
      this.#sentence,
      this.#curves,
      this.#areas.element,
      this.#areasNote,
    ]);
    this.element = h('div', {}, [this.#empty, this.#full]);
  }

  show(state: RunState): void {
    this.#state = state;
    const { locale } = state;
    const evaluation = this.#choice.current(state)?.evaluation;
    const key = [locale, evaluation, evaluation?.scores, this.#subject, state.isRunning];
    if (key.every((part, index) => part === this.#key[index]) && this.#key.length > 0) return;
    this.#key = key;
    const scores = evaluation?.scores;
    this.#full.hidden = !evaluation;
    this.#empty.hidden = Boolean(evaluation && scores);
    setText(this.#empty, evaluation && scores ? '' : whyNot(evaluation, locale));
    if (evaluation) this.#showToolbar(state, evaluation, Boolean(scores));
    if (evaluation && scores) this.#showCurves({ ...evaluation, scores }, state);
    else {
      this.#shown = undefined;
      for (const part of [this.#sentence, this.#curves, this.#areas.element, this.#areasNote])
        part.hidden = true;
    }
  }

  #redraw(): void {
    this.#key = [];
    if (this.#state) this.show(this.#state);
  }

  /** Class 1 of two, which is what binary models are about; else the first. */
  #subjectOf({ classCount }: Pick<Evaluation, 'classCount'>): CurveSubject {
    const chosen = this.#subject;
    if (chosen === 'all' && classCount > 2) return chosen;
    if (typeof chosen === 'number' && chosen < classCount) return chosen;
    return classCount === 2 ? 1 : 0;
  }

  #showToolbar(state: RunState, evaluation: Evaluation, hasScores: boolean): void {
    const { locale } = state;
    const { classCount, classNames } = evaluation;
    const key = JSON.stringify([
      locale,
      state.latestEvaluations().length,
      classNames,
      classCount,
      hasScores,
      this.#subject,
    ]);
    if (key === this.#toolbarKey) return;
    this.#toolbarKey = key;
    const words = createWords(evaluationWords, locale);
    const list = this.#choice.list(state);
    const subject = select({
      label: words('classChoice'),
      value: String(this.#subjectOf(evaluation)),
      options: [
        ...(classCount > 2 ? [{ value: 'all', text: words('allClasses') }] : []),
        ...Array.from({ length: hasScores ? classCount : 0 }, (_, index) => ({
          value: String(index),
          text: words('classAgainstRest', { name: classNameOf(classNames, index) }),
        })),
      ],
      onChange: (value) => {
        this.#subject = value === 'all' ? value : Number(value);
        this.show(state);
        // The list was rebuilt with the choice in it.
        this.#toolbar.querySelector<HTMLElement>('.threshold-subject')?.focus();
      },
    });
    subject.classList.add('threshold-subject');
    this.#slider.setAttribute('aria-label', words('threshold'));
    const best = button({
      label: words('bestF1'),
      describe: words('bestF1Hint'),
      class: 'threshold-moves',
      onClick: () => {
        const at = this.#shown && bestF1Threshold(this.#shown.model.curve);
        if (at !== undefined) this.#moveTo(Math.min(1, Math.max(0, at)));
      },
    });
    this.#toolbar.replaceChildren(
      ...(list ? [list] : []),
      ...(hasScores
        ? [
            subject,
            h('div', { class: 'threshold-control threshold-moves' }, [
              h('span', { 'aria-hidden': 'true' }, words('threshold')),
              this.#slider,
              this.#sliderValue,
            ]),
            best,
          ]
        : []),
    );
  }

  #showCurves(scored: Scored, state: RunState): void {
    const { locale } = state;
    const words = createWords(evaluationWords, locale);
    const subject = this.#subjectOf(scored);
    const model = thresholdModel(scored, subject);
    const name = subject === 'all' ? words('allClasses') : classNameOf(scored.classNames, subject);
    const { positives, negatives } = model.curve;
    const hasBoth = positives > 0 && negatives > 0;
    const { withoutClass, withoutNumber, indices } = model.usable;
    const reasons = [
      ...(withoutClass > 0 ? [words('labelsLeftOut', { count: withoutClass })] : []),
      ...(withoutNumber > 0 ? [words('numbersLeftOut', { count: withoutNumber })] : []),
    ];
    const sentences = [
      ...(reasons.length > 0 ? [words('leftOut', { reasons: reasons.join('; ') })] : []),
      ...(indices.length === 0
        ? [words('noUsable')]
        : hasBoth
          ? []
          : [words('oneKindOnly', { name, positives, negatives })]),
    ];
    setText(this.#sentence, sentences.join(' '));
    this.#sentence.hidden = sentences.length === 0;
    this.#curves.hidden = !hasBoth;
    for (const control of this.#toolbar.querySelectorAll<HTMLElement>('.threshold-moves'))
      control.hidden = !hasBoth;
    this.#shown = { scored, model, subject, locale };
    this.#showAreas(scored, state, indices.length > 0);
    if (!hasBoth) return;
    const { roc, pr } = this.#plotsFor(locale);
    const handles = this.#handles(this.#shown);
    roc.show(rocContent(this.#shown, name), handles.roc);
    pr.show(prContent(this.#shown), handles.pr);
    this.#showThreshold();
  }

  #showAreas(scored: Scored, { locale, isRunning }: RunState, hasAny: boolean): void {
    const isLater = isRunning && scored.scores.length > numbersWhileRunning;
    const hasTable = hasAny && scored.classCount > 2 && !isLater;
    this.#areas.element.hidden = !hasTable;
    this.#areasNote.hidden = !isLater;
    setText(this.#areasNote, isLater ? evaluationWords.areasLater[locale] : '');
    if (hasTable) this.#areas.show(areasContent(allAreas(scored), scored, locale));
  }

  #plotsFor(locale: Locale): { roc: ThresholdPlot; pr: ThresholdPlot } {
    if (this.#plots?.locale === locale) return this.#plots;
    const options = {
      onDidMove: (threshold: number) => this.#moveTo(threshold),
      tableLabel: runWords.showTable[locale],
      help: evaluationWords.thresholdHelp[locale],
      table: () => (this.#shown ? curveTable(this.#shown.model, locale) : h('div')),
    };
    this.#plots = { roc: new ThresholdPlot(options), pr: new ThresholdPlot(options), locale };
    this.#plotsPlace.replaceChildren(this.#plots.roc.element, this.#plots.pr.element);
    return this.#plots;
  }

  #handles({ model, locale }: ShownCurves) {
    const place = placeOf(model, this.#threshold);
    const { precision, recall, f1 } = place.figures;
    const text = createWords(evaluationWords, locale)('thresholdValue', {
      threshold: this.#threshold.toFixed(2),
      precision: formatRatio(precision),
      recall: formatRatio(recall),
      f1: formatRatio(f1),
    });
    const handle = { threshold: this.#threshold, text };
    return { ...place, roc: { ...handle, at: place.roc }, pr: { ...handle, at: place.pr } };
  }

  #moveTo(threshold: number): void {
    this.#threshold = threshold;
    const shown = this.#shown;
    if (!shown || !this.#plots) return;
    const handles = this.#handles(shown);
    this.#plots.roc.move(handles.roc);
    this.#plots.pr.move(handles.pr);
    this.#showThreshold();
  }

  #showThreshold(): void {
    const shown = this.#shown;
    if (!shown) return;
    const { scored, subject, locale } = shown;
    const words = createWords(evaluationWords, locale);
    const { figures, roc } = this.#handles(shown);
    this.#slider.value = String(this.#threshold);
    this.#slider.setAttribute('aria-valuetext', roc.text);
    setText(this.#sliderValue, this.#threshold.toFixed(2));
    const names =
      subject === 'all'
        ? { isIt: words('itIsRight'), isNot: words('itIsWrong') }
        : { isIt: words('itIs', { name: classNameOf(scored.classNames, subject) }), isNot: words('itIsNot') };
    this.#counts.replaceChildren(...thresholdTables(figures, names, locale));
  }
}
