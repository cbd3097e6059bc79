import type { Alarm, SampleFrame } from '../../protocol/exhibit.ts';
import type { Evaluation, ModelSummary, SeriesInfo, Split } from '../../protocol/run.ts';

/** What the curves of a run can say about its training. `core/words/diagnosis.ts` has a sentence and advice for each. */
export type FindingCode =
  | 'not-finite'
  | 'diverged'
  | 'stuck-at-chance'
  | 'one-class'
  | 'leaky'
  | 'rate-too-high'
  | 'discriminator-wins'
  | 'mode-collapse'
  | 'over-fitting'
  | 'rate-too-low'
  | 'under-fitting'
  | 'class-imbalance'
  | 'noisy-validation'
  | 'plateau'
  | 'not-converged'
  | 'validation-better';

/** `problem`: training does not work; `warning`: it works worse than it could; `hint`: good to know. */
export type FindingSeverity = 'problem' | 'warning' | 'hint';

/** Which part of which curve a finding is about. */
export interface FindingPlace {
  metric: string;
  split: Split;
  scale: SeriesInfo['scale'];
  /** 0-based, as steps of the series are. */
  fromStep: number;
  toStep: number;
}

export interface Finding {
  code: FindingCode;
  model: string;
  severity: FindingSeverity;
  /** 0..1; findings below `thresholds.shownFrom` are never returned. */
  confidence: number;
  /** Absent where a finding is not about a curve. */
  place?: FindingPlace;
  /** Numbers that the sentence names, by slot. */
  evidence: Readonly<Record<string, number>>;
}

/** One curve of a run, as the series store holds it. */
export interface RecordedCurve {
  info: SeriesInfo;
  values: ArrayLike<number>;
  stepAt: (index: number) => number;
}

/** What a run has recorded, as far as rules look at it. */
export interface RecordedRun {
  curves: readonly RecordedCurve[];
  /** The latest of each model and split. */
  evaluations: readonly Evaluation[];
  models: readonly ModelSummary[];
  alarms: readonly Alarm[];
  frames: readonly SampleFrame[];
  /** While it runs, nothing is said about how it ends. */
  isRunning: boolean;
}
