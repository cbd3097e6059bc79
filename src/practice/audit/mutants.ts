import type { CatalogueEntry } from '../catalogueEntry.ts';
import { createDraw } from '../draw.ts';
import { keysAgree } from '../drawVariant.ts';
import { randomStream } from '../randomStream.ts';
import type { Params, Template } from '../template.ts';

/** Within so many draws the second key must have noticed. */
const drawsAtMost = 20;

type Key = (params: Params) => number | string;

/** Plants wrong keys, each a mistake that authors make too, and counts those that the second key finds. */
export function killedMutants(
  { template, secondKey }: CatalogueEntry,
  firstSeed: number,
): { mutants: number; mutantsKilled: number } {
  const draws = drawsOf(template, firstSeed);
  // A mutant that is the key for all of the draws is no mutant.
  const mutants = mutantsOf(template).filter((mutant) =>
    draws.some((params) => !keysAgree(mutant(params), template.key(params))),
  );
  const killed = mutants.filter((mutant) =>
    draws.some((params) => !keysAgree(mutant(params), secondKey(params))),
  );
  return { mutants: mutants.length, mutantsKilled: killed.length };
}

function drawsOf(template: Template, firstSeed: number): Params[] {
  const draws: Params[] = [];
  for (let seed = firstSeed; draws.length < drawsAtMost && seed < firstSeed + 50 * drawsAtMost; seed++) {
    const params = template.params(
      createDraw(randomStream(template.id, template.version, seed, 'params', 0)),
    );
    if (template.holds?.(params) !== false) draws.push(params);
  }
  return draws;
}

function mutantsOf(template: Template): Key[] {
  if (template.kind === 'choice')
    return [1, 2].map((shift) => (params) => {
      const ids = Object.keys(template.options(params)).sort();
      return ids[(ids.indexOf(template.key(params)) + shift) % ids.length] ?? '';
    });
  const { key } = template;
  return [
    ...template.mistakes.map(
      ({ value, when }): Key =>
        (params) =>
          when?.(params) === false ? key(params) : value(params),
    ),
    (params) => key(params) + 1,
    (params) => key(params) - 1,
    (params) => -key(params),
    (params) => key(params) * 2,
    (params) => key(params) * 1.01,
  ];
}
