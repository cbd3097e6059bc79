import type { EngineId } from '../protocol/run.ts';
import { isProblem, type EngineLaunch } from './engines/engineLaunch.ts';
import { launchOf } from './engines/launchOf.ts';
import type { RunOptions, RunnerOptions } from './runnerTypes.ts';
import { startWorker, type WorkerProcess } from './startWorker.ts';

/** Keeps at most one process ready whose engine has started and that has seen nothing of the learner's. */
export interface SpareWorker {
  /** For the first of the engines. */
  prepare(options: Pick<RunOptions, 'engines' | 'memoryMb'>): Promise<void>;
  /** The spare if it fits, else a fresh process. It belongs to the caller from then on. */
  take(engine: EngineId, launch: EngineLaunch, memoryMb: number): WorkerProcess;
  dispose(): Promise<void>;
}

/** A spare that nobody has wanted for so long is let go: it holds about 100 MB. */
const idleMs = 10 * 60_000;

export function createSpareWorker(runner: RunnerOptions): SpareWorker {
  let spare: { worker: WorkerProcess; key: string; timer: NodeJS.Timeout } | undefined;
  let isDisposed = false;
  /** A change of program, library path or TensorFlow makes another process. */
  const keyOf = (...parts: [EngineId, EngineLaunch, memoryMb: number]): string => JSON.stringify(parts);

  const release = async (): Promise<void> => {
    const released = spare;
    spare = undefined;
    if (!released) return;
    clearTimeout(released.timer);
    released.worker.kill();
    await released.worker.exited;
  };
  return {
    async prepare({ engines, memoryMb }) {
      const [engine] = engines;
      const launch = engine && (await launchOf(runner, engine));
      // An engine that cannot start is told by the run that asks for it.
      if (!launch || isProblem(launch) || isDisposed) return;
      const key = keyOf(engine, launch, memoryMb);
      if (spare?.key === key) return;
      void release();
      const worker = startWorker(runner.workerFolder, launch, memoryMb);
      const timer = setTimeout(() => void release(), idleMs);
      timer.unref();
      spare = { worker, key, timer };
      void worker.exited.then(() => {
        if (spare?.worker === worker) spare = undefined;
      });
      const { tensorflow } = launch;
      const choice = { engines: [engine], ...(tensorflow ? { tensorflow } : {}) };
      worker.client.request('warmUp', choice).catch(() => undefined);
    },
    take(engine, launch, memoryMb) {
      if (spare?.key !== keyOf(engine, launch, memoryMb))
        return startWorker(runner.workerFolder, launch, memoryMb);
      const { worker, timer } = spare;
      clearTimeout(timer);
      spare = undefined;
      return worker;
    },
    async dispose() {
      isDisposed = true;
      await release();
    },
  };
}
