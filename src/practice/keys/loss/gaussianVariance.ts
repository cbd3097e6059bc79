import type { SecondKey } from '../../template.ts';

interface Observations extends Record<string, unknown> {
  xs: number[];
}

/** The place of the largest value of a function with one peak, by golden section. */
function peakOf(height: (at: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  for (let round = 0; round < 60; round++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (height(left) < height(right)) low = left;
    else high = right;
  }
  return (low + high) / 2;
}

/** Searches the largest log-likelihood: along the mean for a fixed variance, then along the logarithm of the variance. */
export const gaussianVariance = (({ xs }: Observations) => {
  const logLikelihood = (mean: number, logVariance: number): number => {
    let sum = 0;
    for (const x of xs) sum -= logVariance / 2 + (x - mean) ** 2 / (2 * Math.exp(logVariance));
    return sum / xs.length;
  };
  const mean = peakOf((at) => logLikelihood(at, 0), Math.min(...xs), Math.max(...xs));
  return Math.exp(peakOf((at) => logLikelihood(mean, at), -6, 8));
}) as SecondKey;
