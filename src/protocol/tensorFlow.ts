import type { TensorFlowLocation, TensorFlowOrigin } from './engine.ts';

/**
 * What keeps a TensorFlow library from being used, found out by looking at it and without loading it. `core/words/tensorflow.ts`
 * says each in three languages.
 */
export type TensorFlowProblem =
  /** Nothing is there under this name. */
  | { code: 'not-found'; folder: string }
  /** The folder is there, and no TensorFlow library of this platform is in it. */
  | { code: 'no-library'; folder: string }
  /** Built for another system or processor, such as `Linux arm64`. */
  | { code: 'wrong-platform'; file: string; found: string; needed: string }
  /** Not a library at all, whatever its name says. */
  | { code: 'not-a-library'; file: string }
  | { code: 'too-old'; folder: string; version: string; oldest: string }
  | { code: 'too-new'; folder: string; version: string; newest: string }
  /** A part is missing: a copy or a download that was broken off. */
  | { code: 'incomplete'; file: string }
  | { code: 'no-permission'; path: string }
  | { code: 'no-space'; folder: string }
  /** The disk answered with something else. */
  | { code: 'unreadable'; path: string; detail: string };

/** A place where TensorFlow was looked for and something was found. */
export interface TensorFlowCandidate {
  origin: TensorFlowOrigin;
  /** The folder with the library; without one, the folder that was looked at. */
  folder: string;
  /** Set for the candidate that is used. One that has neither this nor a problem could be used too, but comes later. */
  location?: TensorFlowLocation;
  problem?: TensorFlowProblem;
}

export interface TensorFlowSearch {
  /** The first candidate without a problem. */
  location?: TensorFlowLocation;
  /** In the order of preference: the setting, what we installed, Python's. */
  candidates: TensorFlowCandidate[];
}
