import type { SecondKey } from '../../template.ts';

interface Layer extends Record<string, unknown> {
  n: number;
  k: number;
  s: number;
  p: number;
  inputs: number;
  filters: number;
}

/** Moves the kernel over the padded image and does, at each place, the work of every filter, channel and row. */
export const convolutionMacs = (({ n, k, s, p, inputs, filters }: Layer) => {
  let atOnePlace = 0;
  for (let filter = 0; filter < filters; filter++)
    for (let channel = 0; channel < inputs; channel++) for (let row = 0; row < k; row++) atOnePlace += k;
  let total = 0;
  const last = n + p - k;
  for (let top = -p; top <= last; top += s) for (let left = -p; left <= last; left += s) total += atOnePlace;
  return total;
}) as SecondKey;
