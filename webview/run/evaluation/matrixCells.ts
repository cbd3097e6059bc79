import {
  type ConfusionCounts,
  type MatrixMode,
  shareOf,
} from '../../../src/core/evaluation/confusionCounts.ts';

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

/**
 * What each cell says and how strongly it is filled. Mistakes are shaded against the worst mistake and correct answers
 * against their row, so that five mistakes among a thousand right answers can still be seen.
 */
export function matrixCells(
  counts: ConfusionCounts,
  classes: readonly number[],
  mode: MatrixMode,
  shadesDiagonal: boolean,
): Cell[][] {
  const shareAt = (truth: number, predicted: number): number | undefined =>
    mode === 'counts' ? undefined : shareOf(counts, truth, predicted, mode);
  let worst = 0;
  for (const { truth, predicted, count } of counts.cells())
    if (truth !== predicted) worst = Math.max(worst, shareAt(truth, predicted) ?? count);
  return classes.map((truth) =>
    classes.map((predicted) => {
      const count = counts.at(truth, predicted);
      const isRight = truth === predicted;
      const share = shareAt(truth, predicted);
      const ofWorst = worst > 0 ? (share ?? count) / worst : 0;
      const ofRow = shadesDiagonal ? shareOf(counts, truth, predicted, 'row') : 0;
      return {
        truth,
        predicted,
        count,
        text: cellText(count, share),
        shade: isRight ? ofRow : ofWorst,
        isRight,
      };
    }),
  );
}

function cellText(count: number, share: number | undefined): string {
  if (share === undefined) return String(count);
  if (count === 0) return '0';
  const percent = share * 100;
  return percent >= 99.95 ? '100' : percent.toFixed(1);
}
