import type { SecondKey } from '../../template.ts';

interface Pooling extends Record<string, unknown> {
  cells: readonly number[];
  row: number;
  column: number;
}

/** Sorts the numbers whose row and column, halved, are those asked for. */
export const maxPooling = (({ cells, row, column }: Pooling) => {
  const inside = cells.filter((_, index) => Math.floor(index / 8) === row && (index % 4) >> 1 === column);
  return inside.sort((first, second) => second - first)[0] ?? NaN;
}) as SecondKey;
