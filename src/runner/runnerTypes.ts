import type { Event } from '../base/emitter.ts';
import type { Logger } from '../base/logger.ts';
import type { FirstRecord } from '../core/checkpoints/branchRecord.ts';
import type { BranchOrigin, Checkpoint } from '../protocol/checkpoint.ts';
import type { CodeLocation, Ending } from '../protocol/ending.ts';
import type { TensorFlowLocation } from '../protocol/engine.ts';
import type { Exhibit } from '../protocol/exhibit.ts';
import type { LocalText } from '../protocol/locale.ts';
import type { Exercise } from '../protocol/pack.ts';
import type {
  ConsoleText,
  EngineId,
  EngineProblem,
  Evaluation,
  MetricsBatch,
  ModelSummary,
  PassedOver,
  Progress,
  RunHeader,
  RunSnapshot,
  RunPurpose,
} from '../protocol/run.ts';
import type { CellPictures, SamplePictures } from '../protocol/runSurface.ts';
import type { EngineLaunch } from './engines/engineLaunch.ts';

/** What every worker process of one runner has in common. */
export interface RunnerOptions {
  /** `dist/worker`. */
  workerFolder: string;
  /** Starts every engine about which `launch` says nothing: a Node ≥ 20, or the editor's own executable. */
  nodePath: string;
  /** Added to the worker's stripped environment, e.g. `ELECTRON_RUN_AS_NODE`. */
  env?: Record<string, string>;
  datasetsFolder: string;
  /** Where TensorFlow is, for the `native` engine. */
  tensorflow?: TensorFlowLocation;
  /** How the process of an engine is started where it needs something of its own, or why it cannot be. */
  launch?(engine: EngineId): Promise<EngineLaunch | EngineProblem | undefined>;
  logger: Logger;
}

export interface RunOptions {
  file: string;
  title: string;
  number: number;
  exerciseId?: string;
  /** Runs that differ in their seed only carry the same one. */
  group?: string;
  seed: number;
  /** Tried in this order, each in a process of its own. */
  engines: EngineId[];
  /** Engines that are known not to be worth trying, for the report. */
  passedOver?: PassedOver[];
  memoryMb: number;
  wallMs?: number;
  /** End the run when the main thread has not moved for so long. */
  stallSeconds: number;
  stopOnNaN: boolean;
  /** Default: `train`. */
  purpose?: RunPurpose;
  debug?: boolean;
  /**
   * Keeps a model's weights; a new one takes the place of the one before of the same model. Without it none are sent.
   * What it rejects with is logged.
   */
  keepCheckpoint?: (runId: string, checkpoint: Checkpoint) => Promise<void>;
  /** Take a checkpoint after each epoch, whatever it costs; otherwise as many as cost little. */
  everyEpoch?: boolean;
  /** Go on from an epoch of an earlier run, instead of from the beginning. */
  branch?: BranchOptions;
  /** Off only to measure what observation costs. */
  observe?: boolean;
}

export interface BranchOptions {
  origin: BranchOrigin;
  checkpointFile: string;
  /** What the record begins with: the earlier run up to that epoch. */
  record: FirstRecord;
}

/** A running (or ended) program. */
export interface RunHandle {
  readonly id: string;
  /** As it is now; cheap, unlike a snapshot. */
  readonly header: RunHeader;
  /** Copies every curve. */
  snapshot(): RunSnapshot;
  readonly onDidChangeHeader: Event<RunHeader>;
  readonly onDidReceiveMetrics: Event<MetricsBatch>;
  readonly onDidReceiveModel: Event<ModelSummary>;
  readonly onDidReceiveEvaluation: Event<Evaluation>;
  readonly onDidReceiveExhibit: Event<Exhibit>;
  readonly onDidWrite: Event<ConsoleText>;
  readonly onDidOpenDebugger: Event<{ port: number }>;
  /** Never rejects. */
  readonly ended: Promise<Ending>;
  stop(): Promise<void>;
  /** Ends the fit() that is going on, with the weights of its best epoch; the program goes on. */
  stopAtBest(): void;
  /** The learning rate of every optimizer, from its next update on. */
  setLearningRate(rate: number): void;
  pause(): void;
  resume(): void;
  /** By its number in the order in which they were made. */
  exhibit(index: number): Exhibit | undefined;
  pictures(evaluation: number, truth: number, predicted: number): CellPictures;
  samplePictures(evaluation: number, samples: readonly number[]): SamplePictures;
}

export interface CheckOptions {
  exercise: Exercise;
  /** The learner's file, or a solution or wrong answer of the pack. */
  file: string;
  engines: EngineId[];
  stallSeconds: number;
}

export interface CheckProgress {
  stage: string;
  stageIndex: number;
  stageCount: number;
  /** 1-based, for stages that are run for several seeds. */
  seedIndex?: number;
  seedCount?: number;
  training?: Progress;
}

export type CheckResult =
  | { kind: 'passed'; wallMs: number; scores: number[] }
  | {
      kind: 'failed';
      stage: string;
      messageId: string;
      message: LocalText;
      /** What filled the message; `expected` and `actual` are shown side by side in the Testing view. */
      slots?: Record<string, string | number>;
      at?: CodeLocation;
      scores: number[];
    }
  /** The learner's code did not get through: syntax, exception, memory, Stop, … */
  | { kind: 'ended'; stage: string; ending: Ending };

export interface CheckHandle {
  readonly onDidProgress: Event<CheckProgress>;
  /** Never rejects. */
  readonly result: Promise<CheckResult>;
  stop(): Promise<void>;
}

export interface Runner {
  /** Starts a process and its engine ahead of time, so that the next run with these options begins at once. */
  prepare(options: Pick<RunOptions, 'engines' | 'memoryMb'>): void;
  run(options: RunOptions): RunHandle;
  check(options: CheckOptions): CheckHandle;
  /** Ends every process this runner has started. */
  dispose(): Promise<void>;
}
