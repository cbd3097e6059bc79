import type { SampleFrame } from '../../protocol/exhibit.ts';

/** A frame with its number among the exhibits of its run, by which its bytes are asked for. */
export interface NumberedFrame {
  number: number;
  frame: SampleFrame;
}

/** Frames that follow each other in time: of one name and one origin. */
export interface SampleSet {
  key: string;
  name: string;
  origin: SampleFrame['origin'];
  /** Oldest first; there is at least one. */
  frames: NumberedFrame[];
}

const originOrder: readonly SampleFrame['origin'][] = ['generator', 'autoencoder', 'latent-walk', 'shown'];

/** Sets in the order in which people look for them: what a model makes, then walks, then what the program shows. */
export function sampleSets(frames: readonly NumberedFrame[]): SampleSet[] {
  const sets = new Map<string, SampleSet>();
  for (const numbered of frames) {
    const { name, origin } = numbered.frame;
    const key = JSON.stringify([origin, name]);
    const known = sets.get(key);
    if (known) known.frames.push(numbered);
    else sets.set(key, { key, name, origin, frames: [numbered] });
  }
  return [...sets.values()].sort((a, b) => originOrder.indexOf(a.origin) - originOrder.indexOf(b.origin));
}

/** The moments at which any set has a frame, ms since the program began, ascending, each once. */
export function sampleMoments(sets: readonly SampleSet[]): number[] {
  const all = sets.flatMap(({ frames }) => frames.map(({ frame }) => frame.at.elapsedMs));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** Index of the last of ascending `moments` that is not after `elapsedMs`; -1 when all are. */
export function indexAtMoment(moments: readonly number[], elapsedMs: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? Infinity) <= elapsedMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the frame of a set at a moment; of its first one before there is any. */
export function frameIndexAt({ frames }: SampleSet, elapsedMs: number): number {
  const moments = frames.map(({ frame }) => frame.at.elapsedMs);
  return Math.max(0, indexAtMoment(moments, elapsedMs));
}

/**
 * Numbers of the frames around a position, nearest first: those that a person who moves the slider will want next.
 *
 * @param reach how many to each side
 */
export function framesAround({ frames }: SampleSet, index: number, reach: number): number[] {
  const wanted = [frames[index]];
  for (let distance = 1; distance <= reach; distance++)
    wanted.push(frames[index + distance], frames[index - distance]);
  return wanted.flatMap((numbered) => (numbered ? [numbered.number] : []));
}

/** The frame nearest in time to index `index` for which `isLoaded` holds. */
export function nearestLoaded(
  { frames }: SampleSet,
  index: number,
  isLoaded: (number: number) => boolean,
): NumberedFrame | undefined {
  for (let distance = 0; distance < frames.length; distance++)
    for (const candidate of [frames[index - distance], frames[index + distance]])
      if (candidate && isLoaded(candidate.number)) return candidate;
  return undefined;
}

/** At most `atMost` of the frames, evenly spread, the first and the last among them. */
export function thinned<T>(frames: readonly T[], atMost: number): T[] {
  if (frames.length <= atMost) return [...frames];
  return Array.from(
    { length: atMost },
    (_, index) => frames[Math.round((index * (frames.length - 1)) / (atMost - 1))] as T,
  );
}
