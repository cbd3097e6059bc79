/** Small deterministic random source (mulberry32) for test settings and tensors. */
export interface SeededRandom {
  /** Uniform in [-1, 1). */
  signed(): number;
  /** An integer in [low, high], both included. */
  integer(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  /** `size` values uniform in [-1, 1). */
  values(size: number): Float32Array;
}

export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  return {
    signed: () => unit() * 2 - 1,
    integer,
    pick: (choices) => choices[integer(0, choices.length - 1)]!,
    values: (size) => Float32Array.from({ length: size }, () => unit() * 2 - 1),
  };
}
