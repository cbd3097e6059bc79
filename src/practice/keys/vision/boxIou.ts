import type { SecondKey } from '../../template.ts';

type Box = readonly [number, number, number, number];

interface Pair extends Record<string, unknown> {
  a: Box;
  b: Box;
}

const holdsPixel = ([left, top, right, bottom]: Box, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;

/** Counts the pixels that lie in both boxes and in any of them. */
export const boxIou = (({ a, b }: Pair) => {
  let [both, any] = [0, 0];
  const width = Math.max(a[2], b[2]);
  const height = Math.max(a[3], b[3]);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [inA, inB] = [holdsPixel(a, x, y), holdsPixel(b, x, y)];
      if (inA && inB) both++;
      if (inA || inB) any++;
    }
  return both / any;
}) as SecondKey;
