import type { RandomSource } from './randomSource.ts';
import { createTask, recorded, type SyntheticRun } from './syntheticRuns.ts';

/** Causes that need two models, one against the other. */
export const rivalPlants = {
  'discriminator-wins': (seed: number): SyntheticRun => {
    const { random } = createTask(seed);
    const count = random.integer(200, 3000);
    const pace = count * random.uniform(0.05, 0.2);
    const isSummed = random.chance(0.5) ? 2 : 1;
    const judge = walk(random, count, 0.15, (step) => isSummed * (0.02 + 0.67 * Math.exp(-step / pace)));
    const maker = walk(
      random,
      count,
      0.1,
      (step) => 0.7 + random.uniform(3.9, 4.1) * (1 - Math.exp(-step / pace)),
    );
    return {
      cause: 'discriminator-wins',
      run: recorded(rivalPoints(random, judge, maker)),
      note: `${count} steps`,
    };
  },
  'mode-collapse': (seed: number): SyntheticRun => {
    const { random } = createTask(seed);
    const digit = random.integer(0, 9);
    const frames = Array.from({ length: 5 }, () =>
      frame(random, (index) => (random.chance(0.85) ? digit : index % 10)),
    );
    return {
      cause: 'mode-collapse',
      run: recorded(healthyRivals(random), { frames }),
      note: `digit ${digit}`,
    };
  },
};

/** Two models that hold each other at bay: at the equilibrium the judge's loss is 2·ln 2 and the maker's ln 2 (Goodfellow et al. 2014). */
export function healthyGan(seed: number): SyntheticRun {
  const { random } = createTask(seed);
  const frames = Array.from({ length: 4 }, () => frame(random, () => random.integer(0, 9)));
  return { cause: 'healthy', run: recorded(healthyRivals(random), { frames }), note: 'gan' };
}

function healthyRivals(random: RandomSource): ReturnType<typeof rivalPoints> {
  const count = random.integer(200, 2000);
  const period = random.uniform(50, 400);
  const judge = walk(
    random,
    count,
    0.12,
    (step) => random.uniform(0.98, 1.02) * (1.15 + 0.15 * Math.sin(step / period)),
  );
  const maker = walk(random, count, 0.12, (step) => 0.95 + 0.2 * Math.sin(step / period + 1.5));
  return rivalPoints(random, judge, maker);
}

function rivalPoints(random: RandomSource, judge: number[], maker: number[]) {
  const [judgeName, makerName] = random.pick([
    ['discriminator', 'generator'],
    ['critic', 'gan'],
    ['Adam', 'Adam 2'],
  ] as const);
  return { [judgeName]: { 'loss train batch': judge }, [makerName]: { 'loss train batch': maker } };
}

function walk(random: RandomSource, count: number, noise: number, level: (step: number) => number): number[] {
  return Array.from({ length: count }, (_, step) =>
    Math.max(1e-4, level(step) * (1 + noise * random.gaussian())),
  );
}

function frame(random: RandomSource, digitOf: (index: number) => number) {
  const counts = new Array<number>(10).fill(0);
  for (let index = 0; index < random.pick([25, 64]); index++) counts[digitOf(index)]! += 1;
  return {
    kind: 'samples' as const,
    at: { elapsedMs: 0 },
    name: 'generator',
    origin: 'generator' as const,
    width: 28,
    height: 28,
    channels: 1 as const,
    count: 25,
    bytes: new Uint8Array(0),
    digits: { counts, meanConfidence: 0.9 },
  };
}
