import type { LayersModel, Logs } from '@tensorflow/tfjs';
import type { CodeLocation } from '../../protocol/ending.ts';
import type { ModelCounters } from './modelCounters.ts';
import { modelName } from './modelSummary.ts';
import { momentOf } from './moments.ts';
import type { Observation } from './observation.ts';

/** One optimisation step's numbers as points of the batch curves. @throws DivergedError at a loss or gradient that is none */
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
  observation.divergence.judge({
    owner: model,
    loss: logs['loss'],
    found: observation.guard.take(model),
    moment: momentOf(model, counted, observation),
    ...where,
  });
}
