import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DisposableStore } from '../base/disposable.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { Event } from '../base/emitter.ts';
import type { Logger } from '../base/logger.ts';
import type { ProgressDocument } from '../core/progress/progressDocument.ts';
import { takeLock } from './fileLock.ts';
import { createProgressFile } from './progressFile.ts';
import type { ProgressFile } from './progressFile.ts';
import { StorageError } from './storageError.ts';
import { watchFile } from './watchFile.ts';

export type ProgressMode = 'normal' | 'recovered' | 'read-only';

export interface ProgressStore extends Disposable {
  /**
   * `recovered`: the file was damaged, a backup is in use and the damaged file kept beside.
   * `read-only`: a newer version of the extension wrote the file; changes stay in this window's memory.
   */
  readonly mode: ProgressMode;
  /** Fires after changes of this window and of others. */
  readonly onDidChange: Event<ProgressDocument>;
  /** The newest known state. Treat it as read-only: `update` changes a copy. */
  get(): ProgressDocument;
  /**
   * Applies a change to the newest state on disk and resolves once the disk has the result. Changes of several windows
   * follow one another, so none is lost. Rejects when `change` throws, or when the file cannot be written.
   */
  update(change: (draft: ProgressDocument) => void): Promise<void>;
}

export interface ProgressStoreOptions {
  /** Created if missing. */
  folder: string;
  logger: Logger;
  /** How long a backup stays the newest before the older ones move on. */
  backupEveryMs?: number;
}

export async function openProgressStore(options: ProgressStoreOptions): Promise<ProgressStore> {
  await mkdir(options.folder, { recursive: true });
  const store = new FileProgressStore(options);
  await store.open();
  return store;
}

interface PendingChange {
  apply: (draft: ProgressDocument) => void;
  resolve: () => void;
  reject: (error: Error) => void;
}

class FileProgressStore implements ProgressStore {
  readonly #file: ProgressFile;
  readonly #lockPath: string;
  readonly #logger: Logger;
  readonly #changed = new Emitter<ProgressDocument>();
  readonly #disposables = new DisposableStore();
  readonly onDidChange = this.#changed.event;
  #mode: ProgressMode = 'normal';
  #document!: ProgressDocument;
  #text: string | undefined;
  #pending: PendingChange[] = [];
  #saving = false;

  constructor({ folder, logger, ...rest }: ProgressStoreOptions) {
    this.#file = createProgressFile({ folder, logger, ...rest });
    this.#lockPath = join(folder, 'progress.lock');
    this.#logger = logger;
    this.#disposables.add(this.#changed);
  }

  get mode(): ProgressMode {
    return this.#mode;
  }

  async open(): Promise<void> {
    await this.#underLock(() => this.#read());
    this.#disposables.add(watchFile(this.#file.path, () => void this.#readOthers(), this.#logger));
  }

  get(): ProgressDocument {
    return this.#document;
  }

  update(change: (draft: ProgressDocument) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ apply: change, resolve, reject });
      if (!this.#saving) void this.#saveAll();
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Changes that arrive during a save share the next one: a burst costs two writes, not one each. */
  async #saveAll(): Promise<void> {
    this.#saving = true;
    while (this.#pending.length > 0) {
      const changes = this.#pending.splice(0);
      try {
        await this.#underLock((isHeld) => this.#save(changes, isHeld));
        for (const change of changes) change.resolve();
        this.#changed.fire(this.#document);
      } catch (thrown) {
        for (const change of changes) change.reject(thrown as Error);
      }
    }
    this.#saving = false;
  }

  async #save(changes: readonly PendingChange[], isHeld: () => Promise<boolean>): Promise<void> {
    if (this.#mode !== 'read-only') await this.#read();
    const draft = applyEach(changes, this.#document);
    if (this.#mode !== 'read-only') {
      draft.updatedAt = new Date().toISOString();
      // Another window may have taken the lock for stale if this computer slept since.
      if (!(await isHeld())) throw new StorageError('locked', this.#lockPath);
      this.#text = await this.#file.write(draft);
    }
    this.#document = draft;
  }

  async #read(): Promise<void> {
    const reading = await this.#file.read();
    if (reading.state !== 'normal') this.#mode = reading.state;
    this.#document = reading.document;
    this.#text = reading.text;
  }

  /** The file changed on disk. Mostly that was this window itself. */
  async #readOthers(): Promise<void> {
    if (this.#saving || this.#mode === 'read-only') return;
    try {
      if ((await readFile(this.#file.path, 'utf8').catch(() => undefined)) === this.#text) return;
      const before = this.#text;
      await this.#underLock(() => this.#read());
      if (this.#text !== before) this.#changed.fire(this.#document);
    } catch (thrown) {
      this.#logger.error('Could not read the progress of another window', thrown);
    }
  }

  async #underLock(work: (isHeld: () => Promise<boolean>) => Promise<void>): Promise<void> {
    const lock = await takeLock(this.#lockPath);
    try {
      await work(() => lock.isHeld());
    } finally {
      await lock.release();
    }
  }
}

/** Applies each change to a copy of its own, so that one that throws halfway leaves no trace. */
function applyEach(changes: readonly PendingChange[], document: ProgressDocument): ProgressDocument {
  let draft = structuredClone(document);
  for (const change of changes) {
    const attempt = structuredClone(draft);
    try {
      change.apply(attempt);
      draft = attempt;
    } catch (thrown) {
      change.reject(thrown as Error);
    }
  }
  return draft;
}
