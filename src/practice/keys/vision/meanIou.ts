import type { SecondKey } from '../../template.ts';

interface Counts extends Record<string, unknown> {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

/** Lays the pixels out and compares the sets that truth and prediction give to each class. */
export const meanIou = (({ tp, fp, fn, tn }: Counts) => {
  const pixels = [
    ...Array.from({ length: tp }, () => [1, 1] as const),
    ...Array.from({ length: fp }, () => [0, 1] as const),
    ...Array.from({ length: fn }, () => [1, 0] as const),
    ...Array.from({ length: tn }, () => [0, 0] as const),
  ];
  const shares = [0, 1].map((label) => {
    const truth = new Set<number>();
    const predicted = new Set<number>();
    for (const [index, [real, given]] of pixels.entries()) {
      if (real === label) truth.add(index);
      if (given === label) predicted.add(index);
    }
    const both = [...truth].filter((index) => predicted.has(index)).length;
    return both / new Set([...truth, ...predicted]).size;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}) as SecondKey;
