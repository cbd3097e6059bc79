export type SortValue = string | number | undefined;
export type SortDirection = 'ascending' | 'descending';

/**
 * The rows by the value of each. Equal ones keep their order. A row without a value, or with one that is not a number, comes
 * last in both directions: it is not the smallest, it is not there.
 */
export function sortRuns<T>(
  rows: readonly T[],
  valueOf: (row: T) => SortValue,
  direction: SortDirection,
): T[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      const missing = Number(isMissing(a.value)) - Number(isMissing(b.value));
      if (missing !== 0 || isMissing(a.value)) return missing;
      return sign * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

function isMissing(value: SortValue): boolean {
  return value === undefined || value === '' || Number.isNaN(value);
}

function compare(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a < b ? -1 : 1;
  // Numbers before words, so that a setting which is sometimes a word still has an order.
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
