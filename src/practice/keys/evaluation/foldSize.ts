import type { SecondKey } from '../../template.ts';

interface Folds extends Record<string, unknown> {
  n: number;
  k: number;
  fold: number;
}

/** Deals the examples out like cards, then counts those outside of the fold. */
export const foldSize = (({ n, k, fold }: Folds) => {
  const foldOf = Array.from({ length: n }, (_, example) => (example % k) + 1);
  return foldOf.filter((one) => one !== fold).length;
}) as SecondKey;
