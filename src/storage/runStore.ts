import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createQueue } from '../base/async.ts';
import { DisposableStore } from '../base/disposable.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { Event } from '../base/emitter.ts';
import type { Logger } from '../base/logger.ts';
import { newestFirst } from '../core/run/newestFirst.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { RunHeader, RunSnapshot } from '../protocol/run.ts';
import { keptEpochsOf, type KeptEpochFile } from './keptEpochs.ts';
import { keptModelsOf, type KeptModelFolder } from './keptModels.ts';
import { RunFolder, readRunData, readRunHeader } from './runFolder.ts';
import { RunLabels } from './runLabels.ts';
import { RunModels } from './runModels.ts';
import { problemOf, type RunProblem } from './runProblem.ts';
import { watchFile } from './watchFile.ts';

const runsAtMostByDefault = 200;
/** Removed runs are kept this long, so that a slip can be mended by hand too. */
const trashKeptMs = 14 * 24 * 3_600_000;

export interface RunStore extends Disposable {
  /** Fires when the list of runs or one of their headers changed. */
  readonly onDidChange: Event<void>;
  /** Newest first. */
  headers(): RunHeader[];
  /** The number for the next run of this file: #7. Numbers of removed runs are not given again. */
  nextNumber(file: string): number;
  /**
   * Call it each second while running and at the end: only what is new is written, and after a crash at most the last
   * call is missing. Rejects when the disk is full or read-only.
   */
  save(snapshot: RunSnapshot): Promise<void>;
  /**
   * Keeps a model's weights in the run's folder: an epoch from which training can go on beside the others, and anything else in
   * the place of what was there of the same model.
   */
  keepModel(id: string, checkpoint: Checkpoint): Promise<void>;
  /** The models whose weights were kept. */
  keptModels(id: string): Promise<KeptModelFolder[]>;
  /** The epochs from which training can go on, in the order of training; `readEpoch` reads one. */
  keptEpochs(id: string): Promise<KeptEpochFile[]>;
  /** `undefined` for an unknown run, and for one whose data is damaged. */
  load(id: string): Promise<RunSnapshot | undefined>;
  /** Like `load`, but says why there is nothing. */
  read(id: string): Promise<{ ok: true; snapshot: RunSnapshot } | { ok: false; problem: RunProblem }>;
  /** Moves the run to the trash; call the result to bring it back. */
  remove(id: string): Promise<() => Promise<void>>;
  /** The finished run before this one of the same file and for the same purpose. */
  previousOf(header: RunHeader): RunHeader | undefined;
  /** Pinned runs are never moved to the trash to make room. */
  setPinned(id: string, pinned: boolean): Promise<void>;
  isPinned(id: string): boolean;
  /** What a person wrote about the run; empty takes it away. Longer texts are cut at `noteLength`. */
  setNote(id: string, note: string): Promise<void>;
  noteOf(id: string): string;
}

export interface RunStoreOptions {
  /** Created if missing. */
  folder: string;
  logger: Logger;
  /** Older unpinned runs beyond this many go to the trash. */
  runsAtMost?: number;
}

export async function openRunStore(options: RunStoreOptions): Promise<RunStore> {
  const store = new FolderRunStore(options);
  await store.open();
  return store;
}

/** One folder a run, named by its id, in `folder`; removed runs in `folder/.trash`. */
class FolderRunStore implements RunStore {
  readonly #folder: string;
  readonly #trash: string;
  readonly #logger: Logger;
  readonly #runsAtMost: number;
  readonly #headers = new Map<string, RunHeader>();
  readonly #labels = new RunLabels((id) => this.#pathOf(id));
  readonly #highestNumbers = new Map<string, number>();
  /** The runs of this window that are being written. */
  readonly #writers = new Map<string, RunFolder>();
  readonly #models = new RunModels();
  readonly #inOrder = createQueue();
  readonly #changed = new Emitter<void>();
  readonly #disposables = new DisposableStore();
  readonly onDidChange = this.#changed.event;

  constructor({ folder, logger, runsAtMost = runsAtMostByDefault }: RunStoreOptions) {
    this.#folder = folder;
    this.#trash = join(folder, '.trash');
    this.#logger = logger;
    this.#runsAtMost = runsAtMost;
    this.#disposables.add(this.#changed);
  }

  async open(): Promise<void> {
    await mkdir(this.#trash, { recursive: true });
    await this.#emptyTrash();
    for (const header of await this.#readHeaders(this.#trash)) this.#noteNumber(header);
    await this.#readAll();
    await this.#makeRoom();
    const onOthers = (): void => void this.#inOrder(() => this.#readOthers());
    this.#disposables.add(watchFile(this.#signalFile(), onOthers, this.#logger));
  }

  headers(): RunHeader[] {
    return [...this.#headers.values()].sort(newestFirst);
  }

  nextNumber(file: string): number {
    return (this.#highestNumbers.get(file) ?? 0) + 1;
  }

  save(snapshot: RunSnapshot): Promise<void> {
    return this.#inOrder(async () => {
      const { header } = snapshot;
      const writer = this.#writers.get(header.id) ?? new RunFolder(this.#pathOf(header.id));
      this.#writers.set(header.id, writer);
      await writer.save(snapshot);
      const before = this.#headers.get(header.id);
      this.#keep({ ...header });
      if (header.status === 'ended') {
        this.#writers.delete(header.id);
        this.#models.close(this.#pathOf(header.id));
      }
      if (!before) await this.#makeRoom();
      if (before?.status !== header.status) await this.#tellOthers();
      this.#changed.fire();
    });
  }

  keepModel(id: string, checkpoint: Checkpoint): Promise<void> {
    return this.#inOrder(() => this.#models.keep(this.#pathOf(id), checkpoint));
  }

  keptEpochs(id: string): Promise<KeptEpochFile[]> {
    return keptEpochsOf(this.#pathOf(id));
  }

  keptModels(id: string): Promise<KeptModelFolder[]> {
    return keptModelsOf(this.#pathOf(id));
  }

  async load(id: string): Promise<RunSnapshot | undefined> {
    const read = await this.read(id);
    return read.ok ? read.snapshot : undefined;
  }

  async read(id: string): ReturnType<RunStore['read']> {
    const header = this.#headers.get(id);
    if (!header) return { ok: false, problem: 'gone' };
    const read = await readRunData(this.#pathOf(id));
    const isComplete = read.ok && (read.sealed || header.status !== 'ended' || isCutShort(header));
    if (read.ok && isComplete) return { ok: true, snapshot: { ...read.snapshot, header } };
    const reason = read.ok ? 'its end is missing' : read.reason;
    this.#logger.warn(`The data of run ${id} cannot be read: ${reason}`);
    return { ok: false, problem: problemOf(reason) };
  }

  remove(id: string): Promise<() => Promise<void>> {
    return this.#inOrder(async () => {
      const trashed = await this.#moveToTrash(id);
      await this.#tellOthers();
      this.#changed.fire();
      return () => this.#inOrder(() => this.#bringBack(id, trashed));
    });
  }

  previousOf(header: RunHeader): RunHeader | undefined {
    return this.headers()
      .filter((one) => one.file === header.file && one.id !== header.id && one.status === 'ended')
      .filter((one) => one.number < header.number && one.purpose === header.purpose)
      .sort((a, b) => b.number - a.number)[0];
  }

  setPinned(id: string, pinned: boolean): Promise<void> {
    return this.#label(id, () => this.#labels.setPinned(id, pinned));
  }

  isPinned(id: string): boolean {
    return this.#labels.isPinned(id);
  }

  setNote(id: string, note: string): Promise<void> {
    return this.#label(id, () => this.#labels.setNote(id, note));
  }

  noteOf(id: string): string {
    return this.#labels.noteOf(id);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #pathOf(id: string): string {
    if (!/^[\w-]{1,100}$/u.test(id)) throw new RangeError(`Not the id of a run: ${JSON.stringify(id)}`);
    return join(this.#folder, id);
  }

  #keep(header: RunHeader): void {
    this.#headers.set(header.id, header);
    this.#noteNumber(header);
  }

  #label(id: string, write: () => Promise<void>): Promise<void> {
    return this.#inOrder(async () => {
      if (!this.#headers.has(id)) return;
      await write();
      await this.#tellOthers();
      this.#changed.fire();
    });
  }

  #noteNumber({ file, number }: RunHeader): void {
    this.#highestNumbers.set(file, Math.max(number, this.#highestNumbers.get(file) ?? 0));
  }

  async #readAll(): Promise<void> {
    const found = await this.#readHeaders(this.#folder);
    const ids = new Set(found.map((header) => header.id));
    for (const id of [...this.#headers.keys()]) if (!ids.has(id)) this.#headers.delete(id);
    // What this window writes it knows better than the disk does.
    for (const header of found) if (!this.#writers.has(header.id)) this.#keep(header);
    await this.#labels.read([...ids]);
  }

  async #readHeaders(folder: string): Promise<RunHeader[]> {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((one) => one.isDirectory() && /^[\w-]+$/u.test(one.name))
      .map((one) => one.name);
    const headers = await Promise.all(names.map((name) => readRunHeader(join(folder, name))));
    return headers.filter(
      (header, index) => header !== undefined && names[index]?.startsWith(header.id),
    ) as RunHeader[];
  }

  async #moveToTrash(id: string): Promise<string> {
    // The same run may be removed, brought back and removed again.
    const trashed = join(this.#trash, `${id}-${randomUUID().slice(0, 8)}`);
    await rename(this.#pathOf(id), trashed);
    this.#headers.delete(id);
    this.#writers.delete(id);
    return trashed;
  }

  async #bringBack(id: string, trashed: string): Promise<void> {
    if (!(await exists(trashed))) return;
    await rename(trashed, this.#pathOf(id));
    const header = await readRunHeader(this.#pathOf(id));
    if (header) this.#keep(header);
    await this.#labels.readOne(id);
    await this.#tellOthers();
    this.#changed.fire();
  }

  async #makeRoom(): Promise<void> {
    const surplus = this.#headers.size - this.#runsAtMost;
    const oldestFirst = this.headers().reverse();
    const removable = oldestFirst.filter((one) => one.status === 'ended' && !this.#labels.isPinned(one.id));
    for (const { id } of removable.slice(0, Math.max(0, surplus))) await this.#moveToTrash(id);
    const heavy = removable.slice(Math.max(0, surplus)).filter((one) => one.kept !== undefined);
    await this.#models.makeRoom(heavy.map(({ id }) => this.#pathOf(id)));
  }

  async #emptyTrash(): Promise<void> {
    for (const name of await readdir(this.#trash)) {
      const path = join(this.#trash, name);
      const ageMs = Date.now() - (await stat(path)).ctimeMs;
      if (ageMs > trashKeptMs) await rm(path, { recursive: true, force: true });
    }
  }

  /** Other windows watch this file: the folders of single runs change too often to be watched. */
  #signalFile(): string {
    return join(this.#folder, 'changed');
  }

  async #tellOthers(): Promise<void> {
    await writeFile(this.#signalFile(), randomUUID());
  }

  async #readOthers(): Promise<void> {
    try {
      const before = JSON.stringify([this.headers(), this.#labels.all()]);
      await this.#readAll();
      if (JSON.stringify([this.headers(), this.#labels.all()]) !== before) this.#changed.fire();
    } catch (thrown) {
      this.#logger.error('Could not read the runs of another window', thrown);
    }
  }
}

/** Whether the end of a run may be missing from its log because the editor died before it was written. */
function isCutShort(header: RunHeader): boolean {
  return header.ending?.kind === 'crashed' && header.ending.detail === 'editor-closed';
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
