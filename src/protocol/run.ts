import type { KeptModel } from './checkpoint.ts';
import type { Ending } from './ending.ts';
import type { Exhibit } from './exhibit.ts';
import type { Moment } from './moment.ts';

/** Identifies a compute back end. The order of preference is the engine selector's business. */
export type EngineId = 'native' | 'webgpu' | 'wasm' | 'cpu';

/** Why an engine is not used. `core/words/engines.ts` has a sentence for each, and what can be done about it. */
export type EngineProblem =
  /** Nobody has looked yet. */
  | { code: 'not-tried' }
  /** This build has no library for the engine on this kind of computer, e.g. `linux-arm64`. */
  | { code: 'not-shipped'; platform: string }
  | { code: 'no-tensorflow' }
  /** `found` is too old, or is the one in the setting and cannot be run. */
  | { code: 'no-node'; found?: string }
  /** A graphics interface that computes on the processor. */
  | { code: 'software'; device?: string }
  | { code: 'failed'; detail: string }
  | { code: 'wrong-numbers'; largestError: number }
  | { code: 'silent'; seconds: number }
  | { code: 'crashed'; detail: string }
  /** It works, but `than` is measured to be better for networks of a learner's size; times are of a small update. */
  | { code: 'slower'; than: EngineId; stepMs: number; thanStepMs: number };

export interface PassedOver {
  id: EngineId;
  /** In English, for logs and the command line. */
  reason: string;
  /** The same in a form that has words in every language, where it is known. */
  problem?: EngineProblem;
}

export interface EngineReport {
  id: EngineId;
  /** tfjs version, and the library behind it where there is one. */
  version: string;
  /** True when the numbers are computed on a graphics card. */
  gpu: boolean;
  /** Name of the graphics card or adapter, where the engine knows it. */
  device?: string;
  /** What the engine's library wrote to standard error while it started: for the Doctor, not for the learner. */
  log?: string;
  /** Why this engine and not a faster one: one line per engine that was passed over. */
  passedOver: PassedOver[];
}

export type Split = 'train' | 'validation' | 'test';

/** One curve. Batch curves have a point per optimisation step, epoch curves one per epoch. */
export interface SeriesInfo {
  id: number;
  /** As tfjs names it without the `val_` prefix: `loss`, `acc`. */
  metric: string;
  split: Split;
  scale: 'batch' | 'epoch';
  /** The model's name, so that a generator and a discriminator keep apart. */
  model: string;
}

/** New points of one curve, columnar: `steps[i]` (0-based batch or epoch number) has `values[i]`. */
export interface SeriesBlock {
  id: number;
  steps: Float64Array;
  values: Float32Array;
}

export interface Progress {
  phase: 'loading' | 'training' | 'evaluating';
  /** 1-based; absent in a custom loop, where only batches are known. */
  epoch?: number;
  epochs?: number;
  /** 1-based within the epoch, or since the start in a custom loop. */
  batch: number;
  batches?: number;
  samplesPerSecond?: number;
  elapsedMs: number;
  remainingMs?: number;
}

/** What the worker sends at most ten times a second. Points are merged while the host has no credit to give, never dropped. */
export interface MetricsBatch {
  seq: number;
  newSeries: SeriesInfo[];
  blocks: SeriesBlock[];
  progress: Progress;
}

/** Predictions of a classifier on held-out data, from which the confusion matrix and its pictures are made. */
export interface Evaluation {
  model: string;
  split: 'validation' | 'test';
  classCount: number;
  classNames: string[];
  /** When it was made; absent in runs of earlier versions. */
  at?: Moment;
  /** Class indices, one per sample. */
  truth: Uint16Array;
  predicted: Uint16Array;
  /** Probability the model gave to its own answer, 0..1. */
  confidence: Float32Array;
  /** Probability of each class, row-major [samples, classCount], where there are not too many; kept of the latest evaluation of a model and split. */
  scores?: Float32Array;
  loss?: number;
  accuracy: number;
  /** Present when the inputs are pictures: 8-bit rows of `height*width*channels`, for the first `count` samples. */
  pictures?: { width: number; height: number; channels: 1 | 3; count: number; bytes: Uint8Array };
}

export interface LayerSummary {
  name: string;
  type: string;
  outputShape: (number | null)[];
  parameters: number;
  /** Of those, the ones that are trained. This and what follows is absent in runs of earlier versions. */
  trainableParameters?: number;
  /** What comes in, one for each edge of the graph; none for an input layer. */
  inputs?: { from: string; shape: (number | null)[] }[];
  /** Multiplications of one sample; absent where they are not known. */
  macs?: number;
  /** Elements of the outputs of one sample; absent where a size is open. */
  activations?: number;
}

export interface ModelSummary {
  model: string;
  layers: LayerSummary[];
  parameters: number;
  trainableParameters: number;
  /** Numbers that the optimizer keeps for each trained parameter. */
  optimizerNumbers?: number;
}

export interface ConsoleText {
  stream: 'stdout' | 'stderr';
  text: string;
  /** Set when more was written than is kept: how many characters were left out. */
  droppedCharacters?: number;
}

export type RunStatus = 'starting' | 'running' | 'paused' | 'stopping' | 'ended';

/** What a run is for. `find-rate`: it tries learning rates for a hundred steps, throws away what was learned, and ends. */
export type RunPurpose = 'train' | 'find-rate';

/** The facts of a run that fit in a row of the Runs view. */
export interface RunHeader {
  formatVersion: 1;
  id: string;
  /** Counts up per exercise: #7. */
  number: number;
  /** File name without extension, e.g. `cnn-mnist`. */
  title: string;
  file: string;
  exerciseId?: string;
  /** Absent: `train`. Other runs are not compared as trainings. */
  purpose?: RunPurpose;
  /** ISO 8601, UTC. */
  startedAt: string;
  wallMs: number;
  seed: number;
  status: RunStatus;
  engine?: EngineReport;
  ending?: Ending;
  /** Models whose weights are in the run's folder. */
  kept?: KeptModel[];
  /** The figure a person compares runs by: test accuracy if there is one, else the last validation or training metric. */
  headline?: { metric: string; split: Split; value: number };
}

/** The whole of a run, as it is stored and as a newly opened panel receives it. */
export interface RunSnapshot {
  header: RunHeader;
  seq: number;
  series: SeriesInfo[];
  blocks: SeriesBlock[];
  progress?: Progress;
  models: ModelSummary[];
  /** In the order they were made; their place is the number by which pictures of a cell are asked for. */
  evaluations: Evaluation[];
  /** In the order they were made; their place is the number by which panels ask for their bytes. */
  exhibits: Exhibit[];
  console: ConsoleText[];
}
