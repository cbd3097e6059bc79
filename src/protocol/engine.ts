import type { EngineId, EngineReport } from './run.ts';

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
  /** Largest relative error of a matMul and of a convolution's gradients against known numbers. */
  largestError: number;
  /** Median time of one update of a small dense network (dispatch) and of a small convolutional one (arithmetic). */
  smallStepMs: number;
  largeStepMs: number;
}
