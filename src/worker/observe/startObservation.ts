import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { Exhibit } from '../../protocol/exhibit.ts';
import type { Evaluation, ModelSummary, RunPurpose, RunSettings } from '../../protocol/run.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { SeededRandom } from '../process/seededRandom.ts';
import { createCheckpoints } from './checkpoints.ts';
import { createWatchers } from './createWatchers.ts';
import { createDivergenceReports } from './divergence/divergenceReports.ts';
import { createStepGuard } from './divergence/stepGuard.ts';
import { createClassifierEvaluations } from './evaluation/classifierEvaluations.ts';
import type { MetricsOutbox } from './metricsOutbox.ts';
import type { Observation } from './observation.ts';
import { observeModels } from './observeModels.ts';
import { observeOptimizers } from './observeOptimizers.ts';
import { createRateScanner } from './rates/rateScanner.ts';
import type { TrainingControl } from './trainingControl.ts';
import { watchTraining } from './watchTraining.ts';

/** Where what is seen goes. */
export interface ObservationOutlets {
  onModel(summary: ModelSummary): void;
  onEvaluation(evaluation: Evaluation): void;
  onExhibit(exhibit: Exhibit): void;
  onSettings(settings: RunSettings): void;
  /** Settles when the checkpoint has left the process; absent when the host does not keep weights. */
  keep?: (checkpoint: Checkpoint) => Promise<void>;
}

export interface StartObservationOptions extends ObservationOutlets {
  tf: TensorFlow;
  outbox: MetricsOutbox;
  control: TrainingControl;
  random: SeededRandom;
  stopOnNaN: boolean;
  purpose: RunPurpose;
  /** `performance.now()` when the program began. */
  startedAt: number;
  /** Names for classes, if the learner has loaded a dataset with that many. */
  classNames(count: number): string[];
}

/** The last words about a program that is over. */
export interface RunningObservation {
  /** @param keepsWeights false where they are no numbers any more, and must not take the place of the last good ones */
  programEnds(keepsWeights: boolean): Promise<void>;
}

/** Puts observation around the training methods of tfjs. Once a process, before the learner's code is loaded. */
export function startObservation(options: StartObservationOptions): RunningObservation {
  const { tf, random, startedAt } = options;
  const onExhibit = (exhibit: Exhibit): void => options.onExhibit(exhibit);
  const rates =
    options.purpose === 'find-rate'
      ? createRateScanner({ tf, random, startedAt, onScan: onExhibit })
      : undefined;
  // What is learned while rates are tried is thrown away: there is nothing to keep or to judge.
  const checkpoints = rates ? undefined : options.keep && createCheckpoints({ tf, send: options.keep });
  const evaluations = createClassifierEvaluations({
    tf,
    onEvaluation: (evaluation) => options.onEvaluation(evaluation),
    classNames: (count) => options.classNames(count),
  });
  const onSettings = (settings: RunSettings): void => options.onSettings(settings);
  const watched = watchTraining({
    watchers: rates ? [] : [...createWatchers({ tf, startedAt, onExhibit, onSettings }), evaluations.watcher],
    random,
    // A watcher that fails is our mistake, and no reason to disturb the learner's training.
    onFailure: (name, thrown) => {
      if (process.env['DEEP_LEARNING_DEBUG']) process.emitWarning(`${name}: ${String(thrown)}`);
    },
  });
  const observation: Observation = {
    tf,
    outbox: options.outbox,
    control: options.control,
    guard: createStepGuard({ tf, random, withholds: options.stopOnNaN }),
    divergence: createDivergenceReports({ stopOnNaN: options.stopOnNaN, onExhibit }),
    startedAt,
    watched,
    ...(checkpoints ? { checkpoints } : {}),
    ...(rates ? { rates } : {}),
    onModel: (summary) => options.onModel(summary),
    evaluations,
    onExhibit,
  };
  observeOptimizers(observation, observeModels(observation));
  return {
    async programEnds(keepsWeights) {
      rates?.programEnds();
      await watched.tell('programEnds');
      if (keepsWeights) await checkpoints?.finish();
    },
  };
}
