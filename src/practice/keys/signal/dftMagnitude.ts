import type { SecondKey } from '../../template.ts';

interface Signal extends Record<string, unknown> {
  x: readonly [number, number, number, number];
  k: number;
}

/** The fast transform: two butterflies of even and of odd samples, then two that join them. */
export const dftMagnitude = (({ x: [x0, x1, x2, x3], k }: Signal) => {
  const even = { sum: x0 + x2, difference: x0 - x2 };
  const odd = { sum: x1 + x3, difference: x1 - x3 };
  // The odd difference is turned by a quarter, so it stands at right angles to the even one.
  const quarter = Math.sqrt(even.difference * even.difference + odd.difference * odd.difference);
  return [Math.abs(even.sum + odd.sum), quarter, Math.abs(even.sum - odd.sum), quarter][k] ?? Number.NaN;
}) as SecondKey;
