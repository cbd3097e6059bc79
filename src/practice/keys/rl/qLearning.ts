import type { SecondKey } from '../../template.ts';

interface Transition extends Record<string, unknown> {
  old: number;
  alpha: number;
  gamma: number;
  reward: number;
  next: readonly number[];
}

/** The new value as a weighted mean of the old one and of what was seen. */
export const qLearning = (({ old, alpha, gamma, reward, next }: Transition) => {
  const [highest = 0] = [...next].sort((a, b) => b - a);
  return (1 - alpha) * old + alpha * reward + alpha * gamma * highest;
}) as SecondKey;
