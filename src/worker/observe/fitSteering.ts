import type { Logs } from '@tensorflow/tfjs';
import type { Mark } from '../../protocol/exhibit.ts';
import { createBestWeights } from './bestWeights.ts';
import { learningRateOf, setLearningRate } from './learningRate.ts';
import { momentOf } from './moments.ts';
import type { Observation } from './observation.ts';
import type { ModelCounters } from './modelCounters.ts';
import type { Fit } from './trainingWatcher.ts';

/** A change of the learning rate between two epochs by less than this factor is a schedule, and worth no mark. */
const markedRateFactor = 1.4;

/** What a person does to a fit() that is going on: stop it, end it at its best epoch, change its learning rate. */
export interface FitSteering {
  readonly learningRate: number | undefined;
  batchEnded(): void;
  epochEnded(logs: Logs): void;
  /** After tfjs's fit() has returned. */
  fitEnded(): void;
}

export function createFitSteering(fit: Fit, counted: ModelCounters, observation: Observation): FitSteering {
  const { model } = fit;
  const { control, tf } = observation;
  const best = createBestWeights(model);
  // Known from the first batch on: a run that goes on from an epoch has its rate put back after this.
  let rate: number | undefined;
  let epochsDone = 0;
  let endsAtBest = false;

  const mark = (facts: Pick<Mark, 'code' | 'from' | 'to'>): void =>
    observation.onExhibit({ kind: 'mark', at: momentOf(model, counted, observation), ...facts });
  const stopIfAsked = (): void => {
    if (control.stopRequested) model.stopTraining = true;
    if (!control.takeStopAtBest()) return;
    endsAtBest = true;
    model.stopTraining = true;
  };
  const changeRate = (next: number): void => {
    const from = learningRateOf(model.optimizer);
    if (from === undefined || !setLearningRate(model.optimizer, next)) return;
    rate = next;
    mark({ code: 'rate-changed', from, to: next });
  };
  /** A callback of the program has changed the rate: reduce-on-plateau and the like. */
  const noticeRate = (): void => {
    const now = learningRateOf(model.optimizer);
    if (now === undefined || rate === undefined || now === rate) return;
    if (Math.max(now / rate, rate / now) >= markedRateFactor)
      mark({ code: 'rate-changed', from: rate, to: now });
    rate = now;
  };
  return {
    get learningRate() {
      return learningRateOf(model.optimizer);
    },
    batchEnded() {
      rate ??= learningRateOf(model.optimizer);
      const asked = control.takeLearningRate(model.optimizer);
      if (asked !== undefined) changeRate(asked);
      stopIfAsked();
    },
    epochEnded(logs) {
      best.offer(epochsDone, logs);
      epochsDone += 1;
      noticeRate();
      observation.onExhibit({ kind: 'tick', at: momentOf(model, counted, observation) });
      stopIfAsked();
    },
    fitEnded() {
      if (endsAtBest) {
        best.restore(tf);
        const to = best.epoch === undefined ? undefined : counted.epochs - epochsDone + best.epoch + 1;
        mark({ code: 'stopped-at-best', from: counted.epochs, ...(to === undefined ? {} : { to }) });
      } else if (!control.stopRequested && fit.epochs !== undefined && epochsDone < fit.epochs)
        mark({ code: 'early-stop', to: counted.epochs });
    },
  };
}
