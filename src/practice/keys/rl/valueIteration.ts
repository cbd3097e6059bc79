import type { SecondKey } from '../../template.ts';

interface Action {
  p: number;
  rewards: readonly [number, number];
  values: readonly [number, number];
}

interface State extends Record<string, unknown> {
  gamma: number;
  left: Action;
  right: Action;
}

/** All four outcomes as one list of what they are worth and how likely they are; added up per action, in percent. */
export const valueIteration = (({ gamma, left, right }: State) => {
  const table = [left, right].flatMap(({ p, rewards, values }, action) =>
    rewards.map((reward, index) => ({
      action,
      percent: index === 0 ? 100 * p : 100 - 100 * p,
      worth: reward + gamma * (values[index] ?? 0),
    })),
  );
  const sums = new Map<number, number>();
  for (const { action, percent, worth } of table) sums.set(action, (sums.get(action) ?? 0) + percent * worth);
  const [, highest = 0] = [...sums.values()].sort((a, b) => a - b);
  return highest / 100;
}) as SecondKey;
