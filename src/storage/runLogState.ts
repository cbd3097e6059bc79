import type { Progress, RunHeader } from '../protocol/run.ts';

/** What of a run is written anew each time: the last one in a log counts. */
export interface RunLogState {
  header: RunHeader;
  seq: number;
  progress?: Progress;
  seriesLeftOut?: number;
  /** By the curve's id: how many points at its beginning are the extremes of more. */
  thinned?: Record<string, number>;
}
