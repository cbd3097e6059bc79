import type { SecondKey } from '../../template.ts';

interface Block extends Record<string, unknown> {
  heads: number;
  headSize: number;
  factor: number;
}

/** Lists the shapes of all tensors, the projections of query, key and value head by head, and adds up their sizes. */
export const transformerBlock = (({ heads, headSize, factor }: Block) => {
  const d = heads * headSize;
  const shapes: number[][] = [];
  for (let head = 0; head < heads; head++)
    for (let part = 0; part < 3; part++) shapes.push([d, headSize], [headSize]);
  shapes.push([d, d], [d]);
  shapes.push([d, factor * d], [factor * d], [factor * d, d], [d]);
  shapes.push([d], [d], [d], [d]);
  return shapes.reduce((sum, shape) => sum + shape.reduce((size, side) => size * side, 1), 0);
}) as SecondKey;
