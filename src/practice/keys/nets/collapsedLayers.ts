import type { SecondKey } from '../../template.ts';

interface TwoLayers extends Record<string, unknown> {
  first: number[][];
  second: number[][];
  row: number;
  column: number;
}

/** Pushes a basis vector through both layers: what comes out is a column of the product. */
export const collapsedLayers = (({ first, second, row, column }: TwoLayers) => {
  const layer = (weights: number[][], input: number[]): number[] =>
    weights.map((line) => line.reduce((sum, weight, index) => sum + weight * (input[index] ?? 0), 0));
  const basis = [0, 1].map((index) => Number(index === column));
  return layer(second, layer(first, basis))[row] ?? NaN;
}) as SecondKey;
