import type { LayersModel } from '@tensorflow/tfjs';
import type { Checkpoint, NoResumption, TrainingState } from '../../protocol/checkpoint.ts';
import type { FitSession } from '../resume/fitSession.ts';
import { modelName } from './modelSummary.ts';
import { readWeights } from './readWeights.ts';

/** How far a model has come: epochs that are complete (0 in a loop without), and updates of its weights. */
export interface TrainingProgress {
  epochs: number;
  updates: number;
  /** The call of fit() that it is in, or what it is instead. */
  session: FitSession | 'dataset' | 'loop';
  /** No epoch of this call of fit() comes after it. */
  isLast?: boolean;
}

export interface Checkpoints {
  /** After an epoch, or after an update in a loop that has none. Takes one when it is time. */
  offer(model: LayersModel, progress: TrainingProgress): Promise<void>;
  /** When the program is over: what the clock has left out. */
  finish(): Promise<void>;
}

/** Weights of loops, and of epochs from which nothing can go on, are kept no sooner than this after the ones before. */
const intervalMs = 3000;
/** Checkpoints of epochs are as frequent as they are cheap, but not more so than messages to the host. */
const epochIntervalMs = 100;
/** Taking checkpoints may slow training down by this share. */
const costShare = 0.01;
/** The last epoch of a fit() is what a person goes on from most: it may cost more, but not much in a loop of short fits. */
const lastCostShare = 0.1;
/** Larger models are not kept: reading, sending and storing them would be in the way of training. */
const bytesAtMost = 256e6;
/** Larger models are kept without what training needs to go on: three of them are all that a run's folder may hold. */
const fullBytesAtMost = 48e6;
/** Adam's moments take twice the room of the weights. */
const stateFactor = 3;

interface Candidate {
  progress: TrainingProgress;
  savedUpdates: number;
  /** When the next may be taken. */
  dueAt: number;
  bytes: number;
  /** Too large, disposed of, or made of layers that cannot be described. */
  isLeftOut: boolean;
  topology?: unknown;
}

export interface CheckpointOptions {
  /** Settles when the checkpoint has left the process. */
  send: (checkpoint: Checkpoint) => Promise<void>;
  /** What belongs to the state of the whole run. Called right before a checkpoint leaves. */
  recorded: () => Pick<TrainingState, 'elapsedMs' | 'recorded'>;
  /** Take one after each epoch, whatever it costs. */
  everyEpoch?: boolean;
  now?: () => number;
}

/**
 * Keeps what a model has learned outside this process: the memory of a graphics card goes with the card, and every
 * process may be ended. After an epoch of fit() it is all that training needs to go on. A checkpoint that cannot be taken (a
 * model that was disposed of, a layer that cannot be described) is left out, and training goes on.
 */
export function createCheckpoints(options: CheckpointOptions): Checkpoints {
  const { send, recorded, everyEpoch = false, now = () => performance.now() } = options;
  const startedAt = now();
  const candidates = new Map<LayersModel, Candidate>();
  let spentMs = 0;

  const candidateOf = (model: LayersModel, progress: TrainingProgress): Candidate => {
    const candidate = candidates.get(model) ?? newCandidate(model, progress, now());
    candidates.set(model, candidate);
    return candidate;
  };
  const take = async (
    model: LayersModel,
    candidate: Candidate,
    fixed: NoResumption | undefined,
  ): Promise<void> => {
    const takenAt = now();
    const { epochs, updates, session } = candidate.progress;
    const isFirst = candidate.savedUpdates === 0;
    candidate.savedUpdates = updates;
    try {
      candidate.topology ??= model.toJSON(null, false);
      const isFull = fixed === undefined && typeof session !== 'string';
      const [weights, state] = await Promise.all([readWeights(model), isFull ? session.read() : undefined]);
      await send({
        model: modelName(model),
        topology: candidate.topology,
        ...weights,
        updates,
        ...(epochs > 0 ? { epoch: epochs } : {}),
        ...(state ? { training: { ...state, ...recorded() } } : { fixed: fixed ?? 'loop' }),
      });
    } catch {
      candidate.isLeftOut = true;
    }
    const costMs = now() - takenAt;
    // The first one of a model compiles what it runs and describes the layers: it tells nothing about the next.
    if (!isFirst) spentMs += costMs;
    candidate.dueAt = now() + restAfter(costMs, fixed);
  };
  const isDue = (candidate: Candidate, fixed: NoResumption | undefined): boolean => {
    if (candidate.isLeftOut) return false;
    if (fixed === undefined && everyEpoch) return true;
    const isLast = fixed === undefined && candidate.progress.isLast === true;
    if (now() < candidate.dueAt && !isLast) return false;
    return fixed !== undefined || spentMs <= (isLast ? lastCostShare : costShare) * (now() - startedAt);
  };
  return {
    async offer(model, progress) {
      const candidate = candidateOf(model, progress);
      candidate.progress = progress;
      const fixed = obstacleOf(candidate);
      if (isDue(candidate, fixed)) await take(model, candidate, fixed);
    },
    async finish() {
      for (const [model, candidate] of candidates) {
        const isOpen = !candidate.isLeftOut && candidate.savedUpdates < candidate.progress.updates;
        // The program may have changed anything since the epoch.
        if (isOpen) await take(model, candidate, obstacleOf(candidate) ?? 'loop');
      }
    },
  };
}

/** How long no checkpoint is taken after one, ms. */
function restAfter(costMs: number, fixed: NoResumption | undefined): number {
  return fixed === undefined ? epochIntervalMs : Math.max(intervalMs, costMs / costShare);
}

function newCandidate(model: LayersModel, progress: TrainingProgress, now: number): Candidate {
  const bytes = model.countParams() * Float32Array.BYTES_PER_ELEMENT;
  return {
    progress,
    savedUpdates: 0,
    // The first epoch is worth keeping, the first update of a loop is not.
    dueAt: progress.epochs > 0 ? now : now + intervalMs,
    bytes,
    isLeftOut: bytes > bytesAtMost,
  };
}

function obstacleOf({ bytes, progress: { session } }: Candidate): NoResumption | undefined {
  if (typeof session === 'string') return session;
  return session.obstacle() ?? (bytes * stateFactor > fullBytesAtMost ? 'size' : undefined);
}
