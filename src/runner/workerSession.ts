import path from 'node:path';
import { messageOf } from '../base/assert.ts';
import type { Ending } from '../protocol/ending.ts';
import type { TensorFlowLocation } from '../protocol/engine.ts';
import { RemoteError, type Client } from '../protocol/peer.ts';
import type { EngineReport } from '../protocol/run.ts';
import type { WorkerInit, WorkerSurface } from '../protocol/workerSurface.ts';
import { classifyExit } from './classifyExit.ts';
import type { RunnerOptions } from './runnerTypes.ts';
import type { WorkerProcess } from './startWorker.ts';
import { watchWorker, type Limits, type WorkerWatch } from './watchWorker.ts';

/** A worker with its limits: requests to it either answer or end, and an end always has a reason. */
export interface WorkerSession {
  readonly worker: WorkerProcess;
  readonly watch: WorkerWatch;
  init(
    init: Omit<WorkerInit, 'cwd' | 'datasetsFolder' | 'tensorflow'>,
    tensorflow?: TensorFlowLocation,
  ): Promise<EngineReport | Ending>;
  /** Asks the worker; an ending takes the place of the answer when the process goes away first. */
  ask<T>(question: (client: Client<WorkerSurface>) => Promise<T>): Promise<T | { lost: Ending }>;
  /** Stop at the next batch; after the grace period, at once. Resolves when the process is gone. */
  stop(): Promise<void>;
  /** Ends the process, whose work is done. Resolves when it is gone. */
  close(): Promise<void>;
}

const stopGraceMs = 3000;

/** @param worker a process that has loaded nothing of the learner's yet */
export function openWorkerSession(
  options: RunnerOptions,
  worker: WorkerProcess,
  file: string,
  limits: Limits,
): WorkerSession {
  let reason: Ending | undefined;
  const watch = watchWorker(worker, limits, (ending) => {
    reason ??= ending;
  });
  worker.client.on('leaving', (ending) => {
    reason ??= ending;
  });
  const gone = worker.exited.then((exit) => {
    watch.dispose();
    return reason ?? classifyExit(exit, limits.memoryMb);
  });

  const ask = async <T>(
    question: (client: Client<WorkerSurface>) => Promise<T>,
  ): Promise<T | { lost: Ending }> => {
    try {
      return await question(worker.client);
    } catch (thrown) {
      if (thrown instanceof RemoteError && thrown.code === 'closed') return { lost: await gone };
      throw thrown;
    }
  };
  return {
    worker,
    watch,
    ask,
    init: (init, tensorflow) =>
      initialize(options, file, ask, { ...init, ...(tensorflow ? { tensorflow } : {}) }),
    async stop() {
      worker.control('stop');
      const timer = setTimeout(() => {
        reason ??= { kind: 'stopped', forced: true };
        worker.kill();
      }, stopGraceMs);
      await gone;
      clearTimeout(timer);
    },
    async close() {
      watch.dispose();
      worker.kill();
      await gone;
    },
  };
}

/** Starts the engine, or says why there is none. */
async function initialize(
  { datasetsFolder }: RunnerOptions,
  file: string,
  ask: WorkerSession['ask'],
  init: Omit<WorkerInit, 'cwd' | 'datasetsFolder'>,
): Promise<EngineReport | Ending> {
  try {
    const answer = await ask((client) =>
      client.request('init', { ...init, cwd: path.dirname(file), datasetsFolder }),
    );
    return 'lost' in answer ? answer.lost : answer;
  } catch (thrown) {
    const noEngine = thrown instanceof RemoteError && thrown.code === 'no-engine';
    return { kind: noEngine ? 'no-engine' : 'crashed', detail: messageOf(thrown) };
  }
}
