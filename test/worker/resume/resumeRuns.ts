import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { branchMarks, recordUntil } from '../../../src/core/checkpoints/branchRecord.ts';
import {
  encodeCheckpoint,
  factsOf,
  type FullCheckpoint,
} from '../../../src/core/checkpoints/checkpointFile.ts';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import type { Ending } from '../../../src/protocol/ending.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import type { RunHandle, RunOptions } from '../../../src/runner/runnerTypes.ts';
import type { Workbench } from '../runner/workbench.ts';

export interface KeptRun {
  file: string;
  snapshot: RunSnapshot;
  ending: Ending;
  checkpoints: FullCheckpoint[];
  /** What the program wrote. */
  output: string;
}

const isFull = (checkpoint: Checkpoint): checkpoint is FullCheckpoint => checkpoint.training !== undefined;

/** Runs a program and takes every checkpoint. @param during may stop or kill it */
export async function runKept(
  bench: Workbench,
  file: string,
  options: Partial<RunOptions> = {},
  during: (handle: RunHandle, checkpoint: Checkpoint) => void = () => undefined,
): Promise<KeptRun> {
  const checkpoints: FullCheckpoint[] = [];
  const handle = bench.start(file, {
    everyEpoch: true,
    keepCheckpoint: (_runId, checkpoint) => {
      if (isFull(checkpoint)) checkpoints.push(checkpoint);
      during(handle, checkpoint);
      return Promise.resolve();
    },
    ...options,
  });
  const ending = await handle.ended;
  const snapshot = handle.snapshot();
  return { file, snapshot, ending, checkpoints, output: outputOf(snapshot) };
}

const outputOf = ({ console }: RunSnapshot): string => console.map(({ text }) => text).join('');

/** Goes on from a checkpoint of an earlier run, as the editor does. */
export async function goOn(
  bench: Workbench,
  from: KeptRun,
  { model, epoch }: { model: string; epoch: number },
  options: Partial<RunOptions> & { learningRate?: number } = {},
): Promise<KeptRun> {
  const { learningRate, ...rest } = options;
  const checkpoint = from.checkpoints.find((one) => one.model === model && one.epoch === epoch);
  assert.ok(checkpoint, `there is no checkpoint of ${model} at ${epoch}`);
  const checkpointFile = path.join(bench.folder, `${model}-${epoch}.ckpt`);
  await writeFile(checkpointFile, encodeCheckpoint(checkpoint));
  const { id, number } = from.snapshot.header;
  const changes = learningRate === undefined ? {} : { learningRate };
  const record = recordUntil(from.snapshot, checkpoint.training.recorded);
  return runKept(bench, from.file, {
    branch: {
      origin: { runId: id, number, model, epoch, changes },
      checkpointFile,
      record: {
        ...record,
        exhibits: [...record.exhibits, ...branchMarks(factsOf(checkpoint), { number, ...changes })],
      },
    },
    ...rest,
  });
}

/** All curves by name, each value with its bits. */
export function curvesOf({ series, blocks }: RunSnapshot): Record<string, string> {
  return Object.fromEntries(
    series.map(({ id, model, metric, split, scale }) => {
      const parts = blocks.filter((block) => block.id === id);
      const points = parts.flatMap(({ steps, values }) =>
        [...steps].map((step, index) => `${step}:${values[index]}`),
      );
      return [`${model} ${metric} ${split} ${scale}`, points.join(' ')];
    }),
  );
}

/** Lines that programs write about a model: `fingerprint <name> <hash>`. */
export function fingerprintsOf({ output }: KeptRun): Record<string, string> {
  return Object.fromEntries(
    [...output.matchAll(/^fingerprint (\S+) (.*)$/gm)].map(([, name = '', hash = '']) => [name, hash]),
  );
}
