import type { SecondKey } from '../../template.ts';

interface Policy extends Record<string, unknown> {
  epsilon: number;
  actions: number;
  greedy: boolean;
}

/** Adds up every way in which the coin and the draw can end with the action asked for. */
export const epsilonGreedy = (({ epsilon, actions, greedy }: Policy) => {
  const asked = greedy ? 0 : 1;
  let probability = 0;
  for (const explores of [true, false])
    for (let drawn = 0; drawn < actions; drawn++) {
      const chosen = explores ? drawn : 0;
      if (chosen === asked) probability += (explores ? epsilon : 1 - epsilon) / actions;
    }
  return probability;
}) as SecondKey;
