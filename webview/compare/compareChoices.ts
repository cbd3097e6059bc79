import { isRecord } from '../../src/base/assert.ts';
import type { SortDirection } from '../../src/core/compare/sortRuns.ts';
import { keepState, keptState } from '../lib/host.ts';

/** What the page remembers of itself while it is hidden and after a reload. */
export interface CompareChoices {
  /** Absent while nobody has chosen. */
  drawn: string[] | undefined;
  /** The program whose runs the table shows; empty: all. Absent: that of the latest run. */
  file: string | undefined;
  sortedBy: string;
  direction: SortDirection;
  /** Split and scale of the values that are drawn, e.g. `validation epoch`. */
  values: string;
  smoothing: number;
  isLog: boolean;
  showsSeeds: boolean;
}

/** Only what is of the right type is taken over: an older version may have kept something else. */
export function readChoices(): CompareChoices {
  const kept = keptState();
  const from = isRecord(kept) ? kept : {};
  const { drawn } = from;
  return {
    drawn: Array.isArray(drawn) ? drawn.filter((id): id is string => typeof id === 'string') : undefined,
    file: textOr(from['file'], undefined),
    sortedBy: textOr(from['sortedBy'], 'started'),
    direction: from['direction'] === 'ascending' ? 'ascending' : 'descending',
    values: textOr(from['values'], ''),
    smoothing: typeof from['smoothing'] === 'number' ? from['smoothing'] : 0.6,
    isLog: from['isLog'] === true,
    showsSeeds: from['showsSeeds'] === true,
  };
}

function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise;
}

export function keepChoices(choices: CompareChoices): void {
  keepState(choices);
}
