import {
  countConfusion,
  type MatrixMode,
  mostConfused,
  worstCells,
} from '../../../src/core/evaluation/confusionCounts.ts';
import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import { checkbox, select } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { cellSentence } from './cellSentence.ts';
import { classNameOf, type EvaluationChoice } from './evaluationChoice.ts';
import { createGallery, type FetchPictures, type Gallery } from './galleryView.ts';
import { classLimit, matrixCells } from './matrixCells.ts';
import { MatrixGrid } from './matrixGrid.ts';
import type { PartView } from '../partView.ts';
import type { NumberedEvaluation, RunState } from '../runState.ts';

interface Settings {
  mode: MatrixMode;
  shadesDiagonal: boolean;
}

/** The confusion matrix, and beside it the pictures of the chosen cell; the worst mistake until a cell is chosen. */
export class ConfusionView implements PartView {
  readonly element: HTMLElement;
  readonly #choice: EvaluationChoice;
  readonly #settings: Settings = { mode: 'counts', shadesDiagonal: true };
  readonly #empty = h('p', { class: 'part-empty muted' });
  readonly #toolbar = h('div', { class: 'matrix-toolbar' });
  readonly #note = h('p', { class: 'matrix-note muted numbers' });
  readonly #full: HTMLElement;
  readonly #gallery: Gallery;
  readonly #grid: MatrixGrid;
  #chosen: { truth: number; predicted: number } | undefined;
  #state: RunState | undefined;
  #shown: { locale: string; evaluation: Evaluation | undefined } | undefined;
  #toolbarKey = '';

  constructor(choice: EvaluationChoice, fetchPictures: FetchPictures) {
    this.#choice = choice;
    this.#gallery = createGallery(fetchPictures);
    this.#grid = new MatrixGrid((truth, predicted) => {
      this.#chosen = { truth, predicted };
      this.#redraw();
    });
    this.#full = h('div', { class: 'confusion' }, [
      h('div', { class: 'confusion-matrix' }, [this.#toolbar, this.#grid.element, this.#note]),
      this.#gallery.element,
    ]);
    this.element = h('div', {}, [this.#empty, this.#full]);
  }

  show(state: RunState): void {
    this.#state = state;
    const current = this.#choice.current(state);
    const { locale } = state;
    if (this.#shown?.locale === locale && this.#shown.evaluation === current?.evaluation) return;
    this.#shown = { locale, evaluation: current?.evaluation };
    this.#full.hidden = !current;
    this.#empty.hidden = Boolean(current);
    this.#empty.textContent = current ? '' : runWords.matrixEmpty[locale];
    if (!current) return;
    this.#showToolbar(state);
    this.#showMatrix(current, locale);
  }

  #redraw(): void {
    this.#shown = undefined;
    if (this.#state) this.show(this.#state);
  }

  #showToolbar(state: RunState): void {
    const key = `${state.locale} ${state.latestEvaluations().length}`;
    if (key === this.#toolbarKey) return;
    this.#toolbarKey = key;
    this.#toolbar.replaceChildren(
      ...matrixControls(state, this.#settings, this.#choice, () => this.#redraw()),
    );
  }

  #showMatrix({ number, evaluation }: NumberedEvaluation, locale: Locale): void {
    const { classCount, classNames, truth, predicted } = evaluation;
    const words = createWords(runWords, locale);
    const counts = countConfusion(truth, predicted, classCount);
    const classes = mostConfused(counts, classLimit);
    const nameOf = (index: number): string => classNameOf(classNames, index);
    const sentence = (row: number, column: number): string =>
      cellSentence(
        { truth: nameOf(row), predicted: nameOf(column), count: counts.at(row, column) },
        row === column,
        locale,
      );
    this.#grid.show({
      caption: words('matrixCaption'),
      predictionLabel: words('prediction'),
      truthLabel: words('truth'),
      names: classes.map(nameOf),
      cells: matrixCells(counts, classes, this.#settings.mode, this.#settings.shadesDiagonal),
      describe: (cell) => sentence(cell.truth, cell.predicted),
    });
    const accuracy = `${(evaluation.accuracy * 100).toFixed(1)} %`;
    const isPartial = classes.length < classCount;
    this.#note.textContent = [
      words('accuracyOf', { accuracy, count: truth.length }),
      ...(isPartial ? [words('matrixRowsShown', { shown: classes.length, total: classCount })] : []),
      ...(counts.leftOut > 0 ? [fill(evaluationWords.labelsLeftOut[locale], { count: counts.leftOut })] : []),
    ].join(' · ');
    if (Math.max(this.#chosen?.truth ?? 0, this.#chosen?.predicted ?? 0) >= classCount)
      this.#chosen = undefined;
    const cell = this.#chosen ?? worstCells(counts, 1)[0] ?? { truth: 0, predicted: 0 };
    this.#grid.select(cell.truth, cell.predicted);
    this.#gallery.show(
      {
        evaluation: number,
        truth: cell.truth,
        predicted: cell.predicted,
        count: counts.at(cell.truth, cell.predicted),
        sentence: sentence(cell.truth, cell.predicted),
        predictedName: nameOf(cell.predicted),
      },
      locale,
    );
  }
}

function matrixControls(
  state: RunState,
  settings: Settings,
  choice: EvaluationChoice,
  redraw: () => void,
): HTMLElement[] {
  const words = createWords(runWords, state.locale);
  const list = choice.list(state);
  return [
    ...(list ? [list] : []),
    select<MatrixMode>({
      label: words('modeLabel'),
      value: settings.mode,
      options: [
        { value: 'counts', text: words('modeCounts') },
        { value: 'row', text: words('modeRow') },
        { value: 'column', text: words('modeColumn') },
      ],
      onChange: (mode) => {
        settings.mode = mode;
        redraw();
      },
    }),
    checkbox({
      label: words('shadeDiagonal'),
      checked: settings.shadesDiagonal,
      onChange: (checked) => {
        settings.shadesDiagonal = checked;
        redraw();
      },
    }),
  ];
}
