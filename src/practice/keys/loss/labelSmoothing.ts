import type { SecondKey } from '../../template.ts';

interface Smoothed extends Record<string, unknown> {
  p: number[];
  y: number;
  epsilon: number;
}

/** A mixture of two losses: that of the label, and the mean over all classes. */
export const labelSmoothing = (({ p, y, epsilon }: Smoothed) => {
  let product = 1;
  for (const one of p) product *= one;
  const uniform = -Math.log(product) / p.length;
  const hard = Math.log(1 / (p[y] ?? NaN));
  return hard + epsilon * (uniform - hard);
}) as SecondKey;
