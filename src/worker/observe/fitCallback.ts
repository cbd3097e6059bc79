import type { CustomCallback, CustomCallbackArgs, Logs, ModelFitArgs } from '@tensorflow/tfjs';
import type { CodeLocation } from '../../protocol/ending.ts';
import type { Split } from '../../protocol/run.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { FitSteering } from './fitSteering.ts';
import { createFitProgress } from './fitProgress.ts';
import { modelName } from './modelSummary.ts';
import { momentOf } from './moments.ts';
import type { Observation } from './observation.ts';
import type { ModelCounters } from './modelCounters.ts';
import { recordBatch } from './recordBatch.ts';
import type { FitSession } from '../resume/fitSession.ts';
import type { Fit } from './trainingWatcher.ts';

type Callback = InstanceType<TensorFlow['CustomCallback']>;

/**
 * The learner's callbacks with ours at the end, and one of a session before them. tfjs takes either settings objects or
 * instances in one list, never a mixture, so settings become instances.
 */
export function withCallback(
  tf: TensorFlow,
  args: ModelFitArgs,
  ours: Callback,
  session?: FitSession,
): CustomCallback[] {
  const given: unknown[] = args.callbacks === undefined ? [] : [args.callbacks].flat();
  const instances = given.map((callback) =>
    isInstance(callback)
      ? (callback as Callback)
      : new tf.CustomCallback(callback as CustomCallbackArgs, args.yieldEvery),
  );
  session?.setCallbacks(instances);
  return [...(session ? [session.opening] : []), ...instances, ours];
}

/** Instances of tfjs callbacks, and of classes that learners derive from them, know how to be given a model. */
function isInstance(callback: unknown): boolean {
  return typeof (callback as { setModel?: unknown }).setModel === 'function';
}

export interface ObservedFit {
  fit: Fit;
  steering: FitSteering;
  counted: ModelCounters;
  /** The learner's call. */
  at: CodeLocation | undefined;
  /** Absent for fitDataset(), whose data cannot be set to a place. */
  session?: FitSession;
}

/** Turns what fit() reports into curves and progress, and Stop and Pause into what fit() understands. */
export function createFitCallback(
  { fit, counted, at, session, steering }: ObservedFit,
  observation: Observation,
): Callback {
  const { model } = fit;
  const { outbox, control, watched } = observation;
  const progress = createFitProgress(observation.startedAt);
  const callback = new observation.tf.CustomCallback(
    {
      onEpochBegin(index) {
        progress.epochBegins(index);
        session?.epochBegins(index);
      },
      onBatchEnd: async (batch, logs = {}) => {
        progress.batchEnds(logs['size'] ?? 0);
        session?.batchEnds();
        recordBatch(model, counted, logs, observation, { epoch: progress.epoch, batch: batch + 1, at });
        const { learningRate } = steering;
        const done = progress.at(batch + 1, callback.params);
        outbox.setProgress({ ...done, ...(learningRate === undefined ? {} : { learningRate }) });
        if (watched.has('batchEnds'))
          await watched.tell('batchEnds', model, logs, momentOf(model, counted, observation));
        outbox.flushIfDue();
        await control.betweenBatches();
        steering.batchEnded();
      },
      onEpochEnd: async (index, logs = {}) => {
        session?.epochEnds(index, logs);
        recordEpoch(modelName(model), counted.epochs, logs, observation);
        counted.epochs += 1;
        await watched.tell('epochEnds', fit, logs, momentOf(model, counted, observation));
        outbox.flushIfDue();
        await observation.checkpoints?.offer(model, {
          epochs: counted.epochs,
          updates: counted.batches,
          session: session ?? 'dataset',
          // The program's own callbacks, which may stop early, have been called before.
          isLast: index + 1 >= Number(callback.params['epochs']) || model.stopTraining,
        });
        steering.epochEnded(logs);
      },
    },
    'never',
  );
  return callback;
}

function recordEpoch(model: string, epoch: number, logs: Logs, observation: Observation): void {
  for (const [key, value] of Object.entries(logs)) {
    const split: Split = key.startsWith('val_') ? 'validation' : 'train';
    observation.outbox.add({ metric: key.replace(/^val_/, ''), split, scale: 'epoch', model }, epoch, value);
  }
}
