import type { SecondKey } from '../../template.ts';

interface Layer extends Record<string, unknown> {
  k: number;
  inputs: number;
  filters: number;
  hasBias: boolean;
}

/** Walks over the filters, their kernels and the rows of these, and counts the numbers that lie there. */
export const convolutionParameters = (({ k, inputs, filters, hasBias }: Layer) => {
  let count = 0;
  for (let filter = 0; filter < filters; filter++) {
    for (let channel = 0; channel < inputs; channel++)
      for (let row = 0; row < k; row++) for (let column = 0; column < k; column++) count++;
    if (hasBias) count++;
  }
  return count;
}) as SecondKey;
