import { countUp, readCell, waitWhile, type ControlState } from '../process/controlState.ts';
import { StopSignal } from './signals.ts';

export interface TrainingControl {
  readonly stopRequested: boolean;
  /** Between two batches of a loop that can wait: lets messages in now and then, and waits while paused. */
  betweenBatches(): Promise<void>;
  /** Between two batches of a loop that cannot wait. @throws StopSignal after Stop */
  betweenBatchesSync(): void;
}

const yieldEveryMs = 30;

/** Stop and Pause, as the training loop sees them. */
export function createTrainingControl(state: ControlState): TrainingControl {
  let yieldedAt = performance.now();
  // Standing still is what tells a busy loop from a working one.
  setInterval(() => countUp(state, 'turns'), 200).unref();

  const sleepWhilePaused = (): void => {
    countUp(state, 'turns');
    waitWhile(state, 'pause', 1);
  };
  return {
    get stopRequested() {
      return readCell(state, 'stop') !== 0;
    },
    async betweenBatches() {
      sleepWhilePaused();
      if (performance.now() - yieldedAt < yieldEveryMs) return;
      await new Promise((resolve) => setImmediate(resolve));
      yieldedAt = performance.now();
    },
    betweenBatchesSync() {
      sleepWhilePaused();
      if (readCell(state, 'stop') !== 0) throw new StopSignal();
    },
  };
}
