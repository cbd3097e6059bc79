import type { SecondKey } from '../../template.ts';

interface Episode extends Record<string, unknown> {
  gamma: number;
  rewards: readonly number[];
}

/** From the end: the return before a reward is the reward and the discounted return after it. */
export const discountedReturn = (({ gamma, rewards }: Episode) =>
  rewards.reduceRight((later, reward) => reward + gamma * later, 0)) as SecondKey;
