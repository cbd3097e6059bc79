import type { EngineId, EngineProblem, EngineReport, PassedOver } from './run.ts';

/** How a TensorFlow library came to be on this machine. */
export type TensorFlowOrigin = 'setting' | 'python' | 'installed';

/** A TensorFlow library the host has found and looked at; the worker loads it through our add-on. */
export interface TensorFlowLocation {
  origin: TensorFlowOrigin;
  /** Where a person would look for it: the Python package, the unpacked archive. */
  folder: string;
  /** Private folder with `libtensorflow.so.2` and `libtensorflow_framework.so.2` under these very names. */
  linkFolder: string;
  /** All folders the dynamic linker has to search before the process starts, `linkFolder` first. */
  libraryFolders: string[];
  /** `2.21.0`; absent when it could not be read. */
  version?: string;
}

/** Which engine to start. */
export interface EngineChoice {
  /** Tried in this order; the first that works is used. */
  engines: EngineId[];
  /** Where TensorFlow is, for the `native` engine. */
  tensorflow?: TensorFlowLocation;
}

/** What a throw-away process found out about one engine. */
export interface EngineProbe {
  report: EngineReport;
  /** Engine start, in the probing process. */
  startMs: number;
  /** Largest error of a matMul, a convolution and its gradients against known numbers, relative to the largest of each. */
  largestError: number;
  /** Median time of one update of a small dense network (dispatch) and of a small convolutional one (arithmetic). */
  smallStepMs: number;
  largeStepMs: number;
}

/** What a look at one engine found. */
export interface EngineFinding {
  id: EngineId;
  /** What was measured; absent when the engine could not be started. */
  probe?: EngineProbe;
  /** Why it is not used. Absent: it works. */
  problem?: EngineProblem;
  /** What was written to stderr meanwhile: native libraries name what they miss nowhere else. */
  messages: string;
  /** The whole look, with starting and ending its process. */
  wallMs: number;
}

/** A Node that is no part of an editor, for engines whose libraries need one. */
export interface FoundNode {
  path: string;
  /** `20.19.0` */
  version: string;
}

/** What is known about this computer's engines. An engine that is not listed has not been tried. */
export interface EngineFindings {
  /** ISO 8601, UTC: when the last engine was looked at. */
  takenAt: string;
  engines: EngineFinding[];
  tensorflow?: TensorFlowLocation;
  node?: FoundNode;
}

/** Which engines a run tries, first to last, and why not others before them. */
export interface EnginePlan {
  engines: EngineId[];
  passedOver: PassedOver[];
}
