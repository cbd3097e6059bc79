import type { BranchOrigin, KeptModel } from './checkpoint.ts';
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
  /** Absent in runs of earlier versions. */
  times?: PointTimes;
  /** How many points at the beginning of a very long curve are the extremes of more points than there are. */
  thinned?: number;
}

/** When some of a block's points were made; the others are spread evenly between them. */
export interface PointTimes {
  /** Places within the block, ascending. */
  indices: Uint32Array;
  /** Since the program began, for each of `indices`. */
  elapsedMs: Float64Array;
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
  /** Of the optimizer that has just made a step. */
  learningRate?: number;
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
  /** Name of the model's output, where it has several. */
  output?: string;
  split: 'validation' | 'test';
  classCount: number;
  classNames: string[];
  /** When it was made; absent in runs of earlier versions. */
  at?: Moment;
  /**
   * Which samples these are: evaluations of one run with the same number are of the same samples in the same order, and
   * only the first of them has `pictures`. Absent in runs of earlier versions.
   */
  heldOut?: number;
  /** Class indices, one per sample; a label that is no class is 65535. */
  truth: Uint16Array;
  predicted: Uint16Array;
  /** Probability the model gave to its own answer, 0..1; NaN where it gave none, or its outputs are no probabilities. */
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

/**
 * How a run trained, by name: `optimizer`, `learningRate`, `batchSize`, `epochs`, `loss`, `parameters`, …. Settings of a second
 * model or loop carry its name in front: `generator.learningRate`. Named as tfjs names them; `core/words/compare.ts` has words.
 */
export type RunSettings = Record<string, string | number>;

/** The best value of one epoch curve, and where it was. */
export interface BestValue {
  metric: string;
  split: Split;
  model: string;
  value: number;
  /** As in the curve: 0-based epoch number. */
  step: number;
}

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
  /** The run and epoch that this one went on from. */
  branch?: BranchOrigin;
  /** Hash of the learner's file as it was when the run began; files that it imports are not in it. */
  codeHash?: string;
  /** The figure a person compares runs by: test accuracy if there is one, else the last validation or training metric. */
  headline?: { metric: string; split: Split; value: number };
  settings?: RunSettings;
  /** Of the epoch curves; absent in runs of earlier versions. */
  best?: BestValue[];
  /** The same for runs that were started together to differ in their seed only. */
  group?: string;
}

/** The whole of a run, as it is stored and as a newly opened panel receives it. */
export interface RunSnapshot {
  header: RunHeader;
  seq: number;
  series: SeriesInfo[];
  blocks: SeriesBlock[];
  /** Curves beyond those a run may have, of which nothing is kept. */
  seriesLeftOut?: number;
  progress?: Progress;
  models: ModelSummary[];
  /** In the order they were made; their place is the number by which pictures of a cell are asked for. */
  evaluations: Evaluation[];
  /** In the order they were made; their place is the number by which panels ask for their bytes. */
  exhibits: Exhibit[];
  console: ConsoleText[];
}
