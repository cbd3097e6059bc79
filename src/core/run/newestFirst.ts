import type { RunHeader } from '../../protocol/run.ts';

/** The order in which runs are listed. */
export function newestFirst(a: RunHeader, b: RunHeader): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? 1 : -1;
  return b.number - a.number;
}
