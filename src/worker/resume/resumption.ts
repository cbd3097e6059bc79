import type { LayersModel, ModelFitArgs } from '@tensorflow/tfjs';
import type { FullCheckpoint } from '../../core/checkpoints/checkpointFile.ts';
import type { CodeLocation, ResumeRefusal } from '../../protocol/ending.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { modelName } from '../observe/modelSummary.ts';
import type { ModelCounters } from '../observe/modelCounters.ts';
import { NotResumedError } from '../observe/signals.ts';
import type { SeededRandom } from '../process/seededRandom.ts';
import { beginFit, type FitSession } from './fitSession.ts';
import { refusalOf, restoreTraining } from './restoreTraining.ts';

/** What this run goes on from. */
export interface BranchPoint {
  checkpoint: FullCheckpoint;
  learningRate?: number;
}

/** Follows all calls of fit(), and lets the one that a checkpoint belongs to go on from it. */
export interface Resumption {
  /**
   * True while what the program does has been done before, by the run that this one goes on from: the record has it already.
   */
  readonly isReplaying: boolean;
  /** @throws NotResumedError where the call is the wanted one and cannot go on */
  beginFit(
    model: LayersModel,
    args: ModelFitArgs,
    counted: ModelCounters,
    at: CodeLocation | undefined,
  ): TrackedFit;
  /** A call of fitDataset(), which counts as one of fit(). @throws NotResumedError where it is the wanted one */
  beginFitDataset(model: LayersModel, at: CodeLocation | undefined): void;
  endFit(session: FitSession): void;
  /** An update of a model's weights, or of variables in a loop of the program's own. */
  noteUpdate(model: LayersModel | undefined): void;
  /** Why the wanted call has not come, now that the program is over. */
  refusalAtEnd(): ResumeRefusal | undefined;
}

export interface TrackedFit {
  session: FitSession;
  /** For tfjs: those of the program, beginning at the right epoch. */
  args: ModelFitArgs;
}

export interface ResumptionOptions {
  tf: TensorFlow;
  random: SeededRandom;
  stopRequested: () => boolean;
  branch?: BranchPoint;
}

export function createResumption(options: ResumptionOptions): Resumption {
  return new FitResumption(options);
}

class FitResumption implements Resumption {
  readonly #options: ResumptionOptions;
  /** Models of one name share their count: the order of calls is what the same program repeats. */
  readonly #calls = new Map<string, number>();
  readonly #sessions = new Set<FitSession>();
  isReplaying: boolean;

  constructor(options: ResumptionOptions) {
    this.#options = options;
    this.isReplaying = options.branch !== undefined;
  }

  beginFit(
    model: LayersModel,
    args: ModelFitArgs,
    counted: ModelCounters,
    at: CodeLocation | undefined,
  ): TrackedFit {
    const { tf, random, stopRequested } = this.#options;
    const { fitCall, branch } = this.#countCall(model);
    const options = { tf, random, model, args, fitCall, stopRequested };
    if (!branch) return this.#track(beginFit(options), args);
    const refusal = refusalOf(model, branch.checkpoint);
    if (refusal) refuse(refusal, at);
    const { training } = branch.checkpoint;
    const session = beginFit({
      ...options,
      resume: {
        training,
        restore: (callbacks) => {
          const { samples } = session.opening.params as unknown as { samples: number };
          if (samples !== training.samples && training.shuffles.length > 0) refuse('data', at);
          this.#restore(branch, model, counted, callbacks);
        },
      },
    });
    const initialEpoch = training.isOver ? (args.epochs ?? 1) : training.epochIndex + 1;
    return this.#track(session, { ...args, initialEpoch });
  }

  beginFitDataset(model: LayersModel, at: CodeLocation | undefined): void {
    if (this.#countCall(model).branch) refuse('dataset', at);
  }

  endFit(session: FitSession): void {
    this.#sessions.delete(session);
  }

  noteUpdate(model: LayersModel | undefined): void {
    for (const session of this.#sessions) if (session.model !== model) session.noteOtherTraining();
  }

  refusalAtEnd(): ResumeRefusal | undefined {
    return this.isReplaying ? 'not-reached' : undefined;
  }

  /** The number of a call, and what to go on from where it is the wanted one. */
  #countCall(model: LayersModel): { fitCall: number; branch: BranchPoint | undefined } {
    const { branch } = this.#options;
    const name = modelName(model);
    const fitCall = this.#calls.get(name) ?? 0;
    this.#calls.set(name, fitCall + 1);
    const isWanted =
      this.isReplaying && branch?.checkpoint.model === name && branch.checkpoint.training.fitCall === fitCall;
    return { fitCall, branch: isWanted ? branch : undefined };
  }

  /** Called by the first callback of the wanted fit(). */
  #restore(
    branch: BranchPoint,
    model: LayersModel,
    counted: ModelCounters,
    callbacks: readonly object[],
  ): void {
    const { tf, random } = this.#options;
    restoreTraining({ tf, random, model, callbacks, ...branch });
    counted.epochs = branch.checkpoint.epoch;
    counted.batches = branch.checkpoint.updates;
    this.isReplaying = false;
  }

  #track(session: FitSession, args: ModelFitArgs): TrackedFit {
    this.#sessions.add(session);
    return { session, args };
  }
}

/** @throws NotResumedError always */
function refuse(reason: ResumeRefusal, at: CodeLocation | undefined): never {
  throw new NotResumedError({ kind: 'not-resumed', reason, ...(at ? { at } : {}) });
}
