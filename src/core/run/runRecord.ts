import type { Exhibit } from '../../protocol/exhibit.ts';
import type {
  ConsoleText,
  Evaluation,
  MetricsBatch,
  ModelSummary,
  RunHeader,
  RunSnapshot,
  SeriesBlock,
  SeriesInfo,
} from '../../protocol/run.ts';

/** A growing column of numbers; doubling keeps an append cheap. */
class Column<A extends Float32Array | Float64Array> {
  #array: A;
  #length = 0;
  readonly #allocate: (length: number) => A;

  constructor(allocate: (length: number) => A) {
    this.#allocate = allocate;
    this.#array = allocate(64);
  }

  append(values: A): void {
    const needed = this.#length + values.length;
    if (needed > this.#array.length) {
      const grown = this.#allocate(Math.max(needed, this.#array.length * 2));
      grown.set(this.#array.subarray(0, this.#length));
      this.#array = grown;
    }
    this.#array.set(values, this.#length);
    this.#length = needed;
  }

  values(): A {
    return this.#array.slice(0, this.#length) as A;
  }

  get last(): number | undefined {
    return this.#length === 0 ? undefined : this.#array[this.#length - 1];
  }
}

interface Curve {
  info: SeriesInfo;
  steps: Column<Float64Array>;
  values: Column<Float32Array>;
}

/** Console text kept per run, in characters. */
const consoleLimit = 200_000;

/** Everything known of one run: takes what the worker sends, answers what panels and storage ask. */
export interface RunRecord {
  readonly header: RunHeader;
  setHeader(change: Partial<RunHeader>): RunHeader;
  addMetrics(batch: MetricsBatch): void;
  addModel(summary: ModelSummary): void;
  addEvaluation(evaluation: Evaluation): void;
  addExhibit(exhibit: Exhibit): void;
  /** Returns what of it is kept and should be shown; undefined once the limit is reached. */
  addConsole(text: ConsoleText): ConsoleText | undefined;
  snapshot(): RunSnapshot;
  evaluation(index: number): Evaluation | undefined;
  exhibit(index: number): Exhibit | undefined;
}

/** @param first what the record holds already: that of a run which this one goes on from */
export function createRunRecord(
  initial: RunHeader,
  first?: Pick<RunSnapshot, 'series' | 'blocks' | 'models' | 'evaluations' | 'exhibits'>,
): RunRecord {
  let header = initial;
  let seq = 0;
  let progress: RunSnapshot['progress'];
  const curves = new Map<number, Curve>();
  const models: ModelSummary[] = [...(first?.models ?? [])];
  const evaluations: Evaluation[] = [...(first?.evaluations ?? [])];
  const exhibits: Exhibit[] = [...(first?.exhibits ?? [])];
  const output = createConsoleKeeper();

  const headline = (): RunHeader['headline'] => headlineOf([...curves.values()]);
  if (first) addPoints(curves, first.series, first.blocks);
  return {
    get header() {
      return header;
    },
    setHeader(change) {
      const best = headline();
      header = { ...header, ...(best ? { headline: best } : {}), ...change };
      return header;
    },
    addMetrics(batch) {
      seq = batch.seq;
      ({ progress } = batch);
      addPoints(curves, batch.newSeries, batch.blocks);
    },
    addModel: (summary) => void models.push(summary),
    addEvaluation: (evaluation) => void evaluations.push(evaluation),
    addExhibit: (exhibit) => void exhibits.push(exhibit),
    addConsole: (text) => output.add(text),
    snapshot: () => ({
      header,
      seq,
      series: [...curves.values()].map(({ info }) => info),
      blocks: [...curves.values()].map(({ info, steps, values }) => ({
        id: info.id,
        steps: steps.values(),
        values: values.values(),
      })),
      ...(progress ? { progress } : {}),
      models: [...models],
      evaluations: [...evaluations],
      exhibits: [...exhibits],
      console: output.all(),
    }),
    evaluation: (index) => evaluations[index],
    exhibit: (index) => exhibits[index],
  };
}

function addPoints(
  curves: Map<number, Curve>,
  series: readonly SeriesInfo[],
  blocks: readonly SeriesBlock[],
): void {
  for (const info of series) {
    const steps = new Column<Float64Array>((length) => new Float64Array(length));
    curves.set(info.id, {
      info,
      steps,
      values: new Column<Float32Array>((length) => new Float32Array(length)),
    });
  }
  for (const block of blocks) {
    curves.get(block.id)?.steps.append(block.steps);
    curves.get(block.id)?.values.append(block.values);
  }
}

/** Keeps the beginning of a program's output and counts what comes after: a flood must not fill the memory. */
function createConsoleKeeper(): { add(text: ConsoleText): ConsoleText | undefined; all(): ConsoleText[] } {
  const kept: ConsoleText[] = [];
  let characters = 0;
  let dropped = 0;
  return {
    add(text) {
      const room = consoleLimit - characters;
      if (room <= 0) {
        dropped += text.text.length;
        return undefined;
      }
      const shown = text.text.length <= room ? text : { ...text, text: text.text.slice(0, room) };
      dropped += text.text.length - shown.text.length;
      characters += shown.text.length;
      kept.push(shown);
      return shown;
    },
    all: () =>
      dropped === 0 ? [...kept] : [...kept, { stream: 'stdout', text: '', droppedCharacters: dropped }],
  };
}

const splitOrder = ['test', 'validation', 'train'] as const;

/** Test accuracy if there is one, else validation's, else training's, else the loss in the same order. */
function headlineOf(curves: readonly Curve[]): RunHeader['headline'] {
  const isAccuracy = (metric: string): boolean => /^acc/i.test(metric) || /accuracy$/i.test(metric);
  for (const wanted of [isAccuracy, (metric: string) => metric === 'loss']) {
    for (const split of splitOrder) {
      const found = curves.findLast(
        ({ info }) => info.split === split && wanted(info.metric) && info.scale === 'epoch',
      );
      const value = found?.values.last;
      if (found && value !== undefined) return { metric: found.info.metric, split, value };
    }
  }
  const only = curves.at(-1);
  const value = only?.values.last;
  return only && value !== undefined
    ? { metric: only.info.metric, split: only.info.split, value }
    : undefined;
}
