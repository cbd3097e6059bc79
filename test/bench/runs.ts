import path from 'node:path';
import type { RunSnapshot } from '../../src/protocol/run.ts';
import { createRunner } from '../../src/runner/createRunner.ts';
import type { RunHandle, Runner, RunnerOptions, RunOptions } from '../../src/runner/runnerTypes.ts';
import { median } from './median.ts';

/** Measurements of whole runs, through the same runner as the editor's. */
export interface RunBench {
  root: string;
  options: RunnerOptions;
  runner: Runner;
}

export function openRunBench(root: string): RunBench {
  const fail = (message: string, thrown?: unknown): void => {
    throw new Error(message, { cause: thrown });
  };
  const options: RunnerOptions = {
    workerFolder: path.join(root, 'dist', 'worker'),
    nodePath: process.execPath,
    datasetsFolder: path.join(root, 'lessons', 'datasets'),
    logger: { info: () => undefined, warn: () => undefined, error: fail },
  };
  return { root, options, runner: createRunner(options) };
}

function start({ runner }: RunBench, file: string, options: Partial<RunOptions>): RunHandle {
  return runner.run({
    file,
    title: path.parse(file).name,
    number: 1,
    seed: 1,
    engines: ['wasm'],
    memoryMb: 4096,
    stallSeconds: 120,
    stopOnNaN: true,
    ...options,
  });
}

async function finish(handle: RunHandle): Promise<RunSnapshot> {
  const ending = await handle.ended;
  if (ending.kind !== 'finished') throw new Error(`The program did not finish: ${JSON.stringify(ending)}`);
  return handle.snapshot();
}

/** Milliseconds from Run to the first point of a curve, in a fresh process and with one kept ready. */
export async function measureFirstPoint(
  bench: RunBench,
  file: string,
  rounds: number,
): Promise<{ coldMs: number; warmMs: number }> {
  const once = async (): Promise<number> => {
    const pressedAt = performance.now();
    const handle = start(bench, file, {});
    const wallMs = await new Promise<number>((resolve, reject) => {
      handle.onDidReceiveMetrics(({ blocks }) => blocks.length > 0 && resolve(performance.now() - pressedAt));
      void handle.ended.then(() => reject(new Error('The program drew no curve.')));
    });
    await handle.stop();
    return wallMs;
  };
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < rounds; round++) {
    cold.push(await once());
    bench.runner.prepare({ engines: ['wasm'], memoryMb: 4096 });
    // As long as it takes a person to read the first line of their code.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    warm.push(await once());
  }
  return { coldMs: median(cold), warmMs: median(warm) };
}

/**
 * What it costs to be watched: the time fit() takes with observation on and every event consumed, over the time without.
 * The program prints its own `fit took N ms`.
 */
export async function measureObservation(
  bench: RunBench,
  file: string,
  rounds: number,
): Promise<{ observedMs: number; bareMs: number; overhead: number }> {
  const fitMs = async (observe: boolean): Promise<number> => {
    // Observed as in the editor: with every watcher, and with weights kept.
    const keepCheckpoint = (): Promise<undefined> => Promise.resolve(undefined);
    const handle = start(bench, file, observe ? { observe, keepCheckpoint } : { observe });
    let seen = 0;
    handle.onDidReceiveMetrics(({ blocks }) => {
      seen += blocks.length;
    });
    const snapshot = await finish(handle);
    if (observe === (seen === 0)) throw new Error('Observation was not as asked for.');
    const text = snapshot.console.map((line) => line.text).join('');
    return Number(/fit took (\d+(?:\.\d+)?) ms/.exec(text)?.[1]);
  };
  const pairs: { observed: number; bare: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await fitMs(false);
    pairs.push({ bare, observed: await fitMs(true) });
  }
  const overhead = median(pairs.map(({ observed, bare }) => observed / bare - 1));
  return {
    observedMs: median(pairs.map((pair) => pair.observed)),
    bareMs: median(pairs.map((pair) => pair.bare)),
    overhead,
  };
}

/** Test accuracy of a program for each seed. */
export async function measureAccuracy(
  bench: RunBench,
  file: string,
  seeds: readonly number[],
): Promise<number[]> {
  const accuracies: number[] = [];
  for (const seed of seeds) {
    const { evaluations } = await finish(start(bench, file, { seed }));
    // Counted from the predictions: tfjs's own figure is a float32, in which 965 of 1,000 falls short of 0.965.
    const test = evaluations.findLast(({ split }) => split === 'test');
    if (!test) throw new Error('The program did not evaluate on test data.');
    accuracies.push(test.accuracy);
  }
  return accuracies;
}
