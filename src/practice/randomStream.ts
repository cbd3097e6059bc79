/**
 * Random numbers of one purpose of one question. Integer arithmetic only, so that the same id gives the same question on every
 * machine; a stream for each purpose, so that one draw more in one place moves nothing in another.
 */
export type RandomStream = () => number;

/** mulberry32 (Tommy Ettinger, public domain), seeded by FNV-1a with the finisher of MurmurHash3. @returns 0 to 2**32 - 1 */
export function randomStream(...names: (string | number)[]): RandomStream {
  let state = hash32(names.join('|'));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** @returns 0 to 2**32 - 1 */
export function hash32(text: string): number {
  let hash = 2166136261;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 16777619);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 2246822507);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 3266489909);
  return (hash ^ (hash >>> 16)) >>> 0;
}
