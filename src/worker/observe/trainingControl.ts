import {
  countUp,
  readCell,
  readRate,
  waitWhile,
  writeCell,
  type ControlState,
} from '../process/controlState.ts';
import { StopSignal } from './signals.ts';

export interface TrainingControl {
  readonly stopRequested: boolean;
  /** Whether this fit() is to end with the weights of its best epoch. True once: the next fit() goes on. */
  takeStopAtBest(): boolean;
  /** A learning rate that was asked for since this optimizer was last asked about: every optimizer gets it. */
  takeLearningRate(optimizer: object): number | undefined;
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

  const seenRates = new WeakMap<object, number>();

  const sleepWhilePaused = (): void => {
    countUp(state, 'turns');
    waitWhile(state, 'pause', 1);
  };
  return {
    get stopRequested() {
      return readCell(state, 'stop') !== 0;
    },
    takeStopAtBest() {
      const isAsked = readCell(state, 'stopAtBest') !== 0;
      if (isAsked) writeCell(state, 'stopAtBest', 0);
      return isAsked;
    },
    takeLearningRate(optimizer) {
      const count = readCell(state, 'rateCount');
      if (count === (seenRates.get(optimizer) ?? 0)) return undefined;
      seenRates.set(optimizer, count);
      return readRate(state);
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
