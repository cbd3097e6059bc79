import type { EngineId } from '../protocol/run.ts';
import type { EngineLaunch } from './engines/engineLaunch.ts';
import type { WorkerProcess } from './startWorker.ts';
import type { WorkerSession } from './workerSession.ts';

/** Where runs and checks get their processes from, and who ends what is left of them. */
export interface SessionSource {
  processFor: (engine: EngineId, launch: EngineLaunch) => WorkerProcess;
  track: (session: WorkerSession) => void;
  /** The runner is being disposed: nothing more is started. */
  isOver: () => boolean;
}
