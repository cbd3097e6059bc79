import type { Optimizer } from '@tensorflow/tfjs';
import { hasLeft, judgeRates, rateOfStep, scanSteps } from '../../../core/rates/rateScan.ts';
import type { RateScan } from '../../../protocol/exhibit.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import type { SeededRandom } from '../../process/seededRandom.ts';
import { RatesScannedSignal } from '../signals.ts';
import { setLearningRate } from '../learningRate.ts';
import { keepTrainingState, type TrainingState } from './trainingState.ts';

/** Takes over the learning rate of the first optimizer that trains, for a hundred steps, and ends the run there. */
export interface RateScanner {
  /** Training is about to begin: weights and random numbers are kept as they are now. Later calls do nothing. */
  begin(): void;
  /** Before each update. @throws RatesScannedSignal when the scan is over, with everything put back */
  step(optimizer: Optimizer, name: string, loss: number | undefined): void;
  /** The program is over before the scan was. */
  programEnds(): void;
}

export interface RateScannerOptions {
  tf: TensorFlow;
  random: SeededRandom;
  startedAt: number;
  onScan: (scan: RateScan) => void;
}

export function createRateScanner({ tf, random, startedAt, onScan }: RateScannerOptions): RateScanner {
  let kept: TrainingState | undefined;
  let scanned: { optimizer: Optimizer; name: string } | undefined;
  let isOver = false;
  const losses: number[] = [];

  const finish = (): void => {
    isOver = true;
    kept?.restore();
    const rates = Float64Array.from(losses, (_, step) => rateOfStep(step));
    const at = { elapsedMs: performance.now() - startedAt, ...(scanned ? { model: scanned.name } : {}) };
    onScan({
      kind: 'rate-scan',
      at,
      model: scanned?.name ?? '',
      rates,
      losses: Float32Array.from(losses),
      ...judgeRates(rates, losses),
    });
  };
  return {
    begin() {
      // A program that catches the signal and trains on would train as if nothing had happened.
      if (isOver) throw new RatesScannedSignal();
      kept ??= keepTrainingState(tf, random);
    },
    step(optimizer, name, loss) {
      if (isOver) throw new RatesScannedSignal();
      kept ??= keepTrainingState(tf, random);
      kept.meet(optimizer);
      scanned ??= { optimizer, name };
      if (scanned.optimizer !== optimizer) return;
      if (loss !== undefined) losses.push(loss);
      if (loss === undefined || losses.length >= scanSteps || hasLeft(losses)) {
        finish();
        throw new RatesScannedSignal();
      }
      setLearningRate(optimizer, rateOfStep(losses.length - 1));
    },
    programEnds() {
      if (!isOver) finish();
    },
  };
}
