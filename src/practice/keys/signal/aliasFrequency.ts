import type { SecondKey } from '../../template.ts';

interface Sampling extends Record<string, unknown> {
  f: number;
  fs: number;
}

/** Tries multiples of the sampling frequency, and keeps the smallest distance. */
export const aliasFrequency = (({ f, fs }: Sampling) => {
  let nearest = f;
  for (let multiple = 0; multiple <= f + fs; multiple += fs)
    nearest = Math.min(nearest, Math.abs(f - multiple));
  return nearest;
}) as SecondKey;
