import { type MatrixMode, matrixShares, matrixTotals } from '../../../src/core/evaluation/confusionMatrix.ts';

/** More classes than this are not a grid people can read: those with the most mistakes are shown. */
export const classLimit = 40;

export interface Cell {
  truth: number;
  predicted: number;
  count: number;
  text: string;
  /** How strongly the cell is filled, 0..1. */
  shade: number;
  isRight: boolean;
}

/** The classes to show, ascending: all, or those with the most mistakes in their row and column. */
export function chooseClasses(counts: Uint32Array, classCount: number): number[] {
  const all = Array.from({ length: classCount }, (_, index) => index);
  if (classCount <= classLimit) return all;
  const { rows, columns } = matrixTotals(counts, classCount);
  const mistakes = (index: number): number =>
    (rows[index] ?? 0) + (columns[index] ?? 0) - 2 * (counts[index * classCount + index] ?? 0);
  return all
    .sort((a, b) => mistakes(b) - mistakes(a) || a - b)
    .slice(0, classLimit)
    .sort((a, b) => a - b);
}

/**
 * What each cell says and how strongly it is filled. Mistakes are shaded against the worst mistake and correct answers
 * against their row, so that five mistakes among a thousand right answers can still be seen.
 */
export function matrixCells(
  counts: Uint32Array,
  classCount: number,
  classes: readonly number[],
  mode: MatrixMode,
  shadesDiagonal: boolean,
): Cell[][] {
  const shares = mode === 'counts' ? undefined : matrixShares(counts, classCount, mode);
  const ofRow = matrixShares(counts, classCount, 'row');
  const measure = shares ?? Float64Array.from(counts);
  let worst = 0;
  measure.forEach((value, cell) => {
    if (cell % (classCount + 1) !== 0) worst = Math.max(worst, value);
  });
  return classes.map((truth) =>
    classes.map((predicted) => {
      const at = truth * classCount + predicted;
      const count = counts[at] ?? 0;
      const isRight = truth === predicted;
      const share = shares?.[at];
      const shade = isRight
        ? shadesDiagonal
          ? (ofRow[at] ?? 0)
          : 0
        : worst > 0
          ? (measure[at] ?? 0) / worst
          : 0;
      return { truth, predicted, count, text: cellText(count, share), shade, isRight };
    }),
  );
}

function cellText(count: number, share: number | undefined): string {
  if (share === undefined) return String(count);
  if (count === 0) return '0';
  const percent = share * 100;
  return percent >= 99.95 ? '100' : percent.toFixed(1);
}
