import type { Logger } from '../base/logger.ts';
import type { RunRecord } from '../core/run/runRecord.ts';
import type { Checkpoint, KeptModel } from '../protocol/checkpoint.ts';
import type { RunOptions } from './runnerTypes.ts';
import type { WorkerSession } from './workerSession.ts';

/** What of a run's weights has been put away. */
export interface CheckpointKeeper {
  /** Has the weights kept that this session's worker sends, one after the other. */
  follow(session: WorkerSession): void;
  /** Waits until all are kept, and says which were the last. */
  last(): Promise<KeptModel | undefined>;
}

export function createCheckpointKeeper(
  logger: Logger,
  record: RunRecord,
  { keepCheckpoint }: Pick<RunOptions, 'keepCheckpoint'>,
): CheckpointKeeper {
  let last: KeptModel | undefined;
  let keeping = Promise.resolve();
  return {
    follow(session) {
      session.worker.client.on('checkpoint', (checkpoint) => {
        keeping = keeping
          .then(() => keepCheckpoint?.(record.header.id, checkpoint))
          .then(() => {
            const kept = record.header.kept ?? [];
            last = factsOf(
              checkpoint,
              kept.find(({ model }) => model === checkpoint.model),
            );
            const others = kept.filter(({ model }) => model !== checkpoint.model);
            record.setHeader({ kept: [...others, last] });
          })
          .catch((thrown: unknown) => logger.error('The weights of a model could not be kept.', thrown));
      });
    },
    last: () => keeping.then(() => last),
  };
}

/** @param before what was kept of the same model */
function factsOf(
  { model, epoch, updates, fixed, training }: Checkpoint,
  before: KeptModel | undefined,
): KeptModel {
  const lastEpoch = training ? epoch : before?.lastEpoch;
  return {
    model,
    updates,
    ...(epoch === undefined ? {} : { epoch }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(lastEpoch === undefined ? {} : { lastEpoch }),
  };
}
