/** Seeded random numbers of the kinds that learning curves need. */
export interface RandomSource {
  uniform(from: number, to: number): number;
  integer(from: number, to: number): number;
  gaussian(): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Share of `count` independent trials that succeed. */
  binomialShare(probability: number, count: number): number;
}

export function createRandomSource(seed: number): RandomSource {
  let state = (seed * 2654435761 + 1013904223) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    uniform: (from, to) => from + (to - from) * next(),
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    gaussian,
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    binomialShare(probability, count) {
      let hits = 0;
      for (let trial = 0; trial < count; trial++) if (next() < probability) hits++;
      return hits / count;
    },
  };
}
