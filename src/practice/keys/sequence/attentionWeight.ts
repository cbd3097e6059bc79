import type { SecondKey } from '../../template.ts';

interface Attention extends Record<string, unknown> {
  query: readonly number[];
  keys: readonly (readonly number[])[];
  asked: number;
  at: number;
}

/** From differences of keys: 1 / Σ e^(q·(k − k_asked) / √d). */
export const attentionWeight = (({ query, keys, asked }: Attention) => {
  const own = keys[asked] ?? [];
  let sum = 0;
  for (const key of keys) {
    let difference = 0;
    for (const [index, value] of query.entries())
      difference += value * ((key[index] ?? NaN) - (own[index] ?? NaN));
    sum += Math.exp(difference * query.length ** -0.5);
  }
  return 1 / sum;
}) as SecondKey;
