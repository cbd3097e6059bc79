import type { CodeLocation, Ending } from './ending.ts';
import type { EngineId, EngineReport, Evaluation, MetricsBatch, ModelSummary } from './run.ts';

/** What a fresh worker process is told before anything of the learner's is loaded. */
export interface WorkerInit {
  /** Tried in this order; the first that works is used. */
  engines: EngineId[];
  /** Folder that holds one folder per dataset (`mnist/manifest.json`, …). */
  datasetsFolder: string;
  /** Folder of a learner's own `@tensorflow/tfjs-node-gpu`, if they have one. */
  nativeFolder?: string;
  /** Seeds every random number: initial weights, shuffling, dropout. */
  seed: number;
  /** Off in the judge process and in benchmarks of the bare engine. */
  observe: boolean;
  /** Stop the run at the first loss that is not a number. */
  stopOnNaN: boolean;
  /** Wait for a debugger before the learner's code is loaded. */
  waitForDebugger: boolean;
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

export interface WorkerSurface {
  requests: {
    init: { params: WorkerInit; result: EngineReport };
    /** Loads and runs a plain program: its top level, then its exported `main` if there is one. */
    run: { params: { file: string }; result: Ending };
    /** Loads the learner's (or reference) file and the pack's check; does not call `main`. */
    openCheck: {
      params: { checkFile: string; subjectFile: string; exports: string[] };
      result: Ending | null;
    };
    /** Runs one stage's probe on the opened subject. */
    probe: { params: { stage: string; seed: number }; result: { data: ProbeData } | { ending: Ending } };
    /** In a process that never loaded the subject: judges data of the subject beside data of the reference. */
    judge: {
      params: { checkFile: string; stage: string; seed: number; data: ProbeData; reference?: ProbeData };
      result: Verdict;
    };
    /** Ends training at the next batch. Answered at once; the run's own request settles when it has ended. */
    stop: { params: undefined; result: undefined };
    pause: { params: undefined; result: undefined };
    resume: { params: undefined; result: undefined };
    /** The host has consumed the batch `seq`; two may be under way. */
    credit: { params: { seq: number }; result: undefined };
  };
  events: {
    metrics: MetricsBatch;
    evaluation: Evaluation;
    model: ModelSummary;
    /** Where a debugger can attach. */
    debuggerReady: { port: number };
    /** The learner's code is about to leave the process (`process.exit`, unhandled rejection): the last word on why. */
    leaving: Ending;
  };
}

/** A line of JSON that the watchdog thread writes to file descriptor 4 twice a second, even while the main thread is busy. */
export interface Heartbeat {
  /** Times the main thread has come back to its event loop or finished a batch. Standing still means busy. */
  turns: number;
  rssMb: number;
  /** Where the main thread is busy, once the host asked for it or it stood still for long. */
  busyAt?: CodeLocation;
}
