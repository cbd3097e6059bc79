import type { SecondKey } from '../../template.ts';

interface Stack extends Record<string, unknown> {
  layers: readonly { k: number; s: number; d: number }[];
}

/** Goes back from one output value and keeps the set of all places that it is made from, layer by layer. */
export const receptiveField = (({ layers }: Stack) => {
  let places = new Set([0]);
  for (const { k, s, d } of [...layers].reverse()) {
    const sources = new Set<number>();
    for (const place of places) for (let point = 0; point < k; point++) sources.add(place * s + point * d);
    places = sources;
  }
  return Math.max(...places) - Math.min(...places) + 1;
}) as SecondKey;
