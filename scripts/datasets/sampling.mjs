/**
 * Seeded uniform numbers in [0, 1): the mulberry32 generator (Tommy Ettinger, public domain). Its whole state is
 * one 32-bit integer, so that a sample can be drawn again in any language from the seed alone.
 */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Shuffles in place, from the last element down (Fisher and Yates, in Durstenfeld's form). */
export function shuffle(items, random) {
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    [items[last], items[chosen]] = [items[chosen], items[last]];
  }
  return items;
}

/** Divides `total` places in proportion to `counts` by largest remainder; equal remainders favour the lower class. */
export function proportionalQuotas(counts, total) {
  const sum = counts.reduce((a, b) => a + b, 0);
  const quotas = counts.map((count) => Math.floor((count * total) / sum));
  const byRemainder = counts
    .map((count, index) => ({ index, remainder: (count * total) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const left = total - quotas.reduce((a, b) => a + b, 0);
  for (const { index } of byRemainder.slice(0, left)) quotas[index]++;
  return quotas;
}

/**
 * Draws `total` of the labelled samples without replacement so that classes keep their proportions, in the whole and
 * in every prefix: the k-th of the q samples of a class is placed at (k + 1/2) / q of the way.
 *
 * @param {Uint8Array} labels class of every candidate, 0 … classCount − 1
 * @returns {number[]} chosen indices into `labels`, in stratified order
 */
export function stratifiedSample(labels, classCount, total, seed) {
  const members = Array.from({ length: classCount }, () => []);
  labels.forEach((label, index) => members[label].push(index));
  const quotas = proportionalQuotas(
    members.map((indices) => indices.length),
    total,
  );
  const random = mulberry32(seed);
  return members
    .flatMap((indices, label) =>
      shuffle(indices, random)
        .slice(0, quotas[label])
        .map((index, k) => ({ index, label, place: (k + 0.5) / quotas[label] })),
    )
    .sort((a, b) => a.place - b.place || a.label - b.label)
    .map(({ index }) => index);
}

/** How often each class occurs. */
export function countClasses(labels, classCount) {
  const counts = new Array(classCount).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}
