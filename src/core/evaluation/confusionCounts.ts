/** Which total a cell is divided by: of its row (the truth), its column (the prediction), or none. */
export type MatrixMode = 'counts' | 'row' | 'column';

/** How often each class was taken for each other, whatever the number of classes: only cells that occur take memory. */
export interface ConfusionCounts {
  readonly classCount: number;
  /** Samples of a class that were taken for another, or for itself. */
  at(truth: number, predicted: number): number;
  /** Samples per true class, per predicted class, and of each class that were right; each [classCount]. */
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly right: Uint32Array;
  /** Samples that are counted. */
  readonly total: number;
  /** Samples whose label or answer is no class. */
  readonly leftOut: number;
  /** The cells that occur, in no particular order. */
  cells(): IterableIterator<ConfusionCell>;
}

export interface ConfusionCell {
  truth: number;
  predicted: number;
  count: number;
}

/**
 * @param truth class indices, one per sample
 * @param predicted class indices, one per sample
 */
export function countConfusion(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): ConfusionCounts {
  const counts = new Map<number, number>();
  const rows = new Uint32Array(classCount);
  const columns = new Uint32Array(classCount);
  const right = new Uint32Array(classCount);
  const samples = Math.min(truth.length, predicted.length);
  let total = 0;
  for (let sample = 0; sample < samples; sample++) {
    const row = truth[sample] ?? classCount;
    const column = predicted[sample] ?? classCount;
    if (!(row >= 0 && row < classCount && column >= 0 && column < classCount)) continue;
    const cell = row * classCount + column;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    rows[row] = (rows[row] ?? 0) + 1;
    columns[column] = (columns[column] ?? 0) + 1;
    if (row === column) right[row] = (right[row] ?? 0) + 1;
    total += 1;
  }
  return {
    classCount,
    at: (row, column) => counts.get(row * classCount + column) ?? 0,
    rows,
    columns,
    right,
    total,
    leftOut: samples - total,
    *cells() {
      for (const [cell, count] of counts)
        yield { truth: Math.floor(cell / classCount), predicted: cell % classCount, count };
    },
  };
}

/** A cell as a share (0..1) of its row's or column's total; an empty row or column gives 0. */
export function shareOf(
  counts: ConfusionCounts,
  truth: number,
  predicted: number,
  mode: Exclude<MatrixMode, 'counts'>,
): number {
  const total = mode === 'row' ? counts.rows[truth] : counts.columns[predicted];
  return total ? counts.at(truth, predicted) / total : 0;
}

/** The cells off the diagonal, from the one with the most mistakes down; ties in reading order. */
export function worstCells(counts: ConfusionCounts, limit: number): ConfusionCell[] {
  return [...counts.cells()]
    .filter(({ truth, predicted }) => truth !== predicted)
    .sort((a, b) => b.count - a.count || a.truth - b.truth || a.predicted - b.predicted)
    .slice(0, limit);
}

/** The classes with the most mistakes in their row and column, ascending; all of them where there are at most `limit`. */
export function mostConfused({ classCount, rows, columns, right }: ConfusionCounts, limit: number): number[] {
  const all = Array.from({ length: classCount }, (_, index) => index);
  if (classCount <= limit) return all;
  const mistakes = (index: number): number =>
    (rows[index] ?? 0) + (columns[index] ?? 0) - 2 * (right[index] ?? 0);
  return all
    .sort((a, b) => mistakes(b) - mistakes(a) || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b);
}
