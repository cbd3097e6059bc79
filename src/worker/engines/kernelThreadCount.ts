import os from 'node:os';

/** More gain little: the kernels then wait for memory. */
const MOST_THREADS = 4;

/**
 * How many threads the kernels use: as many as there are physical cores, at most four. Node counts logical processors;
 * where there are more than two, it is taken that a core counts as two of them, or that half of the cores are slow ones.
 */
export function kernelThreadCount(processors = os.availableParallelism()): number {
  return processors <= 2 ? processors : Math.min(MOST_THREADS, Math.max(2, Math.floor(processors / 2)));
}
