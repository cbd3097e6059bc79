import type { CatalogueEntry } from '../catalogueEntry.ts';
import { chooseOptions } from '../chooseOptions.ts';
import { drawVariant } from '../drawVariant.ts';
import { shownAnswer } from '../numbers.ts';
import { hash32 } from '../randomStream.ts';
import type { Variant } from '../variant.ts';
import { killedMutants } from './mutants.ts';
import { textProblems } from './textProblems.ts';
import { uniformP } from './uniformP.ts';

/** What was found about one template. Whatever should not be is told in `problems`. */
export interface TemplateAudit {
  id: string;
  version: number;
  variants: number;
  draws: number;
  distinct: number;
  /** Draws for which the two keys disagree. */
  wrongKeys: number;
  /** Variants in which another option is right as well, or reads the same. */
  secondCorrect: number;
  mutants: number;
  mutantsKilled: number;
  /** Probability of places as uneven as these, if all were equally likely; and of ranks by size. */
  positionP: number;
  rankP: number;
  difficulty: { lowest: number; highest: number };
  microsecondsEach: number;
  problems: string[];
}

/** Texts are looked at for so many variants; keys and options for all. */
const textSeeds = 200;

export function auditTemplate(entry: CatalogueEntry, seeds: number, firstSeed = 0): TemplateAudit {
  const { template, secondKey } = entry;
  const seen = new Set<number>();
  const positions = [0, 0, 0, 0];
  const ranks = [0, 0, 0, 0];
  const problems = new Set<string>();
  const difficulty = { lowest: Infinity, highest: -Infinity };
  let [draws, wrongKeys, secondCorrect, variants] = [0, 0, 0, 0];
  const startedAt = performance.now();
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    let variant: Variant;
    try {
      variant = drawVariant(template, secondKey, seed, (why) => {
        draws++;
        if (why === 'keys') wrongKeys++;
      });
    } catch (thrown) {
      problems.add(String(thrown));
      continue;
    }
    draws++;
    variants++;
    seen.add(identityOf(variant));
    const hardness = template.difficulty(variant.params);
    difficulty.lowest = Math.min(difficulty.lowest, hardness);
    difficulty.highest = Math.max(difficulty.highest, hardness);
    const place = placeOfKey(variant);
    tally(positions, place.position);
    tally(ranks, place.rank);
    if (hasSecondAnswer(variant)) secondCorrect++;
    if (seed - firstSeed < textSeeds) for (const problem of textProblems(variant)) problems.add(problem);
  }
  const microsecondsEach = (1000 * (performance.now() - startedAt)) / Math.max(1, variants);
  if (!(difficulty.lowest >= 0 && difficulty.highest <= 1)) problems.add('difficulty lies outside of 0 to 1');
  return {
    id: template.id,
    version: template.version,
    variants,
    draws,
    distinct: seen.size,
    wrongKeys,
    secondCorrect,
    ...killedMutants(entry, firstSeed),
    positionP: uniformP(positions),
    rankP: uniformP(ranks),
    difficulty,
    microsecondsEach,
    problems: [...problems],
  };
}

function tally(counts: number[], at: number | undefined): void {
  if (at !== undefined && at < counts.length) counts[at] = (counts[at] ?? 0) + 1;
}

/** Two variants are one where a learner reads the same: a hash of their parameters, and of the answer. */
function identityOf({ params, key }: Variant): number {
  const text = JSON.stringify([params, key]);
  // Two hashes of 26 bits each in a number: a million variants meet by chance once in five thousand audits.
  return (hash32(text) % 2 ** 26) * 2 ** 26 + (hash32(`${text}#`) % 2 ** 26);
}

function placeOfKey(variant: Variant): { position: number; rank?: number } {
  if (variant.kind === 'choice') return { position: variant.order.indexOf(variant.key) };
  const options = chooseOptions(variant);
  return {
    position: options.findIndex(({ id }) => id === 'key'),
    rank: options.filter(({ value }) => value < variant.key).length,
  };
}

function hasSecondAnswer(variant: Variant): boolean {
  if (variant.kind === 'choice') return false;
  const { template, key, tolerance } = variant;
  const options = chooseOptions(variant);
  const texts = new Set(options.map(({ value }) => shownAnswer(template, value)));
  const isNear = options.some(({ id, value }) => id !== 'key' && Math.abs(value - key) <= 2 * tolerance);
  return isNear || texts.size !== options.length;
}
