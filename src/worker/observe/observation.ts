import type { Exhibit } from '../../protocol/exhibit.ts';
import type { ModelSummary } from '../../protocol/run.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { DivergenceReports } from './divergence/divergenceReports.ts';
import type { StepGuard } from './divergence/stepGuard.ts';
import type { ClassifierEvaluations } from './evaluation/classifierEvaluations.ts';
import type { MetricsOutbox } from './metricsOutbox.ts';
import type { RateScanner } from './rates/rateScanner.ts';
import type { Resumption } from '../resume/resumption.ts';
import type { TrainingControl } from './trainingControl.ts';
import type { WatchedTraining } from './watchTraining.ts';

/** What the observers of fit(), evaluate() and custom loops share. */
export interface Observation {
  tf: TensorFlow;
  outbox: MetricsOutbox;
  control: TrainingControl;
  /** `performance.now()` when the run began. */
  startedAt: number;
  onModel(summary: ModelSummary): void;
  evaluations: ClassifierEvaluations;
  onExhibit(exhibit: Exhibit): void;
  /** Looks at losses and gradients before they reach the weights. */
  guard: StepGuard;
  /** Tells about the first loss or gradient that is none. */
  divergence: DivergenceReports;
  /** Present in a run that only looks for a learning rate. */
  rates?: RateScanner;
  /** What else looks at training. */
  watched: WatchedTraining;
  /** Follows calls of fit() so that they can be gone on with. */
  resumption: Resumption;
  /** Absent when the host does not keep weights. */
  checkpoints?: Checkpoints;
}
