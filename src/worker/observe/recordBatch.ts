import type { LayersModel, Logs } from '@tensorflow/tfjs';
import type { CodeLocation } from '../../protocol/ending.ts';
import type { ModelCounters } from './modelCounters.ts';
import { modelName } from './modelSummary.ts';
import type { Observation } from './observation.ts';
import { DivergedError } from './signals.ts';

export type { ModelCounters };

/** One optimisation step's numbers as points of the batch curves. @throws DivergedError at a loss that is none */
export function recordBatch(
  model: LayersModel,
  counted: ModelCounters,
  logs: Logs,
  observation: Observation,
  where: { epoch?: number; batch: number; at: CodeLocation | undefined },
): void {
  observation.resumption.noteUpdate(model);
  const name = modelName(model);
  for (const [metric, value] of Object.entries(logs)) {
    if (metric === 'batch' || metric === 'size') continue;
    observation.outbox.add({ metric, split: 'train', scale: 'batch', model: name }, counted.batches, value);
  }
  counted.batches += 1;
  const { loss } = logs;
  if (!observation.stopOnNaN || loss === undefined || Number.isFinite(loss)) return;
  throw new DivergedError({
    kind: 'diverged',
    metric: 'loss',
    batch: where.batch,
    ...(where.epoch === undefined ? {} : { epoch: where.epoch }),
    ...(where.at ? { at: where.at } : {}),
  });
}
