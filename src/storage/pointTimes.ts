import type { PointTimes, SeriesBlock } from '../protocol/run.ts';
import { bytesOf, encodeRecord, type PayloadReader, uint32Bytes } from './runRecords.ts';

/** Writes when the points of curves were made: each time only what is not in the log yet. */
export class WrittenTimes {
  readonly #written = new Map<number, PointTimes>();

  append(blocks: readonly SeriesBlock[]): Buffer[] {
    return [...joinTimes(blocks)].flatMap(([id, times]) => {
      const from = commonLength(this.#written.get(id), times);
      const isSame = from === times.indices.length && from === this.#written.get(id)?.indices.length;
      if (isSame) return [];
      this.#written.set(id, times);
      return [encodeTimes(id, from, times)];
    });
  }
}

/** How many times at the beginning are the same. They only grow, unless a long curve was thinned. */
function commonLength(written: PointTimes | undefined, now: PointTimes): number {
  const count = written?.indices.length ?? 0;
  const last = count - 1;
  if (!written || last < 0 || now.indices.length < count) return 0;
  const isSame =
    written.indices[last] === now.indices[last] && written.elapsedMs[last] === now.elapsedMs[last];
  return isSame ? count : 0;
}

/** Of each curve, over all of its blocks. */
function joinTimes(blocks: readonly SeriesBlock[]): Map<number, PointTimes> {
  const joined = new Map<number, PointTimes>();
  const offsets = new Map<number, number>();
  for (const { id, steps, times } of blocks) {
    const offset = offsets.get(id) ?? 0;
    offsets.set(id, offset + steps.length);
    if (!times) continue;
    const before = joined.get(id);
    if (!before && offset === 0) {
      joined.set(id, times);
      continue;
    }
    joined.set(id, {
      indices: Uint32Array.from([...(before?.indices ?? []), ...times.indices.map((at) => at + offset)]),
      elapsedMs: Float64Array.from([...(before?.elapsedMs ?? []), ...times.elapsedMs]),
    });
  }
  return joined;
}

function encodeTimes(id: number, from: number, { indices, elapsedMs }: PointTimes): Buffer {
  const counts = uint32Bytes(id, from, indices.length - from);
  return encodeRecord('times', counts, bytesOf(indices.subarray(from)), bytesOf(elapsedMs.subarray(from)));
}

/** Takes over what a record says: the times of a curve from some place on. */
export function readTimes(reader: PayloadReader, all: Map<number, PointTimes>): void {
  const id = reader.uint32();
  const from = reader.uint32();
  const count = reader.uint32();
  const indices = reader.array(Uint32Array, count);
  const elapsedMs = reader.array(Float64Array, count);
  const before = all.get(id);
  if (from === 0 || !before) {
    all.set(id, { indices, elapsedMs });
    return;
  }
  const joined = { indices: new Uint32Array(from + count), elapsedMs: new Float64Array(from + count) };
  joined.indices.set(before.indices.subarray(0, from));
  joined.indices.set(indices, from);
  joined.elapsedMs.set(before.elapsedMs.subarray(0, from));
  joined.elapsedMs.set(elapsedMs, from);
  all.set(id, joined);
}
