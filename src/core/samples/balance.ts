/** Who is ahead in a generative adversarial network, judged by losses that are cross-entropies. */
export type BalanceVerdict = 'discriminator-wins' | 'generator-wins' | 'balanced' | 'not-finite' | 'unknown';

export interface Balance {
  verdict: BalanceVerdict;
  /** Medians of the last losses. */
  generatorLoss: number;
  discriminatorLoss: number;
  /** Whether the generator's loss grew or fell by a fifth or more from the window before the last one. */
  generatorTrend: 'rising' | 'falling' | 'steady';
}

/** The last tenth of a curve counts as now, at least so many and at most so many points. */
const windowAtLeast = 5;
const windowAtMost = 200;
/** Fewer points than this say nothing. */
export const pointsAtLeast = 10;

/**
 * Where the balance is lost. A generator that fools nobody pays −log D(G(z)): at 3, D gives its pictures 5 %. The
 * discriminator's loss is −log D(x) − log(1 − D(G(z))), or the mean of both, which is 1.39 or 0.69 when it can only guess.
 */
const generatorFails = 3;
const discriminatorIsSure = 0.2;
const generatorFools = 0.3;
const discriminatorGuessesWrong = 0.8;

/** The median of finite numbers; NaN of none. */
function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

function trendOf(values: ArrayLike<number>, window: number): Balance['generatorTrend'] {
  const all = Array.from(values);
  const now = median(all.slice(-window));
  const before = median(all.slice(-2 * window, -window));
  // A fifth of the loss, or of the loss of guessing where it is near zero.
  const change = (now - before) / Math.max(Math.abs(before), 0.1);
  if (change > 0.2) return 'rising';
  return change < -0.2 ? 'falling' : 'steady';
}

/**
 * Who wins, from the losses of both players, one number an update. Losses below zero are no cross-entropies (a
 * Wasserstein critic's, for example): they are reported without a verdict. Undefined while there are fewer than ten.
 */
export function balanceOf(
  generator: ArrayLike<number>,
  discriminator: ArrayLike<number>,
): Balance | undefined {
  const shorter = Math.min(generator.length, discriminator.length);
  if (shorter < pointsAtLeast) return undefined;
  const window = Math.min(windowAtMost, Math.max(windowAtLeast, Math.floor(shorter / 10)));
  const [lastOfG, lastOfD] = [generator, discriminator].map((losses) => Array.from(losses).slice(-window));
  const generatorLoss = median(lastOfG ?? []);
  const discriminatorLoss = median(lastOfD ?? []);
  const all = [...(lastOfG ?? []), ...(lastOfD ?? [])];
  const isFinite = all.every(Number.isFinite);
  const generatorTrend = isFinite ? trendOf(generator, window) : 'steady';
  const verdict = (): BalanceVerdict => {
    if (!isFinite) return 'not-finite';
    if (all.some((loss) => loss < 0)) return 'unknown';
    if (generatorLoss >= generatorFails && discriminatorLoss <= discriminatorIsSure)
      return 'discriminator-wins';
    if (generatorLoss <= generatorFools && discriminatorLoss >= discriminatorGuessesWrong)
      return 'generator-wins';
    return 'balanced';
  };
  return { verdict: verdict(), generatorLoss, discriminatorLoss, generatorTrend };
}
