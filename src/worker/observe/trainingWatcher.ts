import type { LayersModel, Logs, NamedTensorMap, Optimizer, Tensor } from '@tensorflow/tfjs';
import type { Moment } from '../../protocol/moment.ts';

/** A call of fit() or fitDataset(). */
export interface Fit {
  model: LayersModel;
  /** What is trained on, where it is tensors; a watcher may read it, and must not keep or dispose of it. */
  x?: unknown;
  y?: unknown;
  /** Held-out samples, where they are tensors: those of `x` and `y` from index `from` on. */
  heldOut?: { x: unknown; y: unknown; from?: number };
  epochs?: number;
  batchSize?: number;
}

/** An update of weights: by a model's own optimizer, or in a loop that the learner wrote. */
export interface Update {
  optimizer: Optimizer;
  gradients: NamedTensorMap;
  /** Absent in a loop of the learner's own, where only variables are known. */
  model?: LayersModel;
}

/**
 * Something that looks at training beside the curves. Methods are called between the steps of training and take time from
 * it: they stay within `costShare` (watchTraining.ts leaves out calls beyond it), leave no tensor behind, and may draw random
 * numbers freely, for the state of the generator is put back after each call. What a watcher throws is logged, and that
 * watcher is not called again.
 */
export interface TrainingWatcher {
  readonly name: string;
  /** Part of the training time this may take, 0..1; default 0.01. `Infinity`: it is called each time. */
  readonly costShare?: number;
  /** Synchronous: an error that fit() throws at once must still carry the line of the learner's call. */
  fitBegins?(fit: Fit, at: Moment): void;
  /** Before the weights change. Synchronous: it happens inside of tfjs's own loop. */
  beforeUpdate?(update: Update, at: Moment): void;
  batchEnds?(model: LayersModel, logs: Logs, at: Moment): Promise<void> | void;
  epochEnds?(fit: Fit, logs: Logs, at: Moment): Promise<void> | void;
  fitEnds?(fit: Fit, at: Moment): Promise<void> | void;
  /** After an update in a loop of the learner's own, and after trainOnBatch(). Such a loop may be unable to wait. */
  stepEnds?(
    step: { loop: string; model?: LayersModel; optimizer?: Optimizer; loss?: number },
    at: Moment,
  ): void;
  /** After predict() of a model outside of training, called by the program. */
  predicted?(model: LayersModel, input: unknown, output: Tensor | Tensor[], at: Moment): void;
  /** The program is over; what the clock left out may be done now. */
  programEnds?(): Promise<void> | void;
}
