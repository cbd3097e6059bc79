import type { SecondKey } from '../../template.ts';

interface CausalHeads extends Record<string, unknown> {
  n: number;
  heads: number;
}

/** Looks at every pair of tokens in the mask of one head, and adds that up for the heads. */
export const causalPairs = (({ n, heads }: CausalHeads) => {
  let seen = 0;
  for (let from = 0; from < n; from++) for (let to = 0; to < n; to++) if (to <= from) seen++;
  let count = 0;
  for (let head = 0; head < heads; head++) count += seen;
  return count;
}) as SecondKey;
