import type { SecondKey } from '../../template.ts';

interface Chain extends Record<string, unknown> {
  n: number;
  firstKernel: number;
  firstPool: number;
  secondKernel: number;
  secondFilters: number;
  secondPool: number;
}

/** Slides every window over a row of pixels, makes the row of what came out, and counts the pixels left in all maps. */
export const flattenSize = ((q: Chain) => {
  const slid = (row: readonly number[], size: number, stride: number): number[] => {
    const result: number[] = [];
    for (let start = 0; row[start + size - 1] !== undefined; start += stride) result.push(start);
    return result;
  };
  const image = Array.from({ length: q.n }, (_, index) => index);
  const pooled = slid(slid(image, q.firstKernel, 1), q.firstPool, q.firstPool);
  const row = slid(slid(pooled, q.secondKernel, 1), q.secondPool, q.secondPool);
  let count = 0;
  for (let map = 0; map < q.secondFilters; map++) row.forEach(() => (count += row.length));
  return count;
}) as SecondKey;
