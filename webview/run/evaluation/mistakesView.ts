import {
  rankedSamples,
  type SampleFilter,
  type SampleRanking,
} from '../../../src/core/evaluation/rankedSamples.ts';
import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import type { SamplePictures } from '../../../src/protocol/runSurface.ts';
import { select } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { NumberedEvaluation, RunState } from '../runState.ts';
import { classNameOf, type EvaluationChoice } from './evaluationChoice.ts';
import { mistakeGallery, mistakeTable } from './mistakeList.ts';

export type FetchSamplePictures = (request: {
  evaluation: number;
  samples: number[];
}) => Promise<SamplePictures>;

const samplesAtMost = 60;
/** Lists of more classes than this are no help, and slow to open: those that occur are offered. */
const optionsAtMost = 300;

/** The samples worth looking at: mistakes the model was sure of, right answers it was not. */
export class MistakesView implements PartView {
  readonly element: HTMLElement;
  readonly #choice: EvaluationChoice;
  readonly #fetch: FetchSamplePictures;
  readonly #empty = h('p', { class: 'part-empty muted' });
  readonly #toolbar = h('div', { class: 'matrix-toolbar' });
  readonly #sentence = h('p', { class: 'mistakes-sentence' });
  readonly #note = h('p', { class: 'muted mistakes-note' });
  readonly #list = h('div', { class: 'mistakes-list' });
  readonly #full: HTMLElement;
  #ranking: SampleRanking = 'confident-wrong';
  #filter: SampleFilter = {};
  #state: RunState | undefined;
  #shown: unknown[] = [];
  #toolbarKey = '';
  #asked = 0;

  constructor(choice: EvaluationChoice, fetch: FetchSamplePictures) {
    this.#choice = choice;
    this.#fetch = fetch;
    this.#full = h('div', { class: 'mistakes' }, [this.#toolbar, this.#sentence, this.#list, this.#note]);
    this.#sentence.setAttribute('aria-live', 'polite');
    this.element = h('div', {}, [this.#empty, this.#full]);
  }

  show(state: RunState): void {
    this.#state = state;
    const { locale } = state;
    const current = this.#choice.current(state);
    if (this.#shown[0] === locale && this.#shown[1] === current?.evaluation && this.#shown.length > 0) return;
    this.#shown = [locale, current?.evaluation];
    this.#full.hidden = !current;
    this.#empty.hidden = Boolean(current);
    setText(this.#empty, current ? '' : evaluationWords.mistakesEmpty[locale]);
    if (!current) return;
    this.#showToolbar(state, current.evaluation);
    this.#showSamples(current, locale);
  }

  #redraw(): void {
    this.#shown = [];
    if (this.#state) this.show(this.#state);
  }

  #showToolbar(state: RunState, evaluation: Evaluation): void {
    const { locale } = state;
    const { truth, predicted, classCount, classNames } = evaluation;
    const isFew = classCount <= optionsAtMost;
    const key = JSON.stringify([
      locale,
      state.latestEvaluations().length,
      classNames,
      classCount,
      isFew ? 0 : evaluation.at,
    ]);
    if (key === this.#toolbarKey) return;
    this.#toolbarKey = key;
    const isThere = (index: number | undefined): boolean => index === undefined || index < classCount;
    if (!isThere(this.#filter.truth) || !isThere(this.#filter.predicted)) this.#filter = {};
    const words = createWords(evaluationWords, locale);
    const list = this.#choice.list(state);
    const all = Array.from({ length: classCount }, (_, index) => index);
    const occurring = (answers: Uint16Array): number[] =>
      isFew ? all : [...new Set(answers)].sort((a, b) => a - b).slice(0, optionsAtMost);
    const classSelect = (side: 'truth' | 'predicted', classes: number[]): HTMLElement =>
      select({
        label: words(side === 'truth' ? 'filterTruth' : 'filterPredicted'),
        value: String(this.#filter[side] ?? ''),
        options: [
          { value: '', text: words(side === 'truth' ? 'anyTruth' : 'anyPredicted') },
          ...classes.map((index) => ({
            value: String(index),
            text: words(side === 'truth' ? 'truthIs' : 'predictedIs', {
              name: classNameOf(classNames, index),
            }),
          })),
        ],
        onChange: (value) => {
          this.#filter = { ...this.#filter, [side]: value === '' ? undefined : Number(value) };
          this.#redraw();
        },
      });
    this.#toolbar.replaceChildren(
      ...(list ? [list] : []),
      select<SampleRanking>({
        label: words('rankingLabel'),
        value: this.#ranking,
        options: [
          { value: 'confident-wrong', text: words('confidentWrong') },
          { value: 'unsure-right', text: words('unsureRight') },
        ],
        onChange: (ranking) => {
          this.#ranking = ranking;
          this.#redraw();
        },
      }),
      classSelect('truth', occurring(truth)),
      classSelect('predicted', occurring(predicted)),
    );
  }

  #showSamples({ number, evaluation }: NumberedEvaluation, locale: Locale): void {
    const ranked = rankedSamples(evaluation, this.#ranking, this.#filter, samplesAtMost);
    setText(this.#sentence, this.#sentenceOf(ranked, evaluation, locale));
    setText(this.#note, noteOf(evaluation, locale));
    const request = ++this.#asked;
    if (ranked.total === 0) {
      this.#list.replaceChildren();
      return;
    }
    // What is there stays until the answer comes: a list that blinks with every epoch cannot be read.
    void this.#fetch({ evaluation: number, samples: ranked.indices })
      .catch(() => undefined)
      .then((pictures) => {
        if (request !== this.#asked) return;
        const hasPictures = pictures !== undefined && pictures.width > 0 && pictures.height > 0;
        this.#list.replaceChildren(
          hasPictures
            ? mistakeGallery(evaluation, ranked.indices, pictures, locale)
            : mistakeTable(evaluation, ranked.indices, locale),
        );
      });
  }

  #sentenceOf(
    { total, indices }: { total: number; indices: number[] },
    { truth }: Evaluation,
    locale: Locale,
  ): string {
    const words = createWords(evaluationWords, locale);
    const isWrong = this.#ranking === 'confident-wrong';
    if (total === 0) return words(isWrong ? 'noneWrong' : 'noneRight');
    const isFiltered = this.#filter.truth !== undefined || this.#filter.predicted !== undefined;
    if (isFiltered) return words(isWrong ? 'wrongFiltered' : 'rightFiltered', { total });
    const slots = { total, samples: truth.length, shown: indices.length };
    if (indices.length === total) return words(isWrong ? 'wrongAll' : 'rightAll', slots);
    return words(isWrong ? 'wrongCount' : 'rightCount', slots);
  }
}

/** What has to be said about the probabilities of an evaluation. */
function noteOf({ scores, confidence, classCount, truth }: Evaluation, locale: Locale): string {
  const words = createWords(evaluationWords, locale);
  const withoutClass = truth.reduce((sum, label) => sum + Number(label >= classCount), 0);
  const withoutNumber = confidence.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0);
  const count = truth.length * classCount;
  const isTooMany = count > 1e6;
  const sentences = [
    ...(withoutClass > 0
      ? [words('leftOut', { reasons: words('labelsLeftOut', { count: withoutClass }) })]
      : []),
    ...(truth.length > 0 && withoutNumber === truth.length ? [words('noProbabilities')] : []),
    ...(!scores && withoutNumber < truth.length
      ? [isTooMany ? words('scoresTooMany', { count }) : words('scoresGone')]
      : []),
  ];
  return sentences.join(' ');
}
