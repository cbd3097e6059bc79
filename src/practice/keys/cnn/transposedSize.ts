import type { SecondKey } from '../../template.ts';

interface Transposed extends Record<string, unknown> {
  n: number;
  k: number;
  s: number;
  p: number;
  extra: number;
}

/** Scatters the kernel from every input pixel, cuts places off both ends, puts some after the last, and counts what is there. */
export const transposedSize = (({ n, k, s, p, extra }: Transposed) => {
  const written = new Set<number>();
  for (let pixel = 0; pixel < n; pixel++)
    for (let point = 0; point < k; point++) written.add(pixel * s + point);
  const places = [...written].sort((first, second) => first - second);
  for (let cut = 0; cut < p; cut++) {
    places.pop();
    places.shift();
  }
  for (let more = 0; more < extra; more++) places.push(Infinity);
  return places.length;
}) as SecondKey;
