import type { RandomSource } from './randomSource.ts';

/**
 * Learning near a minimum, where every loss is a quadratic: independent modes of curvature `λᵢ`, each moved by gradient descent as
 * `aᵢ ← (1 − ηλᵢ)aᵢ + η√λᵢ·s·ξ` with the noise of small batches (LeCun et al. 1998, section 5; Mandt, Hoffman & Blei 2017). The
 * excess loss is `½Σλᵢaᵢ²`, 1 at the start.
 */
export interface Landscape {
  /** Descending, the largest is 1: a rate of 2 is the edge of stability. */
  curvatures: number[];
  /** The part of the excess loss that lies in each mode at the start; sums to 1. */
  shares: number[];
}

/** Spectra of Hessians fall off as powers (Advani & Saxe 2017 use Marchenko–Pastur; powers give the longer tails of real data). */
export function createLandscape(random: RandomSource): Landscape {
  const fallOff = random.uniform(0.25, 1);
  const count = random.integer(8, 24);
  const curvatures = Array.from({ length: count }, (_, mode) => (mode + 1) ** -fallOff);
  const weights = curvatures.map((curvature) => curvature * Math.exp(0.5 * random.gaussian()));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { curvatures, shares: weights.map((weight) => weight / total) };
}

/** Mean excess loss after `time` = rate × updates, for small rates: `Σ shareᵢ·e^(−2λᵢt)`. */
export function meanExcess({ curvatures, shares }: Landscape, time: number): number {
  return shares.reduce((sum, share, mode) => sum + share * Math.exp(-2 * (curvatures[mode] ?? 0) * time), 0);
}

/**
 * The time at which the mean excess has come down to `excess`, by bisection.
 */
export function timeTo(landscape: Landscape, excess: number): number {
  let [low, high] = [0, 1];
  while (meanExcess(landscape, high) > excess) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (meanExcess(landscape, middle) > excess) low = middle;
    else high = middle;
  }
  return high;
}

export interface Descent {
  landscape: Landscape;
  rate: number;
  /** Updates. */
  steps: number;
  /** Standard deviation of a batch's gradient, per mode. */
  gradientNoise: number;
}

/** The excess loss before each update. Grows without bound for a rate above 2. */
export function descend({ landscape, rate, steps, gradientNoise }: Descent, random: RandomSource): number[] {
  const { curvatures, shares } = landscape;
  const amplitudes = shares.map((share, mode) => Math.sqrt((2 * share) / (curvatures[mode] ?? 1)));
  return Array.from({ length: steps }, () => {
    let excess = 0;
    for (const [mode, curvature] of curvatures.entries()) {
      const amplitude = amplitudes[mode] ?? 0;
      excess += 0.5 * curvature * amplitude ** 2;
      amplitudes[mode] =
        (1 - rate * curvature) * amplitude + rate * Math.sqrt(curvature) * gradientNoise * random.gaussian();
    }
    return excess;
  });
}

/**
 * Generalisation error of a linear student of a noisy linear teacher over time (Advani & Saxe 2017, equation 8): what is not yet
 * learned shrinks as `e^(−2λt)`, what is learned of the noise grows as `(1 − e^(−λt))²/λ`.
 *
 * @param noise teacher's noise over its signal
 */
export function generalisation(landscape: Landscape, time: number, noise: number): number {
  const { curvatures } = landscape;
  const learned = curvatures.reduce(
    (sum, curvature) => sum + (1 - Math.exp(-curvature * time)) ** 2 / curvature,
    0,
  );
  return meanExcess(landscape, time) + (noise * learned) / curvatures.length;
}
