/** The slider's upper end: beyond it a curve lags so far behind that it misleads. */
export const maxSmoothing = 0.99;

/**
 * Exponential moving average without the pull towards zero at the start (the bias correction of Adam, Kingma & Ba
 * 2015, section 3): `m ← w·m + (1 − w)·x`, shown as `m / (1 − wⁿ)`.
 *
 * @param weight 0 (no smoothing) to 0.99; values outside are clamped
 * @returns a function that takes the raw values in order and gives the smoothed ones. NaN and ±Infinity come back
 *   unchanged and leave the average as it was; a constant stays exactly that constant.
 */
export function createSmoother(weight: number): (value: number) => number {
  const kept = Math.min(Math.max(weight, 0), maxSmoothing);
  if (kept === 0) return (value) => value;
  let average = 0;
  // Written as a running weighted mean: the correction's denominator is the sum of the weights so far.
  let weights = 0;
  return (value) => {
    if (!Number.isFinite(value)) return value;
    weights = kept * weights + 1;
    average += (value - average) / weights;
    return average;
  };
}
