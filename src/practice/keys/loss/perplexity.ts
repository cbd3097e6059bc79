import type { SecondKey } from '../../template.ts';

interface Tokens extends Record<string, unknown> {
  p: number[];
}

/** One over the geometric mean of the probabilities, without any logarithm. */
export const perplexity = (({ p }: Tokens) => {
  let product = 1;
  for (const one of p) product *= one;
  return product ** (-1 / p.length);
}) as SecondKey;
