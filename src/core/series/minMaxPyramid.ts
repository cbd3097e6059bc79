import { blockLength, FloatBlocks } from './floatBlocks.ts';
import { type Growable, growUint32 } from './growable.ts';

/** Marks a bucket that holds no finite value. */
const NONE = 0xffffffff;

/**
 * Values in a bucket of the lowest level. Looking at so few costs nothing, and a pyramid that begins here takes half a
 * byte a value where one that begins at pairs takes eight.
 */
const baseSize = 32;

/** Positions of the smallest and the largest finite value of a range. */
export interface Extremes {
  minAt: number;
  maxAt: number;
}

/** One level: for each bucket of `baseSize * 2 ** level` values, where its smallest and its largest value are. */
interface Level {
  minAt: Growable<Uint32Array>;
  maxAt: Growable<Uint32Array>;
}

/**
 * Values with a pyramid of minima and maxima above them, halving from level to level, so that a million points are
 * thinned to a screen's width without walking over them and without losing a spike one point wide.
 *
 * Levels hold full buckets only; what is left at the end is looked up one level down, or among the values. Appending
 * costs O(1) amortised, `extremes` O(log n). Buckets keep their borders while the curve grows, hence a streaming line
 * does not flicker.
 */
export class MinMaxPyramid {
  readonly #values: FloatBlocks;
  readonly #nonFinite = growUint32();
  readonly #levels: Level[] = [];
  /** Values that are in the pyramid; a multiple of `baseSize`. */
  #folded = 0;
  /** Values that were looked at for being numbers. */
  #seen = 0;

  /** @param values what the pyramid stands on; whoever changes it otherwise than by appending calls `rebuild` */
  constructor(values = new FloatBlocks()) {
    this.#values = values;
    this.#fold();
  }

  get length(): number {
    return this.#values.length;
  }

  /** Positions of NaN and ±Infinity, ascending. */
  get nonFinite(): Uint32Array {
    return this.#nonFinite.view();
  }

  at(index: number): number {
    return this.#values.at(index);
  }

  /** A copy of all values. */
  values(): Float32Array {
    return this.#values.slice();
  }

  append(values: ArrayLike<number> & Iterable<number>): void {
    this.#values.append(values);
    this.#fold();
  }

  /** Takes in what was appended to the values from outside. */
  grow(): void {
    this.#fold();
  }

  /** Forgets all levels and builds them anew, in O(n): the values below have changed. */
  rebuild(): void {
    this.#nonFinite.clear();
    this.#levels.length = 0;
    this.#folded = 0;
    this.#seen = 0;
    this.#fold();
  }

  clear(): void {
    this.#values.truncate(0);
    this.rebuild();
  }

  /** Smallest and largest finite value of positions `from` (inclusive) to `to` (exclusive). */
  extremes(from: number, to: number): Extremes | undefined {
    const found = { minAt: NONE, maxAt: NONE };
    let at = Math.max(0, from);
    const end = Math.min(to, this.length);
    while (at < end) {
      const level = this.#widestFullBucket(at, end);
      if (level < 0) {
        const stop = Math.min(end, (Math.floor(at / baseSize) + 1) * baseSize);
        this.#scan(at, stop, found);
        at = stop;
      } else {
        this.#join(level, at / (baseSize * 2 ** level), found);
        at += baseSize * 2 ** level;
      }
    }
    return found.minAt === NONE ? undefined : found;
  }

  /**
   * Positions to draw for `from` (inclusive) to `to` (exclusive) on `pixels` pixels, ascending: all of them if they are
   * few, else the smallest and largest of each bucket. At most `2 * pixels` positions.
   */
  thin(from: number, to: number, pixels: number): Uint32Array {
    const start = Math.max(0, from);
    const end = Math.min(to, this.length);
    const columns = Math.max(1, Math.floor(pixels));
    if (end - start <= 2 * columns) return this.#finiteBetween(start, end);
    let size = 2;
    while (Math.ceil(end / size) - Math.floor(start / size) > columns) size *= 2;
    const kept = new Uint32Array(2 * columns);
    let count = 0;
    for (let at = Math.floor(start / size) * size; at < end; at += size) {
      const found = this.extremes(Math.max(at, start), Math.min(at + size, end));
      if (!found) continue;
      kept[count++] = Math.min(found.minAt, found.maxAt);
      if (found.minAt !== found.maxAt) kept[count++] = Math.max(found.minAt, found.maxAt);
    }
    return kept.subarray(0, count);
  }

  #finiteBetween(from: number, to: number): Uint32Array {
    const kept = new Uint32Array(Math.max(0, to - from));
    let count = 0;
    for (let index = from; index < to; index++) {
      if (Number.isFinite(this.#values.at(index))) kept[count++] = index;
    }
    return kept.subarray(0, count);
  }

  /** The highest level with a full bucket that begins at `at` and ends by `end`; -1 where only the values are left. */
  #widestFullBucket(at: number, end: number): number {
    let level = -1;
    while (level + 1 < this.#levels.length) {
      const size = baseSize * 2 ** (level + 1);
      if (at % size !== 0 || at + size > end || at + size > this.#folded) break;
      level++;
    }
    return level;
  }

  /** Widens `found` by the values of one block from `from` to `to`. */
  #scan(from: number, to: number, found: Extremes): void {
    const block = this.#values.blockOf(from);
    const offset = from - (from % blockLength);
    let min = found.minAt === NONE ? Infinity : this.#values.at(found.minAt);
    let max = found.maxAt === NONE ? -Infinity : this.#values.at(found.maxAt);
    let minAt = -1;
    let maxAt = -1;
    for (let at = from - offset; at < to - offset; at++) {
      const value = block[at] ?? NaN;
      if (value < min && value !== -Infinity) {
        min = value;
        minAt = at;
      }
      if (value > max && value !== Infinity) {
        max = value;
        maxAt = at;
      }
    }
    if (minAt >= 0) found.minAt = minAt + offset;
    if (maxAt >= 0) found.maxAt = maxAt + offset;
  }

  /** Widens `found` by a bucket. */
  #join(level: number, bucket: number, found: Extremes): void {
    const stored = this.#levels[level];
    const minAt = stored?.minAt.at(bucket) ?? NONE;
    const maxAt = stored?.maxAt.at(bucket) ?? NONE;
    if (minAt === NONE) return;
    if (this.#isBelow(minAt, found.minAt)) found.minAt = minAt;
    if (found.maxAt === NONE || this.#isBelow(found.maxAt, maxAt)) found.maxAt = maxAt;
  }

  #fold(): void {
    const length = this.#values.length;
    while (this.#seen < length) {
      const block = this.#values.blockOf(this.#seen);
      const offset = this.#seen - (this.#seen % blockLength);
      const stop = Math.min(length, offset + blockLength);
      for (let at = this.#seen - offset; at < stop - offset; at++) {
        const value = block[at] ?? NaN;
        // NaN and infinite.
        if (value - value !== 0) this.#nonFinite.push(at + offset);
      }
      this.#seen = stop;
    }
    const found = { minAt: NONE, maxAt: NONE };
    const { minAt, maxAt } = this.#level(0);
    for (; this.#folded + baseSize <= length; this.#folded += baseSize) {
      found.minAt = NONE;
      found.maxAt = NONE;
      this.#scan(this.#folded, this.#folded + baseSize, found);
      minAt.push(found.minAt);
      maxAt.push(found.maxAt);
    }
    for (let level = 0; (this.#levels[level]?.minAt.length ?? 0) > 1; level++) this.#foldPairs(level);
  }

  #level(level: number): Level {
    return (this.#levels[level] ??= { minAt: growUint32(), maxAt: growUint32() });
  }

  /** Adds to the level above what pairs of this one have become complete. */
  #foldPairs(level: number): void {
    const below = this.#level(level);
    const above = this.#level(level + 1);
    for (let left = above.minAt.length * 2; left + 1 < below.minAt.length; left += 2) {
      const leftMin = below.minAt.at(left);
      const rightMin = below.minAt.at(left + 1);
      above.minAt.push(this.#isBelow(rightMin, leftMin) ? rightMin : leftMin);
      const leftMax = below.maxAt.at(left);
      const rightMax = below.maxAt.at(left + 1);
      const isRightAbove = leftMax === NONE || (rightMax !== NONE && this.#isBelow(leftMax, rightMax));
      above.maxAt.push(isRightAbove ? rightMax : leftMax);
    }
  }

  /** Whether the value at `a` is below the one at `b`; anything is below nothing, and nothing is below anything. */
  #isBelow(a: number, b: number): boolean {
    if (a === NONE) return false;
    return b === NONE || this.#values.at(a) < this.#values.at(b);
  }
}
