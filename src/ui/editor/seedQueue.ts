import { isSuccess } from '../../core/words/endings.ts';
import type { Ending } from '../../protocol/ending.ts';

/** A run of the queue. */
export interface QueuedRun {
  ended: Promise<Ending>;
  stop(): Promise<void>;
}

export interface SeedQueueOptions {
  seeds: readonly number[];
  /** Undefined when the program could not be run, which was said. */
  start: (seed: number) => Promise<QueuedRun | undefined>;
  /** A run begins; `done` are over. */
  onBegin: (done: number) => void;
  signal: AbortSignal;
}

export interface SeedQueueResult {
  finished: number;
  /** How the last run ended, when it was not the end of the program. */
  ending?: Ending;
}

/**
 * Runs one seed after the other. A run that is stopped or fails ends the queue: the next seed would most likely do the same,
 * and a person who presses Stop means all of it.
 */
export async function runSeedQueue({
  seeds,
  start,
  onBegin,
  signal,
}: SeedQueueOptions): Promise<SeedQueueResult> {
  let finished = 0;
  const isCancelled = (): boolean => signal.aborted;
  for (const seed of seeds) {
    if (isCancelled()) break;
    onBegin(finished);
    const run = await start(seed);
    if (!run) break;
    const stop = (): void => void run.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (isCancelled()) stop();
    const ending = await run.ended;
    signal.removeEventListener('abort', stop);
    if (!isSuccess(ending)) return { finished, ending };
    finished++;
  }
  return { finished };
}

/** `count` different seeds, the same for the same first one. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (first + index) % 2 ** 32);
}
