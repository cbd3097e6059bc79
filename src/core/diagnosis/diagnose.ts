import type { Finding, RecordedRun } from './finding.ts';
import { type ModelFacts, modelFacts } from './modelFacts.ts';
import { explains, importance, rules } from './rules.ts';
import { discriminatorWins, findRivals, modeCollapse } from './rules/adversarial.ts';
import { notFinite } from './rules/notFinite.ts';
import type { Rule } from './rules/rule.ts';
import { thresholds } from './thresholds.ts';

/**
 * What the recorded curves say about training, most important first; empty for a run that looks well, and for one that has too
 * little to judge. Pure, in O(points + 120² × curves); nothing throws, whatever the values are.
 *
 * @param shown keys of the findings that are on screen: they stay while they are still likely
 */
export function diagnose(run: RecordedRun, shown: ReadonlySet<string> = new Set()): Finding[] {
  const isSure = (finding: Finding): boolean =>
    finding.confidence >= (shown.has(findingKey(finding)) ? thresholds.keptFrom : thresholds.shownFrom);
  const models = modelFacts(run);
  const rivals = findRivals(models);
  const found = models.flatMap((facts) => {
    // A loss that another model pushes up again has no course of its own to judge.
    const isRival = rivals && (rivals.generator === facts || rivals.discriminator === facts);
    return judge(facts, isRival ? [notFinite] : rules, run);
  });
  const generator = rivals?.generator.model ?? models[0]?.model ?? '';
  const all = [...found, rivals && discriminatorWins(rivals), modeCollapse(run, generator)];
  return leaveOutExplained(all.filter((finding) => finding !== undefined).filter(isSure));
}

function judge(facts: ModelFacts, applied: readonly Rule[], run: RecordedRun): Finding[] {
  return applied.flatMap((rule) => {
    const found = rule(facts, run);
    return found ? [{ ...found, model: facts.model }] : [];
  });
}

/** The same for the same cause in the same model, however its numbers change. */
export function findingKey({ code, model }: Finding): string {
  return JSON.stringify([model, code]);
}

function leaveOutExplained(findings: readonly Finding[]): Finding[] {
  const rank = ({ code }: Finding): number => importance.indexOf(code);
  const kept: Finding[] = [];
  for (const finding of [...findings].sort((a, b) => rank(a) - rank(b))) {
    const isExplained = kept.some(
      ({ code, model }) => model === finding.model && explains[code]?.includes(finding.code),
    );
    if (!isExplained) kept.push(finding);
  }
  return kept;
}
