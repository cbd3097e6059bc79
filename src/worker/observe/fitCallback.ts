import type { CustomCallback, CustomCallbackArgs, Logs, ModelFitArgs } from '@tensorflow/tfjs';
import type { CodeLocation } from '../../protocol/ending.ts';
import type { Split } from '../../protocol/run.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { createFitProgress } from './fitProgress.ts';
import { modelName } from './modelSummary.ts';
import { momentOf, type ModelCounters } from './moments.ts';
import type { Observation } from './observation.ts';
import { recordBatch } from './recordBatch.ts';
import type { Fit } from './trainingWatcher.ts';

type Callback = InstanceType<TensorFlow['CustomCallback']>;

/**
 * The learner's callbacks with ours at the end. tfjs takes either settings objects or instances in one list, never a
 * mixture, so settings become instances.
 */
export function withCallback(tf: TensorFlow, args: ModelFitArgs, ours: Callback): CustomCallback[] {
  const given: unknown[] = args.callbacks === undefined ? [] : [args.callbacks].flat();
  const instances = given.map((callback) =>
    isInstance(callback)
      ? (callback as Callback)
      : new tf.CustomCallback(callback as CustomCallbackArgs, args.yieldEvery),
  );
  return [...instances, ours];
}

/** Instances of tfjs callbacks, and of classes that learners derive from them, know how to be given a model. */
function isInstance(callback: unknown): boolean {
  return typeof (callback as { setModel?: unknown }).setModel === 'function';
}

/** Turns what fit() reports into curves and progress, and Stop and Pause into what fit() understands. */
export function createFitCallback(
  fit: Fit,
  counted: ModelCounters,
  observation: Observation,
  at: CodeLocation | undefined,
): Callback {
  const { model } = fit;
  const { outbox, control, watched } = observation;
  const progress = createFitProgress(observation.startedAt);
  const stopIfAsked = (): void => {
    if (control.stopRequested) model.stopTraining = true;
  };
  const callback = new observation.tf.CustomCallback(
    {
      onEpochBegin: (index) => progress.epochBegins(index),
      onBatchEnd: async (batch, logs = {}) => {
        progress.batchEnds(logs['size'] ?? 0);
        recordBatch(model, counted, logs, observation, { epoch: progress.epoch, batch: batch + 1, at });
        outbox.setProgress(progress.at(batch + 1, callback.params));
        if (watched.has('batchEnds'))
          await watched.tell('batchEnds', model, logs, momentOf(model, counted, observation));
        outbox.flushIfDue();
        await control.betweenBatches();
        stopIfAsked();
      },
      onEpochEnd: async (_index, logs = {}) => {
        recordEpoch(modelName(model), counted.epochs, logs, observation);
        counted.epochs += 1;
        await watched.tell('epochEnds', fit, logs, momentOf(model, counted, observation));
        outbox.flushIfDue();
        await observation.checkpoints?.offer(model, { epochs: counted.epochs, updates: counted.batches });
        stopIfAsked();
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
