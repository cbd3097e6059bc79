import type { TrainingName } from './trainings/index.ts';

export interface Timing {
  wallMs: number;
  samples: number;
  loss: number;
}

/** A process that trains on request: one of our engines in a real worker, or a Python library. */
export interface Trainee {
  /** The key in the report: `wasm`, `native`, `pytorch`, … */
  readonly name: string;
  /** Library, version and device. */
  readonly description: string;
  /** From nothing to a process whose engine has started, or whose library has been imported. */
  readonly startMs: number;
  train(training: TrainingName, steps: number): Promise<Timing>;
  close(): Promise<void>;
}

/** Why one that was asked for is not in the report. */
export interface Absent {
  name: string;
  reason: string;
}
