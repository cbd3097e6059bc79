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
  const smooth = createBlockSmoother(weight);
  const one = new Float64Array(1);
  return (value) => {
    one[0] = value;
    smooth(one, one);
    return one[0];
  };
}

/**
 * The same for many values at a time, a call each for a million of them being what takes the time.
 *
 * @returns a function that reads `from` and writes as many smoothed values to `to`, which may be the same array
 */
export function createBlockSmoother(
  weight: number,
): (from: Float32Array | Float64Array, to: Float32Array | Float64Array) => void {
  const kept = Math.min(Math.max(weight, 0), maxSmoothing);
  let average = 0;
  // Written as a running weighted mean: the correction's denominator is the sum of the weights so far.
  let weights = 0;
  return (from, to) => {
    for (let index = 0; index < from.length; index++) {
      const value = from[index] ?? NaN;
      // Neither NaN nor infinite.
      if (value - value === 0 && kept > 0) {
        weights = kept * weights + 1;
        average += (value - average) / weights;
        to[index] = average;
      } else to[index] = value;
    }
  };
}
