import type { RateScan } from '../../protocol/exhibit.ts';

/**
 * The learning-rate range test: Smith (2017), "Cyclical Learning Rates for Training Neural Networks", section 3.3; each step
 * takes a larger rate, spaced evenly in the logarithm.
 */
export const scanSteps = 100;
export const lowestRate = 1e-7;
export const highestRate = 10;
/** The scan ends when the smoothed loss is this many times its best. */
const stopAt = 4;
/** How much of the value before is kept in the smoothed curve. */
const smoothing = 0.8;
/** With fewer steps before the end there is nothing to read from the curve. */
const stepsAtLeast = 15;

export function rateOfStep(step: number): number {
  return lowestRate * (highestRate / lowestRate) ** (step / (scanSteps - 1));
}

/** Exponential moving average without the pull towards 0 at its start: divided by 1 − β^n. */
export function smoothLosses(losses: ArrayLike<number>): number[] {
  let [sum, weight] = [0, 0];
  return Array.from(losses, (loss) => {
    sum = smoothing * sum + (1 - smoothing) * loss;
    weight = smoothing * weight + (1 - smoothing);
    return sum / weight;
  });
}

/**
 * Whether the loss has left: it is no number, or its smoothed curve is four times its best. Of losses that may be negative,
 * three times the distance from the start to the best above it.
 */
export function hasLeft(losses: readonly number[]): boolean {
  const last = losses.at(-1);
  if (last === undefined) return false;
  if (!Number.isFinite(last)) return true;
  const smooth = smoothLosses(losses);
  const best = Math.min(...smooth);
  const now = smooth.at(-1) ?? best;
  const reach = best > 0 ? best : Math.max((smooth[0] ?? best) - best, Math.abs(best));
  return losses.length > 3 && now > best + (stopAt - 1) * reach && now > (smooth[0] ?? now);
}

export type RateVerdict = Pick<RateScan, 'verdict' | 'suggestion'>;

/**
 * The rate at which the smoothed loss falls fastest over the logarithm of the rate, rounded to one digit; or why the curve does
 * not say. A fall counts when it is larger than 5 % of the first losses and than five times the noise among them: the lowest
 * of a hundred smoothed values lies two to three times the noise below their mean by chance.
 *
 * @param rates rising, one a step
 * @param losses of the same steps; the last may be NaN or infinite
 */
export function judgeRates(rates: ArrayLike<number>, losses: ArrayLike<number>): RateVerdict {
  const all = Array.from(losses);
  const end = all.findIndex((loss) => !Number.isFinite(loss));
  const finite = end < 0 ? all : all.slice(0, end);
  const left = hasLeft(all);
  if (finite.length < stepsAtLeast) return { verdict: left ? 'diverges-at-once' : 'too-short' };
  const smooth = smoothLosses(finite);
  const lowest = smooth.indexOf(Math.min(...smooth));
  const start = finite.slice(0, Math.ceil(finite.length / 3));
  const first = mean(start);
  const fall = first - (smooth[lowest] ?? 0);
  if (fall <= Math.max(0.05 * Math.abs(first), 5 * noiseOf(start)))
    return { verdict: !left && finite.length < scanSteps / 2 ? 'too-short' : 'flat' };
  const steepest = steepestBefore(rates, smooth, lowest);
  if (steepest === undefined) return { verdict: 'flat' };
  return { verdict: 'found', suggestion: roundRate(rates[steepest] ?? NaN) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of what an average with this memory leaves of independent noise: (1 − β) / (1 + β) of its variance. */
function noiseOf(losses: readonly number[]): number {
  const middle = mean(losses);
  const variance = mean(losses.map((loss) => (loss - middle) ** 2));
  return Math.sqrt((variance * (1 - smoothing)) / (1 + smoothing));
}

/** Slope over five steps, so that one lucky batch does not decide. */
function steepestBefore(
  rates: ArrayLike<number>,
  smooth: readonly number[],
  lowest: number,
): number | undefined {
  let best: number | undefined;
  let steepest = 0;
  for (let index = 2; index + 2 < smooth.length && index <= lowest; index++) {
    const rise = (smooth[index + 2] ?? 0) - (smooth[index - 2] ?? 0);
    const run = Math.log10((rates[index + 2] ?? NaN) / (rates[index - 2] ?? NaN));
    if (rise / run < steepest) [best, steepest] = [index, rise / run];
  }
  return best;
}

/** One significant digit: nobody needs to type 0.00298. */
export function roundRate(rate: number): number {
  return Number(rate.toPrecision(1));
}
