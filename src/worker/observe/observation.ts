import type { Exhibit } from '../../protocol/exhibit.ts';
import type { Evaluation, ModelSummary } from '../../protocol/run.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { MetricsOutbox } from './metricsOutbox.ts';
import type { Resumption } from '../resume/resumption.ts';
import type { TrainingControl } from './trainingControl.ts';
import type { WatchedTraining } from './watchTraining.ts';

/** What the observers of fit(), evaluate() and custom loops share. */
export interface Observation {
  tf: TensorFlow;
  outbox: MetricsOutbox;
  control: TrainingControl;
  /** End the run at the first loss that is not a number. */
  stopOnNaN: boolean;
  /** `performance.now()` when the run began. */
  startedAt: number;
  onModel(summary: ModelSummary): void;
  onEvaluation(evaluation: Evaluation): void;
  onExhibit(exhibit: Exhibit): void;
  /** What else looks at training. */
  watched: WatchedTraining;
  /** Follows calls of fit() so that they can be gone on with. */
  resumption: Resumption;
  /** Absent when the host does not keep weights. */
  checkpoints?: Checkpoints;
  /** Names for classes, if the learner has loaded a dataset with that many. */
  classNames(count: number): string[];
}
