import type { PassRule } from '../protocol/pack.ts';

export type PassRuleDecision = 'pass' | 'fail' | 'undecided';

/**
 * Decides "at least `atLeast` in `inSeeds` of `ofSeeds` seeds" as soon as the scores so far settle it, so that a check
 * does not train more often than it must. A score that is not a number counts as a seed that did not pass.
 */
export function decidePassRule(rule: PassRule, scoresSoFar: readonly number[]): PassRuleDecision {
  const scores = scoresSoFar.slice(0, rule.ofSeeds);
  const passed = scores.filter((score) => score >= rule.atLeast).length;
  if (passed >= rule.inSeeds) return 'pass';
  return passed + (rule.ofSeeds - scores.length) < rule.inSeeds ? 'fail' : 'undecided';
}
