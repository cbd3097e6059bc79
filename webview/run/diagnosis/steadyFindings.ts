import { diagnose, findingKey } from '../../../src/core/diagnosis/diagnose.ts';
import type { Finding, RecordedRun } from '../../../src/core/diagnosis/finding.ts';

/** Findings that do not come and go while a run goes on. */
export interface SteadyFindings {
  /** Call it once an epoch. A new finding is taken over when it is seen twice in a row, or at the end of the run. */
  look(run: RecordedRun): Finding[];
}

/** These end training: nothing is gained by waiting for another epoch. */
const isUrgent = ({ code }: Finding): boolean => code === 'not-finite' || code === 'diverged';

export function createSteadyFindings(): SteadyFindings {
  let seen = new Set<string>();
  let shown = new Set<string>();
  return {
    look(run) {
      const found = diagnose(run, shown);
      const kept = found.filter(
        (finding) =>
          !run.isRunning ||
          isUrgent(finding) ||
          seen.has(findingKey(finding)) ||
          shown.has(findingKey(finding)),
      );
      seen = new Set(found.map(findingKey));
      shown = new Set(kept.map(findingKey));
      return kept;
    },
  };
}
