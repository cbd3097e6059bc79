import type { SecondKey } from '../../template.ts';

interface Valley extends Record<string, unknown> {
  curvature: number;
}

const steps = 20;
const halvings = 80;

/** Runs gradient descent from w = 1 and narrows down the rate at which it begins to run away. */
export const largestRate = (({ curvature }: Valley) => {
  const shrinks = (rate: number): boolean => {
    let w = 1;
    for (let step = 0; step < steps; step++) w -= rate * curvature * w;
    return Math.abs(w) < 1;
  };
  let high = 0.001;
  while (shrinks(high)) high *= 2;
  let low = high / 2;
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (low + high) / 2;
    if (shrinks(middle)) low = middle;
    else high = middle;
  }
  return low;
}) as SecondKey;
