import type { PredictionBook } from '../protocol/prediction.ts';

/** What we keep in VS Code's own key-value store. Progress and runs are files, see src/storage. */
export interface StorageKeys {
  /** Absolute folder for exercises that the learner chose while no workspace folder was open. */
  learnerFolder: string;
  /** Set once the learner has said they want to see solutions before solving, by exercise id. */
  solutionsSeen: string[];
  /** Findings about curves that were dismissed, by run id; those of the latest runs. */
  dismissedFindings: Record<string, string[]>;
  /** Curves that learners drew before they ran. */
  predictions: PredictionBook;
}

export type StorageKey = keyof StorageKeys;

/** Folders under the extension's global storage. */
export const storageFolders = {
  progress: 'progress',
  runs: 'runs',
  snapshots: 'snapshots',
  engines: 'engines',
  tensorFlow: 'tensorflow',
  tensorFlowLinks: 'tensorflow-links',
} as const;

/** File in a learner folder that says which of its files belongs to which exercise, so a copy of the folder still works. */
export const learnerFolderMarker = '.deep-learning.json';
