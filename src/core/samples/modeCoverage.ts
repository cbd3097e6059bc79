import type { SampleFrame } from '../../protocol/exhibit.ts';

export type DigitCounts = NonNullable<SampleFrame['digits']>;

/** Below this mean confidence the pictures are hardly digits, and their counts say nothing. */
export const leastConfidence = 0.6;
/** Fewer effective modes than this in each of the last frames is a collapse; 64 honest samples of MNIST have more than 8. */
const collapsedModes = 3;
const collapsedFrames = 3;

export interface ModeCoverage {
  /** Digits that at least one sample shows. */
  shown: number[];
  missing: number[];
  /** `exp` of the entropy of the counts: 10 when all digits are equally frequent, 1 when there is only one. */
  effectiveModes: number;
  meanConfidence: number;
  /** False where the classifier is not sure enough for its counts to mean anything. */
  areDigits: boolean;
}

/** What the counts of one frame say about the digits a generator makes. */
export function modeCoverage({ counts, meanConfidence }: DigitCounts): ModeCoverage {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const entropy = counts.reduce(
    (sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum),
    0,
  );
  const digits = counts.map((count, digit) => ({ count, digit }));
  return {
    shown: digits.filter(({ count }) => count > 0).map(({ digit }) => digit),
    missing: digits.filter(({ count }) => count === 0).map(({ digit }) => digit),
    effectiveModes: total === 0 ? 0 : Math.exp(entropy),
    meanConfidence,
    areDigits: total > 0 && meanConfidence >= leastConfidence,
  };
}

/**
 * Whether a generator has collapsed: each of the last three frames shows digits, and hardly more than two or three kinds of them.
 *
 * @param frames counts of successive frames of one generator, oldest first
 */
export function hasCollapsed(frames: readonly DigitCounts[]): boolean {
  const last = frames.slice(-collapsedFrames).map(modeCoverage);
  return (
    last.length === collapsedFrames &&
    last.every(({ areDigits, effectiveModes }) => areDigits && effectiveModes < collapsedModes)
  );
}
