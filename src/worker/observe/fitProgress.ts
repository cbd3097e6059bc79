import type { Progress } from '../../protocol/run.ts';

/** How far one call of fit() is. */
export interface FitProgress {
  epochBegins(index: number): void;
  batchEnds(samples: number): void;
  /** 1-based. */
  readonly epoch: number;
  /** @param batch 1-based within the epoch; `params` what tfjs announced of its plan */
  at(batch: number, params: Record<string, unknown> | undefined): Progress;
}

/** @param runStartedAt `performance.now()` when the run began */
export function createFitProgress(runStartedAt: number): FitProgress {
  const startedAt = performance.now();
  let epoch = 0;
  let samples = 0;
  let batchesDone = 0;
  return {
    epochBegins(index) {
      epoch = index;
    },
    batchEnds(size) {
      samples += size;
      batchesDone += 1;
    },
    get epoch() {
      return epoch + 1;
    },
    at(batch, params) {
      const { epochs, batches } = plan(params);
      const elapsed = performance.now() - startedAt;
      const total = epochs !== undefined && batches !== undefined ? epochs * batches : undefined;
      return {
        phase: 'training',
        epoch: epoch + 1,
        batch,
        elapsedMs: performance.now() - runStartedAt,
        samplesPerSecond: (samples / elapsed) * 1000,
        ...(epochs === undefined ? {} : { epochs }),
        ...(batches === undefined ? {} : { batches }),
        ...(total === undefined || batchesDone === 0
          ? {}
          : { remainingMs: (elapsed / batchesDone) * (total - epoch * (batches ?? 0) - batch) }),
      };
    },
  };
}

/** How many epochs of how many batches tfjs has announced; unknown for datasets of unknown size. */
function plan(params: Record<string, unknown> | undefined): {
  epochs: number | undefined;
  batches: number | undefined;
} {
  const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  const samples = number(params?.['samples']);
  const batchSize = number(params?.['batchSize']);
  const steps = number(params?.['steps']);
  const batches = steps ?? (samples !== undefined && batchSize ? Math.ceil(samples / batchSize) : undefined);
  return { epochs: number(params?.['epochs']), batches };
}
