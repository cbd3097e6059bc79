import type { Moment } from '../../../src/protocol/moment.ts';

/** Two moments closer than this are one place: an evaluation follows its epoch by that much. */
const nearMs = 20;

/**
 * The moments to which a run can be taken back, ascending in time: where epochs ended, or else where something was
 * recorded.
 *
 * @param ticks ends of epochs and regular moments of loops without epochs
 * @param recorded moments of everything else, used where there are no ticks (runs of earlier versions)
 */
export function placesToGo(ticks: readonly Moment[], recorded: readonly Moment[]): Moment[] {
  const all = ticks.length > 0 ? [...ticks] : [...recorded];
  all.sort((a, b) => a.elapsedMs - b.elapsedMs);
  return all.filter((moment, index) => {
    const next = all[index + 1];
    return !next || next.elapsedMs - moment.elapsedMs > nearMs;
  });
}

/** The index of the last place at or before `ms`; the first where none is. */
export function placeAt(places: readonly Moment[], ms: number): number {
  return Math.max(
    0,
    places.findLastIndex(({ elapsedMs }) => elapsedMs <= ms),
  );
}
