import type { Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { Logger } from '../base/logger.ts';
import type { RunHeader, RunSnapshot } from '../protocol/run.ts';

export interface RunStore extends Disposable {
  /** Fires when the list of runs or one of their headers changed. */
  readonly onDidChange: Event<void>;
  /** Newest first. */
  headers(): RunHeader[];
  /** The number for the next run of this file: #7. Numbers of removed runs are not given again. */
  nextNumber(file: string): number;
  /** Call it each second while running and at the end: only what is new is written. Rejects when the disk is full or read-only. */
  save(snapshot: RunSnapshot): Promise<void>;
  /** `undefined` for an unknown run, and for one whose data is damaged. */
  load(id: string): Promise<RunSnapshot | undefined>;
  /** Moves the run to the trash; call the result to bring it back. */
  remove(id: string): Promise<() => Promise<void>>;
  /** The finished run before this one of the same file. */
  previousOf(header: RunHeader): RunHeader | undefined;
  /** Pinned runs are never moved to the trash to make room. */
  setPinned(id: string, pinned: boolean): Promise<void>;
  isPinned(id: string): boolean;
}

export interface RunStoreOptions {
  /** Created if missing. */
  folder: string;
  logger: Logger;
  /** Older unpinned runs beyond this many go to the trash. */
  runsAtMost?: number;
}

export declare function openRunStore(options: RunStoreOptions): Promise<RunStore>;
