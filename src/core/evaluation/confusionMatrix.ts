/** Which total a cell is divided by: of its row (the truth), its column (the prediction), or none. */
export type MatrixMode = 'counts' | 'row' | 'column';

/**
 * Counts how often each class was taken for each other.
 *
 * @param truth class indices, one per sample
 * @param predicted class indices, one per sample
 * @returns row-major `[classCount, classCount]`: row = truth, column = prediction. Samples with an index outside
 *   `0..classCount-1` belong to no cell and are not counted.
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): Uint32Array {
  const counts = new Uint32Array(classCount * classCount);
  const samples = Math.min(truth.length, predicted.length);
  for (let sample = 0; sample < samples; sample++) {
    const row = truth[sample] ?? -1;
    const column = predicted[sample] ?? -1;
    if (row < 0 || column < 0 || row >= classCount || column >= classCount) continue;
    const cell = row * classCount + column;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

/** Sums over rows (samples per true class) and columns (samples per predicted class), each `[classCount]`. */
export function matrixTotals(
  counts: Uint32Array,
  classCount: number,
): { rows: Uint32Array; columns: Uint32Array } {
  const rows = new Uint32Array(classCount);
  const columns = new Uint32Array(classCount);
  counts.forEach((count, cell) => {
    const row = Math.floor(cell / classCount);
    const column = cell % classCount;
    rows[row] = (rows[row] ?? 0) + count;
    columns[column] = (columns[column] ?? 0) + count;
  });
  return { rows, columns };
}

/** Each cell as a share (0..1) of its row's or column's total; an empty row or column gives 0. */
export function matrixShares(
  counts: Uint32Array,
  classCount: number,
  mode: Exclude<MatrixMode, 'counts'>,
): Float64Array {
  const totals = matrixTotals(counts, classCount);
  return Float64Array.from(counts, (count, cell) => {
    const total =
      mode === 'row' ? totals.rows[Math.floor(cell / classCount)] : totals.columns[cell % classCount];
    return total ? count / total : 0;
  });
}

/** A cell off the diagonal, from the one with the most mistakes down; ties in reading order. */
export function worstMistakes(
  counts: Uint32Array,
  classCount: number,
  limit: number,
): { truth: number; predicted: number; count: number }[] {
  return [...counts]
    .map((count, cell) => ({ truth: Math.floor(cell / classCount), predicted: cell % classCount, count }))
    .filter(({ truth, predicted, count }) => truth !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, limit);
}
