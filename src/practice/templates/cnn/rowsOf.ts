import { shownNumber } from '../../numbers.ts';

/** The rows of a square grid: 1 to 4 as [1, 2] and [3, 4]. */
export function rowsOf(cells: readonly number[], side: number): number[][] {
  return Array.from({ length: side }, (_, row) => cells.slice(row * side, (row + 1) * side));
}

/** A square grid in one line of text. */
export function shownGrid(cells: readonly number[], side: number): string {
  const rows = rowsOf(cells, side).map((row) => `[${row.map((cell) => shownNumber(cell)).join(', ')}]`);
  return `[${rows.join(', ')}]`;
}

/** A number as an operand in an expression. */
export const operand = (value: number): string => (value < 0 ? `(${value})` : String(value));
