import { branchMarks, recordUntil } from '../../core/checkpoints/branchRecord.ts';
import { factsOf } from '../../core/checkpoints/checkpointFile.ts';
import type { RunHeader, RunSnapshot } from '../../protocol/run.ts';
import { codeHashOf } from '../../runner/codeHash.ts';
import type { BranchOptions } from '../../runner/runnerTypes.ts';
import { readEpoch } from '../../storage/keptEpochs.ts';
import type { RunStore } from '../../storage/runStore.ts';

/** An epoch to go on from. */
export interface BranchChoice {
  model: string;
  epoch: number;
  /** In place of the one that was used. */
  learningRate?: number;
}

/** Whether a run's file is another one now. False where nothing is known of it. */
export function isCodeChanged({ file, codeHash }: RunHeader): boolean {
  const now = codeHashOf(file).codeHash;
  return codeHash !== undefined && now !== undefined && now !== codeHash;
}

/**
 * What a run needs to go on from an epoch of an earlier one, or the word for why it cannot.
 *
 * @param live the earlier run as this window has it, where it does; else it is read from the disk
 */
export async function branchOptions(
  header: RunHeader,
  { model, epoch, learningRate }: BranchChoice,
  runStore: Pick<RunStore, 'keptEpochs' | 'load'>,
  live?: RunSnapshot,
): Promise<BranchOptions | 'checkpointGone' | 'recordGone'> {
  const kept = (await runStore.keptEpochs(header.id)).find(
    (one) => one.model === model && one.epoch === epoch,
  );
  const [checkpoint, snapshot] = await Promise.all([
    kept && readEpoch(kept).catch(() => undefined),
    live ?? runStore.load(header.id),
  ]);
  if (!kept || !checkpoint) return 'checkpointGone';
  if (!snapshot) return 'recordGone';
  const { number } = header;
  const rate = learningRate === undefined ? {} : { learningRate };
  const record = recordUntil(snapshot, checkpoint.training.recorded);
  const marks = branchMarks(factsOf(checkpoint), { number, ...rate });
  return {
    origin: {
      runId: header.id,
      number,
      model,
      epoch,
      changes: { ...rate, ...(isCodeChanged(header) ? { code: true } : {}) },
    },
    checkpointFile: kept.file,
    record: { ...record, exhibits: [...record.exhibits, ...marks] },
  };
}
