import type { RunHeader } from '../../protocol/run.ts';

/** As many as can be told apart at a glance. */
const drawnAtMost = 8;

/**
 * The runs to draw when nobody has said which: the latest of the file that was run last. Of runs that were started together
 * for their seeds all are taken, for the band is about all of them.
 *
 * @param newestFirst all runs
 */
export function chooseRuns(newestFirst: readonly RunHeader[]): string[] {
  const [newest] = newestFirst;
  if (!newest) return [];
  const sameFile = newestFirst.filter(({ file }) => file === newest.file);
  const latest = sameFile.slice(0, drawnAtMost);
  const groups = new Set(latest.flatMap(({ group }) => group ?? []));
  return sameFile
    .filter((run, place) => place < drawnAtMost || (run.group !== undefined && groups.has(run.group)))
    .map(({ id }) => id);
}
