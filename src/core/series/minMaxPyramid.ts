import { type Growable, growFloat32, growUint32 } from './growable.ts';

/** Marks a bucket that holds no finite value. */
const NONE = 0xffffffff;

/** Positions of the smallest and the largest finite value of a range. */
export interface Extremes {
  minAt: number;
  maxAt: number;
}

/** One level: for each bucket of `2 ** (level + 1)` values, where its smallest and its largest value are. */
interface Level {
  minAt: Growable<Uint32Array>;
  maxAt: Growable<Uint32Array>;
}

/**
 * Values with a pyramid of minima and maxima above them, halving from level to level, so that a million points are
 * thinned to a screen's width without walking over them and without losing a spike one point wide.
 *
 * Levels hold full buckets only; what is left at the end is looked up one level down. Appending costs O(1) amortised,
 * `extremes` O(log n). Buckets keep their borders while the curve grows, hence a streaming line does not flicker.
 */
export class MinMaxPyramid {
  readonly #values = growFloat32();
  readonly #nonFinite = growUint32();
  readonly #levels: Level[] = [];

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

  values(): Float32Array {
    return this.#values.view();
  }

  append(values: ArrayLike<number>): void {
    const from = this.#values.length;
    this.#values.append(values);
    for (let index = from; index < this.#values.length; index++) {
      if (!Number.isFinite(this.#values.at(index))) this.#nonFinite.push(index);
      if (index % 2 === 1) this.#foldPair(index - 1, index);
    }
  }

  /** Forgets the values but keeps the room. */
  clear(): void {
    this.#values.clear();
    this.#nonFinite.clear();
    this.#levels.length = 0;
  }

  /** Smallest and largest finite value of positions `from` (inclusive) to `to` (exclusive). */
  extremes(from: number, to: number): Extremes | undefined {
    let best: Extremes | undefined;
    let at = Math.max(0, from);
    const end = Math.min(to, this.length);
    while (at < end) {
      const level = this.#widestFullBucket(at, end);
      best = this.#better(best, level < 0 ? this.#pointExtremes(at) : this.#bucket(level, at >> (level + 1)));
      at += 2 ** (level + 1);
    }
    return best;
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

  /** The highest level with a full bucket that begins at `at` and ends by `end`; -1 for the single point. */
  #widestFullBucket(at: number, end: number): number {
    let level = -1;
    while (level + 1 < this.#levels.length) {
      const size = 2 ** (level + 2);
      if (at % size !== 0 || at + size > end) break;
      level++;
    }
    return level;
  }

  #pointExtremes(index: number): Extremes | undefined {
    return Number.isFinite(this.#values.at(index)) ? { minAt: index, maxAt: index } : undefined;
  }

  #bucket(level: number, bucket: number): Extremes | undefined {
    const stored = this.#levels[level];
    const minAt = stored?.minAt.at(bucket) ?? NONE;
    return minAt === NONE || !stored ? undefined : { minAt, maxAt: stored.maxAt.at(bucket) };
  }

  #better(a: Extremes | undefined, b: Extremes | undefined): Extremes | undefined {
    if (!a || !b) return a ?? b;
    return {
      minAt: this.#values.at(b.minAt) < this.#values.at(a.minAt) ? b.minAt : a.minAt,
      maxAt: this.#values.at(b.maxAt) > this.#values.at(a.maxAt) ? b.maxAt : a.maxAt,
    };
  }

  #foldPair(left: number, right: number): void {
    const leftAt = Number.isFinite(this.#values.at(left)) ? left : NONE;
    const rightAt = Number.isFinite(this.#values.at(right)) ? right : NONE;
    this.#fold(0, leftAt, leftAt, rightAt, rightAt);
  }

  /**
   * Stores the union of two neighbours at `level`, and carries on upwards whenever that completes a pair.
   * Positions instead of objects: this runs once for every two points of a million.
   */
  #fold(level: number, leftMin: number, leftMax: number, rightMin: number, rightMax: number): void {
    const { minAt, maxAt } = (this.#levels[level] ??= { minAt: growUint32(), maxAt: growUint32() });
    minAt.push(this.#isBelow(rightMin, leftMin) ? rightMin : leftMin);
    maxAt.push(
      leftMax === NONE || (rightMax !== NONE && this.#isBelow(leftMax, rightMax)) ? rightMax : leftMax,
    );
    const last = minAt.length - 1;
    if (last % 2 === 1)
      this.#fold(level + 1, minAt.at(last - 1), maxAt.at(last - 1), minAt.at(last), maxAt.at(last));
  }

  /** Whether the value at `a` is below the one at `b`; anything is below nothing, and nothing is below anything. */
  #isBelow(a: number, b: number): boolean {
    if (a === NONE) return false;
    return b === NONE || this.#values.at(a) < this.#values.at(b);
  }
}
