import { checkExercise } from './checkExercise.ts';
import type { Runner, RunnerOptions } from './runnerTypes.ts';
import { createSpareWorker } from './spareWorker.ts';
import { startRun } from './startRun.ts';
import type { WorkerSession } from './workerSession.ts';

/** Runs and checks learners' files, each in a process of its own, and leaves none behind. */
export function createRunner(options: RunnerOptions): Runner {
  const spare = createSpareWorker(options);
  const sessions = new Set<WorkerSession>();
  const track = (session: WorkerSession): void => {
    sessions.add(session);
    void session.worker.exited.then(() => sessions.delete(session));
  };
  return {
    prepare: (choice) => spare.prepare(choice),
    run(runOptions) {
      const { handle, session } = startRun(options, spare.take(runOptions), runOptions);
      track(session);
      return handle;
    },
    check: (checkOptions) => checkExercise(options, checkOptions, track),
    async dispose() {
      await Promise.all([spare.dispose(), ...[...sessions].map((session) => session.close())]);
    },
  };
}
