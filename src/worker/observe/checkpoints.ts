import type { LayersModel } from '@tensorflow/tfjs';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { modelName } from './modelSummary.ts';

/** How far a model has come: epochs that are complete (0 in a loop without), and updates of its weights. */
export interface TrainingProgress {
  epochs: number;
  updates: number;
}

export interface Checkpoints {
  /** After an epoch, or after an update in a loop that has none. Takes one when it is time. */
  offer(model: LayersModel, progress: TrainingProgress): Promise<void>;
  /** When the program is over: what the clock has left out. */
  finish(): Promise<void>;
}

/** Nothing sooner than this after the one before. */
const intervalMs = 3000;
/** Taking checkpoints may slow training down by one part in so many. */
const costShare = 100;
/** Larger models are not kept: reading, sending and storing them would be in the way of training. */
const bytesAtMost = 256e6;

interface Candidate {
  progress: TrainingProgress;
  savedUpdates: number;
  /** When the next may be taken. */
  dueAt: number;
  /** Too large, disposed of, or made of layers that cannot be described. */
  isLeftOut: boolean;
}

export interface CheckpointOptions {
  tf: TensorFlow;
  /** Settles when the checkpoint has left the process. */
  send: (checkpoint: Checkpoint) => Promise<void>;
  now?: () => number;
}

/**
 * Keeps what a model has learned outside this process: the memory of a graphics card goes with the card, and every
 * process may be ended. A checkpoint that cannot be taken (a model that was disposed of, a layer that cannot be described)
 * is left out, and training goes on.
 */
export function createCheckpoints({
  tf,
  send,
  now = () => performance.now(),
}: CheckpointOptions): Checkpoints {
  const candidates = new Map<LayersModel, Candidate>();

  const candidateOf = (model: LayersModel, progress: TrainingProgress): Candidate => {
    const known = candidates.get(model);
    if (known) return known;
    const bytes = model.countParams() * Float32Array.BYTES_PER_ELEMENT;
    const candidate = {
      progress,
      savedUpdates: 0,
      // The first epoch is worth keeping, the first update of a loop is not.
      dueAt: progress.epochs > 0 ? now() : now() + intervalMs,
      isLeftOut: bytes > bytesAtMost,
    };
    candidates.set(model, candidate);
    return candidate;
  };
  const take = async (model: LayersModel, candidate: Candidate): Promise<void> => {
    const startedAt = now();
    const { epochs, updates } = candidate.progress;
    candidate.savedUpdates = updates;
    try {
      const checkpoint = await read(tf, model);
      await send({ ...checkpoint, updates, ...(epochs > 0 ? { epoch: epochs } : {}) });
    } catch {
      candidate.isLeftOut = true;
    }
    candidate.dueAt = now() + Math.max(intervalMs, (now() - startedAt) * costShare);
  };
  return {
    async offer(model, progress) {
      const candidate = candidateOf(model, progress);
      candidate.progress = progress;
      if (!candidate.isLeftOut && now() >= candidate.dueAt) await take(model, candidate);
    },
    async finish() {
      for (const [model, candidate] of candidates) {
        const isOpen = !candidate.isLeftOut && candidate.savedUpdates < candidate.progress.updates;
        if (isOpen) await take(model, candidate);
      }
    },
  };
}

/** Topology, weight specifications and weights, as tfjs saves them. */
async function read(
  tf: TensorFlow,
  model: LayersModel,
): Promise<Pick<Checkpoint, 'model' | 'topology' | 'weightSpecs' | 'weights'>> {
  let result: Pick<Checkpoint, 'topology' | 'weightSpecs' | 'weights'> | undefined;
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      const { modelTopology, weightSpecs = [], weightData = new ArrayBuffer(0) } = artifacts;
      result = {
        topology: modelTopology,
        weightSpecs,
        weights: Array.isArray(weightData) ? joined(weightData) : weightData,
      };
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' as const },
      });
    }),
  );
  if (!result) throw new Error('tfjs gave no weights.');
  return { model: modelName(model), ...result };
}

function joined(parts: readonly ArrayBuffer[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return whole.buffer;
}
