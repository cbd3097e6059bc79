import { comparePrediction } from '../../../src/core/prediction/comparePrediction.ts';
import { predictionSentence } from '../../../src/core/prediction/predictionSentence.ts';
import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { predictionWords } from '../../../src/core/words/prediction.ts';
import type { Client } from '../../../src/protocol/peer.ts';
import type { CurvePrediction, Predictions } from '../../../src/protocol/prediction.ts';
import type { RunSurface } from '../../../src/protocol/runSurface.ts';
import { announce } from '../../lib/announce.ts';
import { button } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';
import { createPredictionEditor, type PredictionEditor } from './predictionEditor.ts';
import { firstTop, predictionSubject } from './predictionSubject.ts';

export interface PredictionOptions {
  client: Client<RunSurface>;
  /** Something changed without news from the host. */
  onDidChange: () => void;
}

/** Below the curves: a place to draw how they will go, and afterwards what came of it. */
export function createPredictionView(options: PredictionOptions): PartView {
  return new PredictionView(options);
}

class PredictionView implements PartView {
  readonly element: HTMLElement;
  readonly #options: PredictionOptions;
  readonly #sentences = h('div', { class: 'prediction-sentences' });
  readonly #place = h('div');
  readonly #head = h('div', { class: 'prediction-head' });
  readonly #title = h('h2', { class: 'part-title', id: 'prediction-title' });
  #predictions: Predictions = { own: [], next: [] };
  #state: RunState | undefined;
  #editor: PredictionEditor | undefined;
  #editedRun: keyof Predictions | undefined;
  #metric = 'loss';
  #builtFor = '';
  #wasRunning = false;

  constructor(options: PredictionOptions) {
    this.#options = options;
    this.element = h('section', { class: 'prediction', 'aria-labelledby': 'prediction-title' }, [
      this.#head,
      this.#sentences,
      this.#place,
    ]);
    options.client.request('predictions', undefined).then(
      (predictions) => this.#take(predictions),
      // Without what was drawn the run is still there to be seen.
      () => undefined,
    );
  }

  show(state: RunState): void {
    if (this.#state !== state) {
      this.#state = state;
      state.predictions = this.#predictions;
    }
    const subject = predictionSubject(state);
    if (this.#editedRun === 'own' && subject.run === 'next') {
      announce(predictionWords.tooLate[state.locale]);
      this.#close();
    }
    const key = [state.locale, subject.run, this.#editor !== undefined].join();
    if (key !== this.#builtFor) {
      this.#builtFor = key;
      this.#buildHead(state, subject.run);
    }
    this.#showSentences(state);
    if (this.#wasRunning && !state.isRunning && this.#sentences.textContent)
      announce(this.#sentences.textContent);
    this.#wasRunning = state.isRunning;
  }

  #take(predictions: Predictions): void {
    this.#predictions = predictions;
    if (this.#state) this.#state.predictions = predictions;
    this.#options.onDidChange();
  }

  #buildHead({ locale }: RunState, run: keyof Predictions): void {
    const words = createWords(predictionWords, locale);
    setText(this.#title, words('heading'));
    this.#head.replaceChildren(this.#title);
    if (this.#editor) return;
    const opener = button({
      icon: 'edit',
      label: words(run === 'own' ? 'drawThis' : 'drawNext'),
      onClick: () => {
        this.#open();
        this.#editor?.focus();
      },
    });
    opener.id = 'prediction-open';
    this.#head.append(opener);
  }

  #open(): void {
    const state = this.#state;
    if (!state) return;
    this.#editor?.dispose();
    const subject = predictionSubject(state);
    const metric = subject.metrics.includes(this.#metric) ? this.#metric : (subject.metrics[0] ?? 'loss');
    this.#editedRun = subject.run;
    const editor = createPredictionEditor({
      locale: state.locale,
      subject,
      metric,
      top: firstTop(state, metric),
      drawn: this.#predictions[subject.run].find((one) => one.metric === metric),
      onDidChooseMetric: (chosen) => {
        this.#metric = chosen;
        this.#open();
        this.#place.querySelector('select')?.focus();
      },
      onDidDraw: (prediction) => void this.#keep(subject.run, prediction),
      onDone: () => {
        this.#close();
        this.show(state);
        document.getElementById('prediction-open')?.focus();
      },
    });
    this.#editor = editor;
    this.#place.replaceChildren(editor.element);
    this.show(state);
  }

  #close(): void {
    this.#editor?.dispose();
    this.#editor = undefined;
    this.#editedRun = undefined;
    this.#place.replaceChildren();
  }

  async #keep(run: keyof Predictions, prediction: CurvePrediction): Promise<void> {
    const others = this.#predictions[run].filter(({ metric }) => metric !== prediction.metric);
    // On the page at once; the host's answer is about the strokes it has seen, not those since.
    this.#take({
      ...this.#predictions,
      [run]: prediction.points.length === 0 ? others : [...others, prediction],
    });
    await this.#options.client.request('keepPrediction', { run, prediction }).catch(() => undefined);
  }

  /** While it runs the two curves lie on each other; how they differ is said when the last point is there. */
  #showSentences(state: RunState): void {
    const { own } = this.#predictions;
    const texts = state.isRunning
      ? []
      : own.flatMap((prediction) => {
          const series = comparedSeries(state, prediction.metric);
          const compared = series && comparePrediction(prediction, series.raw.values());
          return compared ? [predictionSentence(prediction.metric, compared, state.locale)] : [];
        });
    if (texts.join() === [...this.#sentences.children].map(({ textContent }) => textContent).join()) return;
    this.#sentences.replaceChildren(...texts.map((text) => h('p', {}, text)));
  }
}

/** Validation is what people mean; without it, training. */
function comparedSeries(state: RunState, metric: string): LineSeries | undefined {
  const group = state.series.groups().find((one) => one.metric === metric);
  const byEpoch = group?.series.filter(({ info, length }) => info.scale === 'epoch' && length > 0) ?? [];
  return byEpoch.find(({ info }) => info.split === 'validation') ?? byEpoch[0];
}
