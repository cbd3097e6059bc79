import type { KeptEpoch } from '../../protocol/checkpoint.ts';
import { bestOf } from './bestEpoch.ts';

export interface SizedEpoch extends KeptEpoch {
  bytes: number;
}

export interface CheckpointBudget {
  countAtMost: number;
  bytesAtMost: number;
}

/**
 * Which checkpoints of one model go, so that the others fit. The first, the last and the best stay; of the others, again and
 * again, the one whose neighbours lie closest together, so that what is left covers the run evenly.
 *
 * @param epochs of one model
 */
export function thinOut(
  epochs: readonly SizedEpoch[],
  { countAtMost, bytesAtMost }: CheckpointBudget,
): SizedEpoch[] {
  const left = [...epochs].sort((a, b) => a.updates - b.updates);
  const protectedOnes = new Set([left[0], left.at(-1), bestOf(left)]);
  const removed: SizedEpoch[] = [];
  const isOver = (): boolean =>
    left.length > countAtMost || left.reduce((sum, { bytes }) => sum + bytes, 0) > bytesAtMost;
  while (isOver()) {
    let closest = -1;
    let smallest = Infinity;
    for (let at = 1; at < left.length - 1; at++) {
      const gap = (left[at + 1]?.updates ?? 0) - (left[at - 1]?.updates ?? 0);
      if (protectedOnes.has(left[at]) || gap >= smallest) continue;
      [closest, smallest] = [at, gap];
    }
    if (closest < 0) break;
    removed.push(...left.splice(closest, 1));
  }
  return removed;
}
