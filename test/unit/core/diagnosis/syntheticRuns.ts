import type { FindingCode, RecordedRun } from '../../../../src/core/diagnosis/finding.ts';
import type { SeriesInfo, Split } from '../../../../src/protocol/run.ts';
import { createSeriesStore } from '../../../../src/core/series/seriesStore.ts';
import { recordedCurves } from '../../../../src/core/diagnosis/recordedRun.ts';
import { createRandomSource, type RandomSource } from './randomSource.ts';

/** A run whose cause is known, because it was made with it. */
export interface SyntheticRun {
  /** `healthy`: nothing should be said. */
  cause: FindingCode | 'healthy';
  run: RecordedRun;
  /** For messages of tests. */
  note: string;
}

/** What kind of a task is trained, and how it is watched. */
export interface Task {
  random: RandomSource;
  epochs: number;
  batchesPerEpoch: number;
  /** 0 for a regression. */
  classes: number;
  /** Loss of a network that knows nothing. */
  startLoss: number;
  heldOut: number;
  /** Noise of a batch's loss around its mean, as a share of it. */
  batchNoise: number;
  hasValidation: boolean;
  hasBatches: boolean;
}

export function createTask(seed: number, over: Partial<Task> = {}): Task {
  const random = createRandomSource(seed);
  const classes = random.pick([0, 2, 3, 10, 10, 26]);
  const scale = classes === 0 ? 10 ** random.uniform(-2, 2) : Math.log(classes) * random.uniform(1, 1.08);
  return {
    random,
    epochs: Math.round(Math.exp(random.uniform(Math.log(5), Math.log(200)))),
    batchesPerEpoch: random.integer(8, 40),
    classes,
    startLoss: scale,
    heldOut: random.integer(400, 4000),
    batchNoise: random.uniform(0.03, 0.25),
    hasValidation: random.chance(0.8),
    hasBatches: random.chance(0.7),
    ...over,
  };
}

/** Share of right answers of a classifier at a loss: falls from 1 to chance as the loss grows to that of guessing. */
export function accuracyAt(loss: number, { classes, startLoss }: Task): number {
  const ignorance = Math.min(1, loss / startLoss);
  return 1 / classes + (1 - 1 / classes) * Math.exp(-0.6 * loss) * (1 - ignorance ** 2.5);
}

export type Points = Partial<Record<`${'loss' | 'acc'} ${Split} ${'batch' | 'epoch'}`, number[]>>;

/** The mean losses of every batch, and of held-out data after every epoch, as tfjs would report them. */
export function observe(
  task: Task,
  batchLosses: readonly number[],
  heldOutLosses: readonly number[] | undefined,
): Points {
  const { random, classes, batchesPerEpoch, batchNoise } = task;
  const noisy = batchLosses.map((loss) => Math.max(1e-6, loss * (1 + batchNoise * random.gaussian())));
  const points: Points = {};
  if (task.hasBatches) points['loss train batch'] = noisy;
  const byEpoch = Array.from({ length: task.epochs }, (_, epoch) =>
    mean(noisy.slice(epoch * batchesPerEpoch, (epoch + 1) * batchesPerEpoch)),
  );
  points['loss train epoch'] = byEpoch;
  if (classes > 0)
    points['acc train epoch'] = byEpoch.map((loss) =>
      random.binomialShare(accuracyAt(loss, task), batchesPerEpoch * 32),
    );
  if (!heldOutLosses || !task.hasValidation) return points;
  // The loss of one sample varies about as much as its mean.
  const validation = heldOutLosses.map((loss) =>
    Math.max(1e-6, loss * (1 + random.gaussian() / Math.sqrt(task.heldOut))),
  );
  points['loss validation epoch'] = validation;
  if (classes > 0)
    points['acc validation epoch'] = validation.map((loss) =>
      random.binomialShare(accuracyAt(loss, task), task.heldOut),
    );
  return points;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function recorded(
  models: Readonly<Record<string, Points>>,
  rest: Partial<RecordedRun> = {},
): RecordedRun {
  const series: SeriesInfo[] = [];
  const blocks = Object.entries(models).flatMap(([model, points]) =>
    Object.entries(points).map(([key, values]) => {
      const [metric = '', split = '', scale = ''] = key.split(' ');
      const id = series.length;
      series.push({ id, metric, split: split as Split, scale: scale as SeriesInfo['scale'], model });
      return { id, steps: Float64Array.from(values, (_, step) => step), values: Float32Array.from(values) };
    }),
  );
  return {
    curves: recordedCurves(createSeriesStore(series, blocks)),
    evaluations: [],
    models: [],
    alarms: [],
    frames: [],
    isRunning: false,
    ...rest,
  };
}

/** The last layer of a classifier, as a model summary has it. */
export function withOutputs(classes: number): Pick<RecordedRun, 'models'> {
  const layer = { name: 'out', type: 'Dense', outputShape: [null, classes], parameters: 10 };
  return { models: [{ model: 'net', layers: [layer], parameters: 10, trainableParameters: 10 }] };
}
