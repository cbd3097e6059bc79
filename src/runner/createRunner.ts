import { checkExercise } from './checkExercise.ts';
import type { EngineLaunch } from './engines/engineLaunch.ts';
import type { Runner, RunnerOptions } from './runnerTypes.ts';
import { createSpareWorker } from './spareWorker.ts';
import { startRun } from './startRun.ts';
import { startWorker } from './startWorker.ts';
import type { WorkerSession } from './workerSession.ts';

/** Runs and checks learners' files, each in a process of its own, and leaves none behind. */
export function createRunner(options: RunnerOptions): Runner {
  const spare = createSpareWorker(options);
  const sessions = new Set<WorkerSession>();
  let isDisposed = false;
  const track = (session: WorkerSession): void => {
    sessions.add(session);
    void session.worker.exited.then(() => sessions.delete(session));
  };
  const shared = { track, isOver: () => isDisposed };
  return {
    prepare: (choice) =>
      void spare
        .prepare(choice)
        .catch((thrown: unknown) => options.logger.error('No process could be kept ready.', thrown)),
    run: (runOptions) =>
      startRun(options, runOptions, {
        ...shared,
        processFor: (engine, launch) => spare.take(engine, launch, runOptions.memoryMb),
      }),
    check: (checkOptions) =>
      checkExercise(options, checkOptions, {
        ...shared,
        processFor: (_engine, launch: EngineLaunch) =>
          startWorker(options.workerFolder, launch, checkOptions.exercise.manifest.budgets.memoryMb),
      }),
    async dispose() {
      isDisposed = true;
      await Promise.all([spare.dispose(), ...[...sessions].map((session) => session.close())]);
    },
  };
}
