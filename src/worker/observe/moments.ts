import type { LayersModel } from '@tensorflow/tfjs';
import type { Moment } from '../../protocol/moment.ts';
import { modelName } from './modelSummary.ts';
import type { Observation } from './observation.ts';

/** How far a model has come, so that a second fit() continues its curves. */
export interface ModelCounters {
  epochs: number;
  batches: number;
}

/** Now, in the life of a model. */
export function momentOf(
  model: LayersModel,
  counted: ModelCounters,
  { startedAt }: Pick<Observation, 'startedAt'>,
): Moment {
  return {
    elapsedMs: performance.now() - startedAt,
    model: modelName(model),
    ...(counted.epochs > 0 ? { epoch: counted.epochs } : {}),
    updates: counted.batches,
  };
}
