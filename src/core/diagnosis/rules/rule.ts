import type { Finding, RecordedRun } from '../finding.ts';
import type { ModelFacts } from '../modelFacts.ts';
import { ramp } from '../statistics/ramp.ts';

/** What a rule gives back; the model's name is added by `diagnose`. */
export type Found = Omit<Finding, 'model'>;

/** Looks at one model for one cause. Pure; undefined where it cannot be judged. */
export type Rule = (facts: ModelFacts, run: RecordedRun) => Found | undefined;

/** A threshold pair as a confidence. */
export function confidence(value: number, [none, full]: readonly [number, number]): number {
  return ramp(value, none, full);
}
