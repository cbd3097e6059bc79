import type { Exhibit } from '../../../src/protocol/exhibit.ts';
import type { Ending } from '../../../src/protocol/ending.ts';
import type {
  ConsoleText,
  Evaluation,
  MetricsBatch,
  ModelSummary,
  Progress,
  RunHeader,
  RunSnapshot,
  SeriesBlock,
  SeriesInfo,
} from '../../../src/protocol/run.ts';
import { evaluateDigits } from './digits.ts';
import { timesOfSteps } from './curveScenarios.ts';
import { fakeModel } from './fakeModel.ts';
import { seededRandom } from './seededRandom.ts';

export interface FakeRunOptions {
  number: number;
  seed: number;
  epochs: number;
  batches: number;
  /** Multiplies how fast it learns. */
  speed: number;
}

export interface FakeRunEvents {
  metrics(batch: MetricsBatch): void;
  evaluation(evaluation: Evaluation): void;
  console(text: ConsoleText): void;
  header(header: RunHeader): void;
  model(model: ModelSummary): void;
  exhibit?(exhibit: Exhibit): void;
}

const series: SeriesInfo[] = [
  { id: 0, metric: 'loss', split: 'train', scale: 'batch', model: 'cnn' },
  { id: 1, metric: 'acc', split: 'train', scale: 'batch', model: 'cnn' },
  { id: 2, metric: 'loss', split: 'train', scale: 'epoch', model: 'cnn' },
  { id: 3, metric: 'acc', split: 'train', scale: 'epoch', model: 'cnn' },
  { id: 4, metric: 'loss', split: 'validation', scale: 'epoch', model: 'cnn' },
  { id: 5, metric: 'acc', split: 'validation', scale: 'epoch', model: 'cnn' },
];

const layers = fakeModel;

const msPerBatch = 68;

/** A training run that behaves like a small convolutional network on MNIST, moved on batch by batch. */
export class FakeRun {
  header: RunHeader;
  learningRate = 0.001;
  readonly evaluations: Evaluation[] = [];
  readonly exhibits: Exhibit[] = [];
  readonly #options: FakeRunOptions;
  readonly #events: FakeRunEvents | undefined;
  readonly #random: () => number;
  readonly #points = new Map<number, { steps: number[]; values: number[] }>();
  readonly #console: ConsoleText[] = [];
  #models: ModelSummary[] = [];
  #seq = 0;
  #batch = 0;

  constructor(options: FakeRunOptions, events?: FakeRunEvents) {
    this.#options = options;
    this.#events = events;
    this.#random = seededRandom(options.seed);
    this.header = {
      formatVersion: 1,
      id: `run-${options.number}`,
      number: options.number,
      title: 'cnn-mnist',
      file: '/home/learner/deep-learning/cnn-mnist.ts',
      startedAt: '2026-03-01T09:30:00.000Z',
      wallMs: 0,
      seed: options.seed,
      status: 'running',
      engine: {
        id: 'wasm',
        version: 'tfjs 4.22.0, SIMD and 4 threads',
        gpu: false,
        passedOver: [
          { id: 'native', reason: 'no NVIDIA driver was found' },
          { id: 'webgpu', reason: 'this build of Node has no WebGPU' },
        ],
      },
    };
  }

  get isComplete(): boolean {
    return this.#batch >= this.#options.epochs * this.#options.batches;
  }

  addModel(model: ModelSummary): void {
    this.#models = [...this.#models, model];
  }

  setStatus(status: RunHeader['status'], ending?: Ending): void {
    this.header = { ...this.header, status, ...(ending ? { ending } : {}) };
    this.#events?.header(this.header);
  }

  /** Trains `count` batches and tells about all of them in one message. */
  advance(count: number, badFrom = Infinity): void {
    const fresh = new Map<number, { steps: number[]; values: number[] }>();
    const ended: number[] = [];
    const newSeries = this.#seq === 0 ? series : [];
    if (this.#seq === 0) this.#announceModel();
    for (let done = 0; done < count && !this.isComplete; done++) {
      const isBad = this.#batch >= badFrom;
      this.#add(fresh, 0, this.#batch, isBad ? NaN : this.#loss(0.35));
      this.#add(fresh, 1, this.#batch, isBad ? 0.1 : this.#accuracy(0.06));
      this.#batch++;
      if (this.#batch % this.#options.batches === 0) ended.push(this.#endEpoch(fresh));
    }
    this.#seq++;
    this.#events?.metrics({
      seq: this.#seq,
      newSeries,
      blocks: blocksOf(fresh, this.#options.batches),
      progress: this.progress(),
    });
    for (const epoch of ended) this.#evaluate(epoch);
  }

  progress(): Progress {
    const { epochs, batches } = this.#options;
    const epoch = Math.min(epochs, Math.floor(this.#batch / batches) + 1);
    const elapsedMs = this.#batch * msPerBatch;
    return {
      phase: 'training',
      learningRate: this.learningRate,
      epoch,
      epochs,
      batch: this.#batch - (epoch - 1) * batches,
      batches,
      samplesPerSecond: 1840 + Math.round(Math.sin(this.#batch) * 25),
      elapsedMs,
      remainingMs: (epochs * batches - this.#batch) * msPerBatch,
    };
  }

  show(exhibit: Exhibit): void {
    this.exhibits.push(exhibit);
    this.#events?.exhibit?.(exhibit);
  }

  print(text: string, stream: ConsoleText['stream'] = 'stdout'): void {
    this.#console.push({ stream, text });
    this.#events?.console({ stream, text });
  }

  snapshot(): RunSnapshot {
    return {
      header: this.header,
      seq: this.#seq,
      series: this.#seq === 0 ? [] : series,
      blocks: blocksOf(this.#points, this.#options.batches),
      ...(this.#seq === 0 ? {} : { progress: this.progress() }),
      models: this.#models,
      evaluations: this.evaluations,
      exhibits: this.exhibits,
      console: this.#console,
    };
  }

  #announceModel(): void {
    this.#models = [layers];
    this.#events?.model(layers);
    this.print('Loaded \u001b[36mmnist\u001b[0m: 5000 pictures to train on, 1000 to test on.\n');
  }

  #endEpoch(fresh: Map<number, { steps: number[]; values: number[] }>): number {
    const epoch = this.#batch / this.#options.batches - 1;
    // Over-fits a little towards the end, as a real one does.
    const drift = Math.max(0, epoch - 5) * 0.008;
    this.#add(fresh, 2, epoch, this.#loss(0.02));
    this.#add(fresh, 3, epoch, this.#accuracy(0.004));
    this.#add(fresh, 4, epoch, this.#loss(0.04) + 0.02 + drift);
    this.#add(fresh, 5, epoch, this.#accuracy(0.006) - 0.008 - drift / 6);
    return epoch;
  }

  #evaluate(epoch: number): void {
    const { batches, seed } = this.#options;
    const updates = (epoch + 1) * batches;
    const at = { elapsedMs: updates * 68, model: 'cnn', epoch: epoch + 1, updates };
    const evaluation = {
      ...evaluateDigits(this.#points.get(5)?.values[epoch] ?? 0.9, seed * 100 + epoch),
      at,
    };
    this.show({ kind: 'tick', at });
    this.evaluations.push(evaluation);
    this.#events?.evaluation(evaluation);
    this.print(`epoch ${epoch + 1}: accuracy ${(evaluation.accuracy * 100).toFixed(1)} %\n`);
  }

  #loss(noise: number): number {
    const time = (this.#batch / this.#options.batches) * this.#options.speed;
    const mean = 2.25 * Math.exp(-time * 1.6) + 0.3 * Math.exp(-time * 0.28) + 0.035;
    return Math.max(0.004, mean * (1 + noise * (this.#random() + this.#random() - 1)));
  }

  #accuracy(noise: number): number {
    const time = (this.#batch / this.#options.batches) * this.#options.speed;
    const mean = 0.985 - 0.8 * Math.exp(-time * 1.9) - 0.08 * Math.exp(-time * 0.4);
    return Math.min(1, Math.max(0, mean + noise * (this.#random() + this.#random() - 1)));
  }

  #add(
    fresh: Map<number, { steps: number[]; values: number[] }>,
    id: number,
    step: number,
    value: number,
  ): void {
    for (const points of [fresh, this.#points]) {
      const curve = points.get(id) ?? { steps: [], values: [] };
      curve.steps.push(step);
      curve.values.push(value);
      points.set(id, curve);
    }
  }
}

function blocksOf(
  points: ReadonlyMap<number, { steps: number[]; values: number[] }>,
  batches: number,
): SeriesBlock[] {
  return [...points].map(([id, { steps, values }]) => ({
    id,
    steps: Float64Array.from(steps),
    values: Float32Array.from(values),
    times: timesOfSteps(steps, (id < 2 ? 1 : batches) * msPerBatch),
  }));
}
