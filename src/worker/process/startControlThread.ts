import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createControlState, type ControlState } from './controlState.ts';

/** Starts the control thread and returns the memory it shares with this one. */
export function startControlThread(workerFolder: string): ControlState {
  const state = createControlState();
  const thread = new Worker(path.join(workerFolder, 'controlThread.cjs'), {
    workerData: { buffer: state.cells.buffer, productFolder: path.dirname(workerFolder) },
    // The thread needs no learner flags, and must not inherit a debugger's.
    execArgv: [],
  });
  thread.unref();
  return state;
}
