import type { Logger } from '../base/logger.ts';
import type { Exercise } from '../protocol/pack.ts';

export interface Undoable {
  /** Puts back what was there. What is there by then is snapshotted first. */
  undo(): Promise<void>;
}

export interface SnapshotInfo {
  id: string;
  /** ISO 8601, UTC. */
  takenAt: string;
}

/** The files learners write in, in their own workspace. Every overwriting is preceded by a snapshot. Failures are `StorageError`s. */
export interface LearnerFiles {
  /** Copies the starter unless the file exists. Rejects with `read-only-folder` or `starter-gone`. */
  create(options: { exercise: Exercise; targetFolder: string }): Promise<{ file: string; created: boolean }>;
  /** Hash (sha256, hex) of the starter the file came from; `undefined` for files that we did not create. */
  baseOf(file: string): Promise<{ starterHash: string } | undefined>;
  /** Whether the learner changed it. A file that we did not create counts as touched, one that is gone does not. */
  isTouched(file: string): Promise<boolean>;
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

export declare function openLearnerFiles(options: LearnerFilesOptions): LearnerFiles;
