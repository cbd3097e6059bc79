import type { CustomCallback, CustomCallbackArgs, LayersModel, Logs, ModelFitArgs } from '@tensorflow/tfjs';
import type { CodeLocation } from '../../protocol/ending.ts';
import type { Progress, Split } from '../../protocol/run.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { modelName } from './modelSummary.ts';
import type { Observation } from './observation.ts';
import { recordBatch, type ModelCounters } from './recordBatch.ts';

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
  model: LayersModel,
  counted: ModelCounters,
  observation: Observation,
  at: CodeLocation | undefined,
): Callback {
  const { outbox, control } = observation;
  const startedAt = performance.now();
  let epoch = 0;
  let samples = 0;
  let batchesDone = 0;

  const progress = (batch: number): Progress => {
    const { epochs, batches } = plan(callback.params);
    const elapsed = performance.now() - startedAt;
    const total = epochs !== undefined && batches !== undefined ? epochs * batches : undefined;
    return {
      phase: 'training',
      epoch: epoch + 1,
      batch,
      elapsedMs: performance.now() - observation.startedAt,
      samplesPerSecond: (samples / elapsed) * 1000,
      ...(epochs === undefined ? {} : { epochs }),
      ...(batches === undefined ? {} : { batches }),
      ...(total === undefined || batchesDone === 0
        ? {}
        : { remainingMs: (elapsed / batchesDone) * (total - batchesDone) }),
    };
  };
  const stopIfAsked = (): void => {
    if (control.stopRequested) model.stopTraining = true;
  };
  const callback = new observation.tf.CustomCallback(
    {
      onEpochBegin: (index) => {
        epoch = index;
      },
      onBatchEnd: async (batch, logs = {}) => {
        samples += logs['size'] ?? 0;
        batchesDone += 1;
        recordBatch(model, counted, logs, observation, { epoch: epoch + 1, batch: batch + 1, at });
        outbox.setProgress(progress(batch + 1));
        outbox.flushIfDue();
        await control.betweenBatches();
        stopIfAsked();
      },
      onEpochEnd: async (_index, logs = {}) => {
        recordEpoch(modelName(model), counted.epochs, logs, observation);
        counted.epochs += 1;
        outbox.flushIfDue();
        await observation.checkpoints?.offer(model, { epochs: counted.epochs, updates: counted.batches });
        stopIfAsked();
      },
    },
    'never',
  );
  return callback;
}

/** How many epochs of how many batches tfjs has announced; unknown for datasets of unknown size. */
function plan(params: Record<string, unknown> | undefined): {
  epochs: number | undefined;
  batches: number | undefined;
} {
  const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  const samples = number(params?.['samples']);
  const batchSize = number(params?.['batchSize']);
  const steps = number(params?.['steps']);
  const batches = steps ?? (samples !== undefined && batchSize ? Math.ceil(samples / batchSize) : undefined);
  return { epochs: number(params?.['epochs']), batches };
}

function recordEpoch(model: string, epoch: number, logs: Logs, observation: Observation): void {
  for (const [key, value] of Object.entries(logs)) {
    const split: Split = key.startsWith('val_') ? 'validation' : 'train';
    observation.outbox.add({ metric: key.replace(/^val_/, ''), split, scale: 'epoch', model }, epoch, value);
  }
}
