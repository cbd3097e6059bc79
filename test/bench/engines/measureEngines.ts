import type { EngineId } from '../../../src/protocol/run.ts';
import type { RunnerOptions } from '../../../src/runner/runnerTypes.ts';
import { median } from '../median.ts';
import { openPythonTrainee } from './pythonTrainee.ts';
import { withLaunches } from './withLaunches.ts';
import type { Absent, Trainee } from './trainee.ts';
import { trainingNames, type TrainingName } from './trainings/index.ts';
import { openWorkerTrainee } from './workerTrainee.ts';

const engines: EngineId[] = ['native', 'webgpu', 'wasm', 'cpu'];
const libraries = [
  {
    name: 'pytorch',
    importName: 'torch',
    requirement: 'torch==2.13.0+cpu',
    script: 'torch_trainings.py',
  },
  {
    name: 'keras',
    importName: 'keras',
    requirement: 'tensorflow-cpu==2.21.0',
    script: 'keras_trainings.py',
  },
];

/** How long one timed round of one training on one engine should take. */
const roundMs = 800;
const slowStepMs = 2000;

type Figures = Partial<Record<TrainingName, number>>;

export interface EngineFigures {
  /** Library, version and device of each. */
  trainees: Record<string, string>;
  /** From nothing to a started engine or an imported library; once, cold or not as the machine was. */
  startMs: Record<string, number>;
  absent: Absent[];
  /** Median samples per second over the rounds. */
  samplesPerSecond: Record<string, Figures>;
  /** Medians of the ratios of the rounds, in which the two stood next to each other. */
  ratios: { wasmVsPyTorch: Figures; nativeVsKeras: Figures };
}

/** Trains the five models everywhere, in turns, so that a machine that slows down slows all. */
export async function measureEngines(
  root: string,
  options: RunnerOptions,
  rounds: number,
): Promise<EngineFigures> {
  const opened: (Trainee | Absent)[] = [];
  const runner = await withLaunches(root, options);
  for (const engine of engines) opened.push(await openWorkerTrainee(root, runner, engine));
  for (const library of libraries) opened.push(await openPythonTrainee(root, library));
  const trainees = opened.filter((one): one is Trainee => 'train' in one);
  try {
    const rates: Record<string, Partial<Record<TrainingName, number[]>>> = {};
    for (const training of trainingNames) {
      const ofTraining = await measureTraining(training, trainees, rounds);
      for (const [name, values] of Object.entries(ofTraining)) (rates[name] ??= {})[training] = values;
      console.log(
        training,
        mapValues(ofTraining, (values) => Math.round(median(values))),
      );
    }
    return {
      trainees: Object.fromEntries(trainees.map(({ name, description }) => [name, description])),
      startMs: Object.fromEntries(trainees.map(({ name, startMs }) => [name, Math.round(startMs)])),
      absent: opened.filter((one): one is Absent => 'reason' in one),
      samplesPerSecond: mapValues(rates, (of) => mapValues(of, (values) => Math.round(median(values)))),
      ratios: {
        wasmVsPyTorch: ratioOf(rates['wasm'], rates['pytorch']),
        nativeVsKeras: ratioOf(rates['native'], rates['keras']),
      },
    };
  } finally {
    await Promise.all(trainees.map((trainee) => trainee.close()));
  }
}

/** Samples per second of each round, by trainee. */
async function measureTraining(
  training: TrainingName,
  trainees: readonly Trainee[],
  rounds: number,
): Promise<Record<string, number[]>> {
  const turns: { trainee: Trainee; steps: number; rates: number[] }[] = [];
  for (const trainee of trainees) {
    // The very first step compiles, allocates and spins up threads; the second one tells.
    await trainee.train(training, 1);
    const first = await trainee.train(training, 1);
    if (!Number.isFinite(first.loss)) throw new Error(`${trainee.name}, ${training}: the loss is no number.`);
    // An engine that takes seconds a step is no candidate for anybody; this step is its figure.
    if (first.wallMs > slowStepMs) {
      turns.push({ trainee, steps: 0, rates: [rateOf(first)] });
      continue;
    }
    const warm = await trainee.train(training, 5);
    const steps = Math.max(1, Math.min(200, Math.round((5 * roundMs) / warm.wallMs)));
    // Keras compiles for the size it is given: the timed size is seen once before.
    await trainee.train(training, steps);
    turns.push({ trainee, steps, rates: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { trainee, steps, rates } of turns) {
      if (steps > 0) rates.push(rateOf(await trainee.train(training, steps)));
    }
  }
  return Object.fromEntries(turns.map(({ trainee, rates }) => [trainee.name, rates]));
}

const rateOf = ({ samples, wallMs }: { samples: number; wallMs: number }): number =>
  (samples * 1000) / wallMs;

function ratioOf(
  ours: Partial<Record<TrainingName, number[]>> | undefined,
  theirs: Partial<Record<TrainingName, number[]>> | undefined,
): Figures {
  if (!ours || !theirs) return {};
  return mapValues(ours, (values, training) => {
    const others = theirs[training] ?? [];
    const ratio = median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
    return Math.round(ratio * 1000) / 1000;
  });
}

function mapValues<K extends string, V, R>(
  record: Partial<Record<K, V>>,
  map: (value: V, key: K) => R,
): Record<K, R> {
  const entries = Object.entries(record) as [K, V][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as Record<K, R>;
}
