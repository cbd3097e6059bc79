import { type ChartLine, windowOf } from './chartModel.ts';

interface Range {
  min: number;
  max: number;
}

/** Values looked at of each line: enough to know its quantiles within a percent. */
const sampleSize = 1000;
const outlierShare = 0.02;
/** How much of the range of most values is left free beyond them. */
const margin = 0.1;

/**
 * The part of a value range that holds all but the most extreme values, for those who ask for outliers to be cut off.
 * The whole range where that is hardly larger.
 *
 * @param whole of all finite values in view
 */
export function clipRange(
  lines: readonly ChartLine[],
  from: number,
  to: number,
  isLog: boolean,
  whole: Range,
): Range {
  const values = lines.flatMap((line) => sample(line, from, to, isLog)).sort((a, b) => a - b);
  if (values.length < 10) return whole;
  // Of few values at least one at each end.
  const leftOut = Math.ceil(outlierShare * (values.length - 1));
  const [low = NaN, high = NaN] = [values[leftOut], values[values.length - 1 - leftOut]];
  const scale = (value: number): number => (isLog ? Math.log(value) : value);
  const back = (value: number): number => (isLog ? Math.exp(value) : value);
  const free = (scale(high) - scale(low)) * margin;
  const min = Math.max(whole.min, back(scale(low) - free));
  const max = Math.min(whole.max, back(scale(high) + free));
  const isWorthIt = scale(whole.max) - scale(whole.min) > 1.25 * (scale(max) - scale(min)) && max > min;
  return isWorthIt ? { min, max } : whole;
}

/** Evenly spaced values of a line, finite ones only, and on a log axis positive ones only. */
function sample(line: ChartLine, from: number, to: number, isLog: boolean): number[] {
  const window = windowOf(line, from, to);
  const stride = Math.max(1, (window.to - window.from) / sampleSize);
  const values: number[] = [];
  for (let at = window.from; at < window.to; at += stride) {
    const value = line.series.raw.at(Math.floor(at));
    if (Number.isFinite(value) && (!isLog || value > 0)) values.push(value);
  }
  return values;
}
