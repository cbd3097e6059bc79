import { shortMatrix } from '../../written.ts';

/** The rows of a square grid: 1 to 4 as [1, 2] and [3, 4]. */
export function rowsOf(cells: readonly number[], side: number): number[][] {
  return Array.from({ length: side }, (_, row) => cells.slice(row * side, (row + 1) * side));
}

/** A square grid in one line of text. */
export const shownGrid = (cells: readonly number[], side: number): string => shortMatrix(rowsOf(cells, side));
