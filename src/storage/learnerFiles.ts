import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Logger } from '../base/logger.ts';
import type { Exercise } from '../protocol/pack.ts';
import { replaceFile } from './replaceFile.ts';
import { createSnapshots } from './snapshots.ts';
import type { SnapshotInfo, Snapshots } from './snapshots.ts';
import { StorageError, isReadOnly, systemCodeOf } from './storageError.ts';

export interface Undoable {
  /** Puts back what was there. What is there by then is snapshotted first. */
  undo(): Promise<void>;
}

/** The files learners write in, in their own workspace. Every overwriting is preceded by a snapshot. Failures are `StorageError`s. */
export interface LearnerFiles {
  /** Copies the starter unless the file exists. Rejects with `read-only-folder` or `starter-gone`. */
  create(options: { exercise: Exercise; targetFolder: string }): Promise<{ file: string; created: boolean }>;
  /** Hash (sha256, hex) of the starter the file came from; `undefined` for files that we did not create. */
  baseOf(file: string): Promise<{ starterHash: string } | undefined>;
  /** Whether the learner changed it. A file that we did not create counts as touched, one that is gone does not. */
  isTouched(file: string): Promise<boolean>;
  /**
   * Brings a file that the learner never touched to the starter of a newer pack; a touched one stays as it is.
   * `starter-changed` means that there is a difference worth showing.
   */
  refresh(options: { exercise: Exercise; file: string }): Promise<'same' | 'replaced' | 'starter-changed'>;
  /** Puts the starter in place of the file, also where the file is gone. */
  reset(options: { exercise: Exercise; file: string }): Promise<Undoable>;
  /** Keeps a copy and returns its id; the same content twice in a row is kept once. Rejects with `file-gone`. */
  snapshot(file: string): Promise<string>;
  /** Newest first. */
  snapshots(file: string): Promise<SnapshotInfo[]>;
  /** Rejects with `snapshot-gone`. */
  restore(file: string, id: string): Promise<Undoable>;
}

export interface LearnerFilesOptions {
  /** Where snapshots are kept, outside the learner's workspace. */
  folder: string;
  logger: Logger;
}

export function openLearnerFiles({ folder, logger }: LearnerFilesOptions): LearnerFiles {
  return new FolderLearnerFiles(folder, logger);
}

/** One folder a learner file in `folder`, named by the hash of its path: paths are too long and too odd to be names. */
class FolderLearnerFiles implements LearnerFiles {
  readonly #folder: string;
  readonly #logger: Logger;

  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#logger = logger;
  }

  async create({
    exercise,
    targetFolder,
  }: Parameters<LearnerFiles['create']>[0]): ReturnType<LearnerFiles['create']> {
    const file = join(resolve(targetFolder), exercise.manifest.learnerFile);
    const starter = await readStarter(exercise);
    const created = await asStorageError(file, async () => {
      await mkdir(dirname(file), { recursive: true });
      return writeNew(file, starter);
    });
    if (created) await this.#keepBase(file, starter);
    return { file, created };
  }

  async baseOf(file: string): Promise<{ starterHash: string } | undefined> {
    try {
      const text = await readFile(join(await this.#recordsOf(file), 'base.json'), 'utf8');
      const { starterHash } = JSON.parse(text) as { starterHash?: unknown };
      return typeof starterHash === 'string' ? { starterHash } : undefined;
    } catch {
      return undefined;
    }
  }

  async isTouched(file: string): Promise<boolean> {
    const content = await contentOf(file);
    return content !== undefined && hashOf(content) !== (await this.baseOf(file))?.starterHash;
  }

  async refresh({
    exercise,
    file,
  }: Parameters<LearnerFiles['refresh']>[0]): ReturnType<LearnerFiles['refresh']> {
    const starter = await readStarter(exercise);
    const base = await this.baseOf(file);
    if (base?.starterHash === hashOf(starter)) return 'same';
    const content = await contentOf(file);
    if (content === undefined || content.equals(starter)) return 'same';
    if (hashOf(content) !== base?.starterHash) return 'starter-changed';
    await this.reset({ exercise, file });
    return 'replaced';
  }

  async reset({ exercise, file }: Parameters<LearnerFiles['reset']>[0]): Promise<Undoable> {
    const starter = await readStarter(exercise);
    const base = await this.baseOf(file);
    const undoable = await this.#overwrite(file, starter);
    await this.#keepBase(file, starter);
    return {
      undo: async () => {
        await undoable.undo();
        await this.#keepBaseHash(file, base?.starterHash);
      },
    };
  }

  async snapshot(file: string): Promise<string> {
    const content = await contentOf(file);
    if (content === undefined) throw new StorageError('file-gone', file);
    return (await this.#snapshotsOf(file)).keep(content);
  }

  async snapshots(file: string): Promise<SnapshotInfo[]> {
    return (await this.#snapshotsOf(file)).list();
  }

  async restore(file: string, id: string): Promise<Undoable> {
    const content = await (await this.#snapshotsOf(file)).read(id);
    if (!content) throw new StorageError('snapshot-gone', file);
    return this.#overwrite(file, content);
  }

  /** Snapshots what is there, if anything, and puts `content` in its place. */
  async #overwrite(file: string, content: Buffer): Promise<Undoable> {
    const before = await contentOf(file);
    if (before !== undefined) await (await this.#snapshotsOf(file)).keep(before);
    await write(file, content);
    return {
      undo: async () => {
        const now = await contentOf(file);
        if (now !== undefined && !now.equals(content)) await (await this.#snapshotsOf(file)).keep(now);
        if (before === undefined) await asStorageError(file, () => rm(file, { force: true }));
        else await write(file, before);
      },
    };
  }

  async #keepBase(file: string, starter: Buffer): Promise<void> {
    await this.#keepBaseHash(file, hashOf(starter));
  }

  async #keepBaseHash(file: string, starterHash: string | undefined): Promise<void> {
    const records = await this.#recordsOf(file);
    const path = join(records, 'base.json');
    if (starterHash === undefined) {
      await rm(path, { force: true });
      return;
    }
    await mkdir(records, { recursive: true });
    await replaceFile(path, JSON.stringify({ file, starterHash }), { durable: false });
  }

  async #snapshotsOf(file: string): Promise<Snapshots> {
    return createSnapshots(join(await this.#recordsOf(file), 'snapshots'), this.#logger);
  }

  async #recordsOf(file: string): Promise<string> {
    return join(this.#folder, hashOf(Buffer.from(await canonicalPath(file))).slice(0, 32));
  }
}

/** One path for one file, whichever link it was reached by. The file itself may be gone. */
async function canonicalPath(file: string): Promise<string> {
  const folder = await realpath(dirname(resolve(file))).catch(() => dirname(resolve(file)));
  const path = join(folder, basename(file)).normalize('NFC');
  return process.platform === 'win32' ? path.toLowerCase() : path;
}

async function readStarter({ manifest, folder }: Exercise): Promise<Buffer> {
  const path = join(folder, manifest.starter);
  const starter = await contentOf(path);
  if (starter === undefined) throw new StorageError('starter-gone', path);
  return starter;
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** False when the file exists already: then not a byte of it changes. */
async function writeNew(file: string, content: Buffer): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

async function write(file: string, content: Buffer): Promise<void> {
  await asStorageError(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    // Through a link the file behind it changes, and what it permits stays.
    const target = await realpath(file).catch(() => file);
    const mode = await stat(target).then(
      (facts) => facts.mode & 0o777,
      () => 0o644,
    );
    await replaceFile(target, content, { durable: true, mode });
  });
}

async function asStorageError<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw isReadOnly(thrown) ? new StorageError('read-only-folder', dirname(file), thrown) : thrown;
  }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
