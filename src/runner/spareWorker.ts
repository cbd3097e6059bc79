import type { RunOptions, RunnerOptions } from './runnerTypes.ts';
import { startWorker, type WorkerProcess } from './startWorker.ts';

type SpareOptions = Pick<RunOptions, 'engines' | 'memoryMb'>;

/** Keeps at most one process ready whose engine has started and that has seen nothing of the learner's. */
export interface SpareWorker {
  prepare(options: SpareOptions): void;
  /** The spare if it fits, else a fresh process. It belongs to the caller from then on. */
  take(options: SpareOptions): WorkerProcess;
  dispose(): Promise<void>;
}

/** A spare that nobody has wanted for so long is let go: it holds about 100 MB. */
const idleMs = 10 * 60_000;

export function createSpareWorker(runner: RunnerOptions): SpareWorker {
  let spare: { worker: WorkerProcess; key: string; timer: NodeJS.Timeout } | undefined;
  const keyOf = ({ engines, memoryMb }: SpareOptions): string => `${engines.join()} ${memoryMb}`;

  const release = async (): Promise<void> => {
    const released = spare;
    spare = undefined;
    if (!released) return;
    clearTimeout(released.timer);
    released.worker.kill();
    await released.worker.exited;
  };
  return {
    prepare(options) {
      const key = keyOf(options);
      if (spare?.key === key) return;
      void release();
      const worker = startWorker(runner, options.memoryMb);
      const timer = setTimeout(() => void release(), idleMs);
      timer.unref();
      spare = { worker, key, timer };
      void worker.exited.then(() => {
        if (spare?.worker === worker) spare = undefined;
      });
      const { tensorflow } = runner;
      const choice = { engines: options.engines, ...(tensorflow ? { tensorflow } : {}) };
      // An engine that cannot start is told by the run that asks for it.
      worker.client.request('warmUp', choice).catch(() => undefined);
    },
    take(options) {
      if (spare?.key !== keyOf(options)) return startWorker(runner, options.memoryMb);
      const { worker, timer } = spare;
      clearTimeout(timer);
      spare = undefined;
      return worker;
    },
    dispose: release,
  };
}
