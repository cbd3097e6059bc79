import { addEvaluation, evaluationKey, withLatestScores } from '../../src/core/evaluation/evaluationKey.ts';
import { addKept, createKeptPlots } from '../../src/core/plot/keptPlots.ts';
import { createSeriesStore, type SeriesStore } from '../../src/core/series/seriesStore.ts';
import type { Exhibit, ExhibitKind } from '../../src/protocol/exhibit.ts';
import type { Locale } from '../../src/protocol/locale.ts';
import type { Moment } from '../../src/protocol/moment.ts';
import type { Evaluation, MetricsBatch, ModelSummary, Progress, RunHeader } from '../../src/protocol/run.ts';
import type { RunView } from '../../src/protocol/runSurface.ts';
import type { Predictions } from '../../src/protocol/prediction.ts';
import { ConsoleLines } from './output/consoleLines.ts';

/** An evaluation together with its number, by which the host is asked for pictures. */
export interface NumberedEvaluation {
  number: number;
  evaluation: Evaluation;
}

/** An exhibit together with its number, by which the host is asked for its bytes. */
export interface NumberedExhibit<K extends ExhibitKind = ExhibitKind> {
  number: number;
  exhibit: Extract<Exhibit, { kind: K }>;
}

/** Beyond this many points nothing walks over all of them while a person waits for it. */
const pointsAtOnce = 100_000;

/** Everything the panel knows of its run: the host's snapshot, and what has arrived since. */
export class RunState {
  readonly locale: Locale;
  readonly series: SeriesStore;
  readonly previous: { number: number; series: SeriesStore } | undefined;
  readonly output = new ConsoleLines();
  readonly card: RunView['card'];
  /** Nothing can be run, stopped or opened from here. */
  readonly isReport: boolean;
  header: RunHeader;
  /** The first picture of a long run is on its way to the screen: what walks over all points waits for the second. */
  isOpening: boolean;
  /** What the learner drew; asked for by the part that draws it. */
  predictions: Predictions = { own: [], next: [] };
  /** The moment that the whole panel shows, ms since the program began; undefined: the latest. */
  shownMs: number | undefined;
  progress: Progress | undefined;
  models: ModelSummary[];
  readonly #evaluations: Evaluation[];
  readonly #exhibits: Exhibit[] = [];
  readonly #keptPlots = createKeptPlots();
  #seq: number;

  constructor({ locale, snapshot, previous, card, isReport = false }: RunView) {
    this.locale = locale;
    this.card = card;
    this.isReport = isReport;
    this.header = snapshot.header;
    this.progress = snapshot.progress;
    this.models = latestOfEach(snapshot.models);
    this.series = createSeriesStore(snapshot.series, snapshot.blocks, snapshot.seriesLeftOut);
    this.previous = previous && {
      number: previous.header.number,
      series: createSeriesStore(previous.series, previous.blocks),
    };
    this.#evaluations = withLatestScores(snapshot.evaluations);
    for (const exhibit of snapshot.exhibits) this.addExhibit(exhibit);
    this.#seq = snapshot.seq;
    for (const text of snapshot.console) this.output.add(text);
    this.isOpening = this.isLong;
  }

  get isLong(): boolean {
    return this.series.pointCount + (this.previous?.series.pointCount ?? 0) > pointsAtOnce;
  }

  /** `missed` when batches before this one never arrived: then the host has to be asked for the whole again. */
  addMetrics(batch: MetricsBatch): 'added' | 'known' | 'missed' {
    if (batch.seq <= this.#seq) return 'known';
    if (batch.seq !== this.#seq + 1) return 'missed';
    this.#seq = batch.seq;
    this.progress = batch.progress;
    for (const info of batch.newSeries) this.series.add(info);
    this.series.append(batch.blocks);
    return 'added';
  }

  addModel(model: ModelSummary): void {
    this.models = latestOfEach([...this.models, model]);
  }

  addEvaluation(evaluation: Evaluation): void {
    addEvaluation(this.#evaluations, evaluation);
  }

  addExhibit(exhibit: Exhibit): void {
    addKept(this.#exhibits, exhibit, this.#keptPlots);
  }

  /** All exhibits of one kind up to the shown moment, in the order they were made. */
  exhibits<K extends ExhibitKind>(kind: K): NumberedExhibit<K>[] {
    return this.#exhibits.flatMap((exhibit, number) =>
      exhibit.kind === kind && this.isShown(exhibit.at)
        ? [{ number, exhibit: exhibit as Extract<Exhibit, { kind: K }> }]
        : [],
    );
  }

  /** All exhibits of one kind, also those after the shown moment: for what moves that moment itself. */
  allExhibits<K extends ExhibitKind>(kind: K): NumberedExhibit<K>[] {
    return this.#exhibits.flatMap((exhibit, number) =>
      exhibit.kind === kind ? [{ number, exhibit: exhibit as Extract<Exhibit, { kind: K }> }] : [],
    );
  }

  /** Grows whenever an exhibit is added: what was drawn for the same count is up to date. */
  get exhibitCount(): number {
    return this.#exhibits.length;
  }

  /** Moments of all exhibits of one kind, or of everything that was recorded, whatever moment is shown. */
  allMoments(kind?: ExhibitKind): Moment[] {
    const recorded =
      kind === undefined
        ? [...this.#exhibits, ...this.#evaluations]
        : this.#exhibits.filter((one) => one.kind === kind);
    return recorded.flatMap(({ at }) => (at ? [at] : []));
  }

  /** Whether something that was made then is there at the shown moment. Without a moment, it always is. */
  isShown(at: Moment | undefined): boolean {
    return this.shownMs === undefined || at === undefined || at.elapsedMs <= this.shownMs;
  }

  /** The latest evaluation of each model and split at the shown moment; the newest of all comes last. */
  latestEvaluations(): NumberedEvaluation[] {
    const latest = new Map<string, NumberedEvaluation>();
    for (const [number, evaluation] of this.#evaluations.entries()) {
      if (!this.isShown(evaluation.at)) continue;
      const key = evaluationKey(evaluation);
      latest.delete(key);
      latest.set(key, { number, evaluation });
    }
    return [...latest.values()];
  }

  get isRunning(): boolean {
    return this.header.status !== 'ended';
  }
}

/** A model that is compiled or trained again is announced again: the newest summary of each name counts. */
function latestOfEach(models: readonly ModelSummary[]): ModelSummary[] {
  return [...new Map(models.map((summary) => [summary.model, summary])).values()];
}
