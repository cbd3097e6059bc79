import type { WorkerInit } from '../protocol/workerSurface.ts';
import type { RunOptions } from './runnerTypes.ts';

/** What the worker of a run that goes on from another one is told. */
export function branchInitOf({ branch }: RunOptions): Pick<WorkerInit, 'branch'> {
  if (!branch) return {};
  const { record, origin, checkpointFile } = branch;
  const { learningRate } = origin.changes;
  return {
    branch: {
      file: checkpointFile,
      ...(learningRate === undefined ? {} : { learningRate }),
      series: record.series,
      evaluations: record.evaluations.length,
      exhibits: record.exhibits.length,
    },
  };
}
