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

/** What *Install TensorFlow Runtime* would do, told before anything is fetched. */
export interface InstallPlan {
  /** Which of the known runtimes, and how it is fetched. */
  runtimeId: string;
  route: 'pip' | 'archive';
  version: string;
  /** `tensorflow-cpu`, or the name of the archive. */
  what: string;
  /** With pip the interpreter whose package index is asked; else the host. */
  source: string;
  downloadBytes: number;
  /** What remains on the disk. */
  diskBytes: number;
  /** SPDX identifier. */
  licence: string;
  /** Where it goes. */
  folder: string;
}

export interface InstallProgress {
  stage: 'download' | 'verify' | 'unpack';
  doneBytes: number;
  totalBytes: number;
}

/** Why an installation or a removal did not happen. Nothing half-done is left behind, whatever it was. */
export type InstallProblem =
  /** We know no runtime for this platform. */
  | { code: 'no-runtime'; platform: string }
  | { code: 'cancelled' }
  /** Another window is installing or removing. */
  | { code: 'busy' }
  /** The source cannot be reached, or the connection broke off and came back no more. */
  | { code: 'offline'; source: string; detail: string }
  /** The source answers, and does not have it. */
  | { code: 'not-served'; source: string; detail: string }
  /** What came is not what was published: damaged on the way, or exchanged. */
  | { code: 'wrong-checksum'; source: string }
  /** The archive has the right checksum and cannot be unpacked here. */
  | { code: 'cannot-unpack'; detail: string }
  | { code: 'disk-full'; folder: string; neededMb?: number; freeMb?: number }
  | { code: 'no-write'; folder: string }
  /** A program has the library open; Windows does not let it be replaced then. */
  | { code: 'in-use'; folder: string }
  | { code: 'disk'; folder: string; detail: string };
