import type { RandomStream } from './randomStream.ts';

/** What templates draw their parameters with. */
export interface Draw {
  /** A whole number, both ends possible. */
  integer(from: number, to: number): number;
  /** A number with so many decimals, exactly as it is written: 0.3, not 0.30000000000000004. */
  decimal(from: number, to: number, decimals: number): number;
  pick<T>(from: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** So many of them, no two the same, in random order. */
  sample<T>(from: readonly T[], count: number): T[];
  /** A list of so many draws. */
  list<T>(count: number, draw: (index: number) => T): T[];
}

export function createDraw(next: RandomStream): Draw {
  const below = (count: number): number => Math.floor((next() / 2 ** 32) * count);
  const draw: Draw = {
    integer: (from, to) => from + below(to - from + 1),
    decimal(from, to, decimals) {
      const scale = 10 ** decimals;
      return draw.integer(Math.round(from * scale), Math.round(to * scale)) / scale;
    },
    pick<T>(from: readonly T[]): T {
      return from[below(from.length)] as T;
    },
    chance: (probability) => next() / 2 ** 32 < probability,
    sample<T>(from: readonly T[], count: number): T[] {
      const left = [...from];
      return Array.from(
        { length: Math.min(count, left.length) },
        () => left.splice(below(left.length), 1)[0] as T,
      );
    },
    list: (count, one) => Array.from({ length: count }, (_, index) => one(index)),
  };
  return draw;
}
