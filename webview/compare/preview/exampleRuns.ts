import type { CompareRow, CompareRun } from '../../../src/protocol/compareSurface.ts';
import type { RunHeader, SeriesBlock, SeriesInfo } from '../../../src/protocol/run.ts';

export interface ExampleOptions {
  count: number;
  epochs: number;
  batches: number;
}

const optimizers = ['Adam', 'SGD', 'RMSProp', 'Adam'];
const rates = [0.001, 0.01, 0.003, 0.0003, 0.03];
const notes = ['', 'twice the filters', '', 'with dropout 0.5', '', '', 'the one to beat'];

/** Runs of a small network that differ in how they were trained. */
export class ExampleRuns {
  readonly rows: CompareRow[];
  readonly #options: ExampleOptions;

  constructor(options: ExampleOptions) {
    this.#options = options;
    this.rows = Array.from({ length: options.count }, (_, index) => this.#row(index)).reverse();
  }

  row(id: string): CompareRow | undefined {
    return this.rows.find(({ header }) => header.id === id);
  }

  curves(id: string): CompareRun {
    const header = this.row(id)?.header;
    if (!header) return { id, problem: 'gone' };
    return { id, seq: 1, ...this.series(header.number), thinned: false };
  }

  /** Loss and accuracy of one run; number 4 is never quite right. */
  series(number: number): { series: SeriesInfo[]; blocks: SeriesBlock[] } {
    const { epochs, batches } = this.#options;
    const random = randomOf(number);
    const speed = 0.5 + random();
    const lossAt = (time: number): number => 2.2 * Math.exp(-time * speed) + 0.08 + 0.05 * random();
    const line = (length: number, value: (index: number) => number): Omit<SeriesBlock, 'id'> => ({
      steps: Float64Array.from({ length }, (_, index) => index),
      values: Float32Array.from({ length }, (_, index) => value(index)),
    });
    const drift = Math.max(0, speed - 1) * 0.02;
    const validation = (epoch: number): number => lossAt(epoch + 1) * 1.1 + drift * Math.max(0, epoch - 4);
    const info = (id: number, metric: string, split: 'train' | 'validation', scale: 'epoch' | 'batch') => ({
      id,
      metric,
      split,
      scale,
      model: 'cnn',
    });
    return {
      series: [
        info(0, 'loss', 'train', 'batch'),
        info(1, 'loss', 'train', 'epoch'),
        info(2, 'loss', 'validation', 'epoch'),
        info(3, 'acc', 'train', 'epoch'),
        info(4, 'acc', 'validation', 'epoch'),
      ],
      blocks: [
        { id: 0, ...line(batches, (at) => lossAt((at / batches) * epochs) * (0.7 + 0.6 * random())) },
        { id: 1, ...line(epochs, (epoch) => lossAt(epoch + 1)) },
        { id: 2, ...line(epochs, (epoch) => (number === 4 && epoch > 5 ? NaN : validation(epoch))) },
        { id: 3, ...line(epochs, (epoch) => 1 - 0.4 * lossAt(epoch + 1)) },
        { id: 4, ...line(epochs, (epoch) => 1 - 0.4 * validation(epoch)) },
      ],
    };
  }

  #row(index: number): CompareRow {
    const number = index + 1;
    const { series, blocks } = this.series(number);
    const last = (id: number): number => blocks[id]?.values.at(-1) ?? NaN;
    const header: RunHeader = {
      formatVersion: 1,
      id: `run-${number}`,
      number,
      title: 'cnn-mnist',
      file: '/home/learner/deep-learning/cnn-mnist.ts',
      startedAt: new Date(Date.UTC(2026, 2, 1, 9, index * 7)).toISOString(),
      wallMs: 41_000 + index * 3700,
      seed: 1000 + index,
      status: 'ended',
      ending: {
        kind: number === 2 ? 'stopped' : 'finished',
        ...(number === 2 ? { forced: false } : { wallMs: 1 }),
      } as never,
      engine: { id: index % 3 === 0 ? 'native' : 'wasm', version: '4.22.0', gpu: false, passedOver: [] },
      headline: { metric: 'acc', split: 'validation', value: last(4) },
      settings: {
        optimizer: optimizers[index % optimizers.length] ?? 'Adam',
        learningRate: rates[index % rates.length] ?? 0.001,
        batchSize: index % 4 === 3 ? 64 : 32,
        epochs: this.#options.epochs,
        loss: 'categoricalCrossentropy',
        parameters: 5258,
      },
      best: series.flatMap(({ metric, split, scale, model }, at) => {
        if (scale !== 'epoch') return [];
        const values = [...(blocks[at]?.values ?? [])].filter(Number.isFinite);
        const value = metric === 'acc' ? Math.max(...values) : Math.min(...values);
        return [{ metric, split, model, value, step: values.indexOf(value) }];
      }),
    };
    return { header, isPinned: number === 7, note: notes[index % notes.length] ?? '' };
  }
}

/** Mulberry32: the same numbers for the same run. */
function randomOf(seed: number): () => number {
  let state = seed * 7919;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
