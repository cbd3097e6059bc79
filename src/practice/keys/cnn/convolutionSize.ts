import type { SecondKey } from '../../template.ts';

interface Convolution extends Record<string, unknown> {
  n: number;
  k: number;
  s: number;
  p: number;
  d: number;
}

/** Puts the kernel at every position and looks whether its last point is still inside. */
export const convolutionSize = (({ n, k, s, p, d }: Convolution) => {
  let count = 0;
  for (let start = -p; start + d * (k - 1) <= n - 1 + p; start += s) count++;
  return count;
}) as SecondKey;
