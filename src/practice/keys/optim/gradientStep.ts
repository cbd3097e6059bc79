import type { SecondKey } from '../../template.ts';

interface Descent extends Record<string, unknown> {
  a: number;
  c: number;
  w: number;
  rate: number;
}

/** Measures the slope from two values of the loss beside w; for a parabola the central difference is exact. */
export const gradientStep = (({ a, c, w, rate }: Descent) => {
  const loss = (at: number): number => a * (at - c) * (at - c);
  const reach = 0.5;
  const slope = (loss(w + reach) - loss(w - reach)) / (2 * reach);
  return w - rate * slope;
}) as SecondKey;
