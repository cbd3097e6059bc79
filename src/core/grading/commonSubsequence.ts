/** The longest sequence that occurs, in order but not necessarily side by side, in both lists. Time and memory a·b. */
export function commonSubsequence(a: readonly string[], b: readonly string[]): string[] {
  // best[i][j]: length of the longest common subsequence of a from i on and b from j on.
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = best[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const result: string[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const entry = a[i];
    if (entry !== undefined && entry === b[j]) {
      result.push(entry);
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return result;
}
