import type { Checkpoint, TrainingState } from '../../protocol/checkpoint.ts';
import type { Exhibit } from '../../protocol/exhibit.ts';
import type { ResumeRefusal } from '../../protocol/ending.ts';
import type { Evaluation, ModelSummary, RunPurpose, RunSettings } from '../../protocol/run.ts';
import type { BranchInit } from '../../protocol/workerSurface.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { SeededRandom } from '../process/seededRandom.ts';
import { createCheckpoints, type Checkpoints } from './checkpoints.ts';
import { createResumption, type BranchPoint } from '../resume/resumption.ts';
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
  /** `performance.now()` when the program began; earlier by what a run that it goes on from had taken. */
  startedAt: number;
  /** Names for classes, if the learner has loaded a dataset with that many. */
  classNames(count: number): string[];
  /** Take a checkpoint after each epoch, whatever it costs. */
  everyEpoch?: boolean;
  /** What this run goes on from, and what the host has recorded of it already. */
  branch?: BranchPoint & Omit<BranchInit, 'file'>;
}

/** The last words about a program that is over. */
export interface RunningObservation {
  /** @param keepsWeights false where they are no numbers any more, and must not take the place of the last good ones */
  programEnds(keepsWeights: boolean): Promise<void>;
  /** Something that the program itself shows. */
  show(exhibit: Exhibit): void;
  /** Why the run has not gone on from its checkpoint, once the program is over. */
  refusalAtEnd(): ResumeRefusal | undefined;
}

/** Puts observation around the training methods of tfjs. Once a process, before the learner's code is loaded. */
export function startObservation(options: StartObservationOptions): RunningObservation {
  const { tf, random, branch, control } = options;
  const resumption = createResumption({
    tf,
    random,
    stopRequested: () => control.stopRequested,
    ...(branch ? { branch } : {}),
  });
  const { outbox, onEvaluation, onExhibit, recorded } = createRecorder(options, () => resumption.isReplaying);
  const { startedAt } = options;
  const rates =
    options.purpose === 'find-rate'
      ? createRateScanner({ tf, random, startedAt, onScan: onExhibit })
      : undefined;
  // What is learned while rates are tried is thrown away: there is nothing to keep or to judge.
  const checkpoints = rates ? undefined : keeping(options, { outbox, recorded });
  const evaluations = createClassifierEvaluations({
    tf,
    onEvaluation,
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
    outbox,
    control,
    guard: createStepGuard({ tf, random, withholds: options.stopOnNaN }),
    divergence: createDivergenceReports({ stopOnNaN: options.stopOnNaN, onExhibit }),
    startedAt,
    watched,
    resumption,
    ...(checkpoints ? { checkpoints: withoutReplay(checkpoints, () => resumption.isReplaying) } : {}),
    ...(rates ? { rates } : {}),
    onModel: (summary) => options.onModel(summary),
    evaluations,
    onExhibit,
  };
  observeOptimizers(observation, observeModels(observation));
  return {
    show: onExhibit,
    async programEnds(keepsWeights) {
      rates?.programEnds();
      await watched.tell('programEnds');
      if (keepsWeights) await checkpoints?.finish();
    },
    refusalAtEnd: () => resumption.refusalAtEnd(),
  };
}

/** Checkpoints, where the host keeps them: what comes before an epoch is recorded before it. */
function keeping(
  { keep, startedAt, everyEpoch = false }: StartObservationOptions,
  { outbox, recorded }: Pick<Recorder, 'outbox' | 'recorded'>,
): Checkpoints | undefined {
  if (!keep) return undefined;
  return createCheckpoints({
    send(checkpoint) {
      outbox.flushNow();
      return keep(checkpoint);
    },
    everyEpoch,
    recorded: () => ({ elapsedMs: performance.now() - startedAt, recorded: recorded() }),
  });
}

/** What is only done again has its checkpoints in the folder of the run that did it first. */
function withoutReplay(checkpoints: Checkpoints, isReplaying: () => boolean): Checkpoints {
  return {
    ...checkpoints,
    async offer(model, progress) {
      if (!isReplaying()) await checkpoints.offer(model, progress);
    },
  };
}

interface Recorder {
  outbox: MetricsOutbox;
  onExhibit: (exhibit: Exhibit) => void;
  onEvaluation: (evaluation: Evaluation) => void;
  recorded: () => TrainingState['recorded'];
}

/** Counts what is recorded of the run, and leaves out what an earlier run has recorded already. */
function createRecorder(options: StartObservationOptions, isReplaying: () => boolean): Recorder {
  const { outbox, branch } = options;
  let evaluations = branch?.evaluations ?? 0;
  let exhibits = branch?.exhibits ?? 0;
  if (branch) outbox.continueCurves(branch.series, branch.checkpoint.training.recorded.lastSteps);
  return {
    outbox: {
      ...outbox,
      add(curve, step, value) {
        if (!isReplaying()) outbox.add(curve, step, value);
      },
    },
    onEvaluation(evaluation) {
      if (isReplaying()) return;
      evaluations += 1;
      options.onEvaluation(evaluation);
    },
    onExhibit(exhibit) {
      if (isReplaying()) return;
      exhibits += 1;
      options.onExhibit(exhibit);
    },
    recorded: () => ({ lastSteps: outbox.lastSteps(), evaluations, exhibits }),
  };
}
