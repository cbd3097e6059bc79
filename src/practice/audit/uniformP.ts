/**
 * Pearson's χ² test of four counts against equal ones.
 *
 * @returns the probability of counts at least as uneven; 1 where nothing was counted. For three degrees of freedom the χ² survival
 * function is erfc(√(x/2)) + √(2x/π)·e^(−x/2).
 */
export function uniformP(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 1;
  const expected = total / counts.length;
  const x = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return erfc(Math.sqrt(x / 2)) + Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2);
}

/** Abramowitz and Stegun 7.1.26, right to 1.5e-7. @param x not below 0 */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp(-x * x);
}
