/** Where a generator stands: four words of 32 bits. */
export type RandomState = readonly [a: number, b: number, c: number, counter: number];

export interface SeededRandom {
  /** A number in [0, 1) with 32 random bits. */
  (): number;
  state(): RandomState;
  /** Goes on from a state that `state` gave. */
  restore(state: RandomState): void;
}

/**
 * sfc32 ("small fast counter", Chris Doty-Humphrey, PractRand): 128 bits of state, passes PractRand and TestU01 BigCrush.
 * Integer-only, so the same seed gives the same numbers on every machine.
 */
export function createSeededRandom(seed: number): SeededRandom {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88 | 0;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  return Object.assign(next, {
    state: (): RandomState => [a, b, c, counter],
    restore: (state: RandomState): void => {
      [a, b, c, counter] = state;
    },
  });
}

/**
 * Makes a program repeatable: initial weights, shuffling and dropout of tfjs all draw from Math.random, directly or for
 * the seed of a generator of their own.
 *
 * @returns the generator, whose state can be kept and put back
 */
export function seedMathRandom(seed: number): SeededRandom {
  const random = createSeededRandom(seed);
  Math.random = random;
  return random;
}
