import type { Checkpoint } from './checkpoint.ts';
import type { CodeLocation, Ending } from './ending.ts';
import type { Exhibit } from './exhibit.ts';
import type { EngineChoice, EngineProbe } from './engine.ts';
import type {
  EngineReport,
  Evaluation,
  MetricsBatch,
  ModelSummary,
  RunPurpose,
  RunSettings,
  SeriesInfo,
} from './run.ts';

/** What a fresh worker process is told before anything of the learner's is loaded. */
export interface WorkerInit extends EngineChoice {
  /** The learner's folder: relative paths in their code start there. */
  cwd: string;
  /** Folder that holds one folder per dataset (`mnist/manifest.json`, …). */
  datasetsFolder: string;
  /** Seeds every random number: initial weights, shuffling, dropout. */
  seed: number;
  /** Off in the judge process and in benchmarks of the bare engine. */
  observe: boolean;
  /** Default: `train`. */
  purpose?: RunPurpose;
  /** Stop the run at the first loss that is not a number. */
  stopOnNaN: boolean;
  /** Send checkpoints of models, for the host to keep: as many as cost little, or of each epoch. */
  checkpoints: 'none' | 'cheap' | 'every-epoch';
  /** Go on from an epoch of an earlier run: what comes before it is run again, and not told. */
  branch?: BranchInit;
  /** Wait for a debugger before the learner's code is loaded. */
  waitForDebugger: boolean;
}

/** What a worker is told about the checkpoint it goes on from. */
export interface BranchInit {
  /** A checkpoint file; `core/checkpoints/checkpointFile.ts` reads it. */
  file: string;
  /** In place of the one in the checkpoint. */
  learningRate?: number;
  /** Curves that the record has already: their ids go on. */
  series: SeriesInfo[];
  /** How many of each the record has already. */
  evaluations: number;
  exhibits: number;
}

/** One stage of a check, as data a judge can look at. Only structured-clonable values. */
export type ProbeData = unknown;

export type Verdict =
  | { pass: true; score?: number }
  /** `message` names an entry of `messages` in exercise.json; `slots` fill it. */
  | {
      pass: false;
      message: string;
      slots?: Record<string, string | number>;
      score?: number;
      at?: CodeLocation;
    };

/** How a stage wants to be run. */
export interface StageNeeds {
  needsReference: boolean;
  perSeed: boolean;
}

export interface WorkerSurface {
  requests: {
    /** Starts the engine ahead of time, in a process kept ready for the next run. */
    warmUp: { params: EngineChoice; result: undefined };
    /** In a process of its own: starts one engine, checks its numbers and takes its time. Nothing follows it. */
    probeEngine: { params: EngineChoice; result: EngineProbe | { failed: string } };
    init: { params: WorkerInit; result: EngineReport };
    /** Loads and runs a plain program: its top level, then its exported `main` if there is one. */
    run: { params: { file: string }; result: Ending };
    /** Loads a pack's check and the file it is about; does not call `main`. Null when both are ready for `probe`. */
    openCheck: {
      params: { checkFile: string; subjectFile: string; exports: string[] };
      result: Ending | null;
    };
    /** Runs one stage's probe on the opened subject. */
    probe: { params: { stage: string; seed: number }; result: { data: ProbeData } | { ending: Ending } };
    /** In a process that never loads the subject: loads the check and says how each stage wants to be run. */
    openJudge: { params: { checkFile: string }; result: Record<string, StageNeeds> };
    judge: {
      params: { stage: string; seed: number; data: ProbeData; reference?: ProbeData };
      result: Verdict;
    };
  };
  events: {
    metrics: MetricsBatch;
    evaluation: Evaluation;
    model: ModelSummary;
    checkpoint: Checkpoint;
    exhibit: Exhibit;
    /** How it trains: all that is known so far, whenever a model or loop is seen for the first time. */
    settings: RunSettings;
    /** Where a debugger can attach. */
    debuggerReady: { port: number };
    /** The learner's code is about to leave the process (`process.exit`, unhandled rejection): the last word on why. */
    leaving: Ending;
  };
}

/**
 * The control channel: lines of text on file descriptor 4, served inside the child by a thread of its own, so that both
 * directions work while the learner's code keeps the main thread busy. Host to worker, one word a line, `credit` with the
 * sequence number of the metrics batch that was consumed.
 */
export type ControlLine =
  | 'stop'
  /** Ends the fit() that is going on, with the weights of its best epoch; the program goes on. */
  | 'stop-at-best'
  | 'pause'
  | 'resume'
  | 'locate'
  | `credit ${number}`
  /** The learning rate from the next batch on. */
  | `rate ${number}`;

/** Worker to host on the same channel: one JSON line twice a second. */
export interface Heartbeat {
  /** Times the main thread has come back to its event loop or finished a batch. Standing still means busy. */
  turns: number;
  rssMb: number;
  /** Answer to `locate`: where the main thread is busy; null when it is in nobody's code of interest. */
  busyAt?: CodeLocation | null;
}

/** The file descriptor of the control channel in the child. */
export const controlFd = 4;
