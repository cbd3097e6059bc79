import type * as tf from '@tensorflow/tfjs';
import type { LoadDataset } from '../data/datasetTypes.ts';

/** What a stage's `probe` is given. It runs in the process that loaded the learner's file. */
export interface ProbeContext {
  /** The exports of the learner's file. */
  subject: Record<string, unknown>;
  tf: typeof tf;
  dataset: LoadDataset;
  /** Every random number of this probe comes from it. */
  seed: number;
}

/** What a stage's `judge` is given. It runs in a process that never loaded the learner's file. */
export interface JudgeContext<Data = unknown> {
  data: Data;
  /** The same stage's data of the first solution, for stages with `needsReference`. */
  reference?: Data;
  seed: number;
  tf: typeof tf;
  dataset: LoadDataset;
}

export type StageVerdict =
  | { pass: true; score?: number }
  /** `message` names an entry of `messages` in exercise.json. */
  | { pass: false; message: string; slots?: Record<string, string | number>; score?: number };

/** One stage of a check, in two halves that share nothing but data. */
export interface CheckStage<Data = unknown> {
  /** Returns structured-clonable data only: numbers, text, typed arrays, plain objects of them. */
  probe(context: ProbeContext): Data | Promise<Data>;
  judge(context: JudgeContext<Data>): StageVerdict | Promise<StageVerdict>;
  needsReference?: boolean;
  /** Run once for each of the exercise's seeds and judged together by its pass rule. */
  perSeed?: boolean;
}

/** What `check.ts` of an exercise exports as `check`. The keys are the stage ids of exercise.json. */
export interface Check {
  // Each stage has data of its own type, which no record type can say; the two halves of one stage agree.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  stages: Record<string, CheckStage<any>>;
}
