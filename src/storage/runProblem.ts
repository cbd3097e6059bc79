/** Why a run that is listed has no curves to show. */
export type RunProblem = 'gone' | 'damaged' | 'newer-version';

/** @param reason what reading its log said */
export function problemOf(reason: string): RunProblem {
  if (reason === 'newer version') return 'newer-version';
  return reason.includes('ENOENT') ? 'gone' : 'damaged';
}
