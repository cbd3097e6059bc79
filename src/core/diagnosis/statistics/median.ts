/** The middle value; the mean of the two middle ones of an even number. NaN of nothing. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Makes the median absolute value of Gaussian noise its standard deviation: 1 / Φ⁻¹(3/4). */
const madScale = 1.4826;

/**
 * Standard deviation of the noise on a smooth curve, whatever the curve's trend: from second differences
 * `x[i-1] - 2x[i] + x[i+1]`, whose variance is 6σ² (Gasser, Sroka & Jennen-Steinmetz 1986), by their median absolute value, so
 * that single spikes do not count. Fewer than three values have none: 0.
 */
export function noiseOf(values: readonly number[]): number {
  if (values.length < 3) return 0;
  const bends = Array.from({ length: values.length - 2 }, (_, index) =>
    Math.abs((values[index] ?? 0) - 2 * (values[index + 1] ?? 0) + (values[index + 2] ?? 0)),
  );
  return (madScale * median(bends)) / Math.sqrt(6);
}
