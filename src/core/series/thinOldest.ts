import type { FloatBlocks } from './floatBlocks.ts';

/** Points of which two are kept. */
const bucketSize = 4;

/**
 * Which of the first `count` values to keep when every four become two: the smallest and the largest, so that a spike one
 * point wide stays. A value that is not a number stays too, the first of each bucket: it must not vanish from the curve.
 *
 * @returns positions, ascending; about half of them
 */
export function thinOldest(values: FloatBlocks, count: number): Uint32Array {
  const kept = new Uint32Array(count);
  let length = 0;
  for (let from = 0; from < count; from += bucketSize) {
    const to = Math.min(count, from + bucketSize);
    let minAt = -1;
    let maxAt = -1;
    let badAt = -1;
    for (let at = from; at < to; at++) {
      const value = values.at(at);
      if (!Number.isFinite(value)) badAt = badAt < 0 ? at : badAt;
      else {
        if (minAt < 0 || value < values.at(minAt)) minAt = at;
        // The later of equals, so that a flat stretch keeps both of its ends.
        if (maxAt < 0 || value >= values.at(maxAt)) maxAt = at;
      }
    }
    for (let at = from; at < to; at++) if (at === minAt || at === maxAt || at === badAt) kept[length++] = at;
  }
  return kept.slice(0, length);
}
