/** A run of neighbouring units of work. */
export interface Part {
  readonly first: number;
  readonly count: number;
}

/** Work that can be cut between any two units: rows, columns, images, elements. */
export interface Work {
  readonly count: number;
  /** Roughly how long one thread takes for a unit, in nanoseconds. It only decides whether cutting pays. */
  readonly unitNs: number;
  /** Parts begin at multiples of so many units; 1 by default. */
  readonly step?: number;
}

/** Floats in a cache line of 64 bytes: where parts of elementwise work begin, so that no two threads write one line. */
export const LINE_FLOATS = 16;

/** A part shorter than this is not worth handing to another thread: measured, two of 8 µs take as long as one of 16. */
const PART_NS = 15_000;

/** More parts than threads: a thread that the system holds up leaves only a short one to wait for. */
const PARTS_PER_THREAD = 2;

/** Cuts work for so many threads. One part: it is too little to share. */
export function cutIntoParts({ count, unitNs, step = 1 }: Work, threads: number): Part[] {
  const worthwhile = Math.floor((count * unitNs) / PART_NS);
  if (threads === 1 || worthwhile < 2) return [{ first: 0, count }];
  const most = Math.min(worthwhile, threads * PARTS_PER_THREAD);
  return cutEvenly(count, most > threads ? most - (most % threads) : most, step);
}

/** Pieces for a sum: as many as the most threads there are, so that every one of them has work. */
const SUM_PIECES = 4;
const SUM_NS_PER_FLOAT = 0.5;
/** Adding up the pieces may cost so much of the work itself. */
const SUM_SHARE = 0.2;

/**
 * Cuts work of which every part gives a whole result of `size` floats, to be added up. The cut depends on the work alone:
 * float32 sums depend on their order, and the same seed shall give the same curve on every machine.
 */
export function cutForSum({ count, unitNs }: Work, size: number): Part[] {
  const isWorthIt = count * unitNs >= SUM_PIECES * PART_NS;
  const isCheap = SUM_PIECES * size * SUM_NS_PER_FLOAT <= SUM_SHARE * count * unitNs;
  return cutEvenly(count, isWorthIt && isCheap ? SUM_PIECES : 1, 1);
}

function cutEvenly(count: number, parts: number, step: number): Part[] {
  const size = Math.max(1, Math.ceil(count / parts / step) * step);
  const cut: Part[] = [];
  for (let first = 0; first < count; first += size) cut.push({ first, count: Math.min(size, count - first) });
  return cut.length > 0 ? cut : [{ first: 0, count }];
}
