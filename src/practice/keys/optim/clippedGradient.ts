import type { SecondKey } from '../../template.ts';

interface Clipping extends Record<string, unknown> {
  first: number[];
  second: number[];
  limit: number;
}

const halvings = 60;

/** Narrows down the factor with which the gradients of both layers are as long as they may be. */
export const clippedGradient = (({ first, second, limit }: Clipping) => {
  const gradients = first.concat(second);
  let [low, high] = [0, 1];
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (low + high) / 2;
    const length = Math.hypot(...gradients.map((gradient) => middle * gradient));
    if (length > limit) high = middle;
    else low = middle;
  }
  return low * (gradients[0] ?? 0);
}) as SecondKey;
