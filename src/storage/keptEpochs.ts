import { mkdir, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeCheckpoint,
  decodeFacts,
  encodeCheckpoint,
  factsOf,
  headBytes,
  type FullCheckpoint,
} from '../core/checkpoints/checkpointFile.ts';
import { thinOut, type CheckpointBudget, type SizedEpoch } from '../core/checkpoints/thinOut.ts';
import { folderName } from './keptModels.ts';
import { replaceFile } from './replaceFile.ts';
import { systemCodeOf } from './storageError.ts';

/** In a run's folder: one folder a model, in it one file an epoch. */
const epochsFolder = 'checkpoints';
/** Of one run, shared by its models. */
export const epochBudget: CheckpointBudget = { countAtMost: 200, bytesAtMost: 200e6 };
/** Of all runs together: the newest keep theirs. */
const bytesOfAllRuns = 1e9;

/** An epoch that is kept, with the file that holds it. */
export interface KeptEpochFile extends SizedEpoch {
  file: string;
}

/** The kept epochs of a run that is going on: what is there is read once, and then known. */
export class EpochFolder {
  readonly #runFolder: string;
  readonly #budget: CheckpointBudget;
  #epochs: Promise<KeptEpochFile[]> | undefined;

  /** @param runFolder made if need be */
  constructor(runFolder: string, budget: CheckpointBudget = epochBudget) {
    this.#runFolder = runFolder;
    this.#budget = budget;
  }

  /** Keeps one epoch, in the place of an earlier one of the same number, and makes room for it. */
  async keep(checkpoint: FullCheckpoint): Promise<void> {
    this.#epochs ??= keptEpochsOf(this.#runFolder);
    const before = await this.#epochs;
    const { model, epoch } = checkpoint;
    const folder = join(this.#runFolder, epochsFolder, folderName(model));
    await mkdir(folder, { recursive: true });
    const file = join(folder, `epoch-${String(epoch).padStart(6, '0')}.ckpt`);
    const bytes = encodeCheckpoint(checkpoint);
    await replaceFile(file, bytes, { durable: false });
    const kept = [
      ...before.filter((one) => one.file !== file),
      { ...factsOf(checkpoint), file, bytes: bytes.length },
    ];
    const surplus = new Set(surplusOf(kept, this.#budget));
    await Promise.all([...surplus].map((one) => rm(one.file, { force: true })));
    this.#epochs = Promise.resolve(kept.filter((one) => !surplus.has(one)));
  }
}

function surplusOf(
  kept: readonly KeptEpochFile[],
  { countAtMost, bytesAtMost }: CheckpointBudget,
): KeptEpochFile[] {
  const models = [...new Set(kept.map(({ model }) => model))];
  const share = {
    countAtMost: Math.max(3, Math.floor(countAtMost / models.length)),
    bytesAtMost: bytesAtMost / models.length,
  };
  return models.flatMap(
    (model) =>
      thinOut(
        kept.filter((one) => one.model === model),
        share,
      ) as KeptEpochFile[],
  );
}

/** What is kept of a run, in the order of training; none when there is none. Files that are no checkpoints are passed over. */
export async function keptEpochsOf(runFolder: string): Promise<KeptEpochFile[]> {
  const parent = join(runFolder, epochsFolder);
  const folders = await namesIn(parent);
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await namesIn(join(parent, folder))).map((name) => join(parent, folder, name)),
    ),
  );
  const read = await Promise.all(
    files
      .flat()
      .filter((file) => file.endsWith('.ckpt'))
      .map(readFacts),
  );
  return read.filter((one) => one !== undefined).sort((a, b) => a.updates - b.updates);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(thrown) ?? '')) return [];
    throw thrown;
  }
}

async function readFacts(file: string): Promise<KeptEpochFile | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const head = new Uint8Array(Math.min(size, headBytes));
      await handle.read(head, 0, head.length, 0);
      const facts = decodeFacts(head);
      return facts && { ...facts, file, bytes: size };
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** @throws RangeError for a file that is damaged or of another version, and what the disk throws */
export async function readEpoch({ file }: Pick<KeptEpochFile, 'file'>): Promise<FullCheckpoint> {
  return decodeCheckpoint(await readFile(file));
}

/** Frees the space that kept epochs take. */
export async function forgetEpochs(runFolder: string): Promise<void> {
  await rm(join(runFolder, epochsFolder), { recursive: true, force: true });
}

/** Frees the epochs of the oldest runs until all fit. @param runFolders newest first */
export async function forgetOldestEpochs(
  runFolders: readonly string[],
  bytesAtMost = bytesOfAllRuns,
): Promise<void> {
  let total = 0;
  for (const folder of runFolders) {
    total += await bytesOf(join(folder, epochsFolder));
    if (total > bytesAtMost) await forgetEpochs(folder);
  }
}

async function bytesOf(parent: string): Promise<number> {
  let total = 0;
  for (const folder of await namesIn(parent)) {
    const names = await namesIn(join(parent, folder));
    const sizes = await Promise.all(
      names.map((name) => stat(join(parent, folder, name)).catch(() => undefined)),
    );
    total += sizes.reduce((sum, found) => sum + (found?.size ?? 0), 0);
  }
  return total;
}
