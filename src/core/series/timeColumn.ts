import type { PointTimes } from '../../protocol/run.ts';
import { growFloat64, growUint32 } from './growable.ts';

/** Beyond this many known times every other one is dropped: hours of training stay within a screen pixel. */
const knownLimit = 32_768;

/**
 * When the points of a curve were made. Times are known of some points, as the worker sent them; between those, points
 * are taken to be evenly spread, and after the last known one to be made at once.
 */
export class TimeColumn {
  #indices = growUint32();
  #elapsedMs = growFloat64();

  get isKnown(): boolean {
    return this.#indices.length > 0;
  }

  /** @param base index of the first point that `times` counts from. Times that run backwards are taken as standing still. */
  append(times: PointTimes, base: number): void {
    const count = Math.min(times.indices.length, times.elapsedMs.length);
    for (let k = 0; k < count; k++) {
      const index = base + (times.indices[k] ?? 0);
      const last = this.#indices.length - 1;
      if (last >= 0 && index <= this.#indices.at(last)) continue;
      const elapsedMs = times.elapsedMs[k] ?? NaN;
      if (!Number.isFinite(elapsedMs)) continue;
      this.#indices.push(index);
      this.#elapsedMs.push(last >= 0 ? Math.max(elapsedMs, this.#elapsedMs.at(last)) : elapsedMs);
    }
    if (this.#indices.length > knownLimit) this.#halve();
  }

  /** Milliseconds since the program began; NaN where nothing is known. */
  at(index: number): number {
    const known = this.#indices.length;
    if (known === 0) return NaN;
    const after = lowerBound(this.#indices, index);
    if (after === known) return this.#elapsedMs.at(known - 1);
    if (after === 0) return this.#elapsedMs.at(0);
    const [from, to] = [this.#indices.at(after - 1), this.#indices.at(after)];
    const [fromMs, toMs] = [this.#elapsedMs.at(after - 1), this.#elapsedMs.at(after)];
    return fromMs + ((index - from) / (to - from)) * (toMs - fromMs);
  }

  /** After points were dropped: `kept` are the old indices of those that are left, ascending. */
  keep(kept: Uint32Array): void {
    const [indices, elapsedMs] = [this.#indices, this.#elapsedMs];
    [this.#indices, this.#elapsedMs] = [growUint32(), growFloat64()];
    let next = 0;
    for (let k = 0; k < indices.length; k++) {
      while (next < kept.length && (kept[next] ?? 0) < indices.at(k)) next++;
      const last = this.#indices.length - 1;
      if (next === kept.length || (last >= 0 && next <= this.#indices.at(last))) continue;
      this.#indices.push(next);
      this.#elapsedMs.push(elapsedMs.at(k));
    }
  }

  known(): PointTimes {
    return { indices: this.#indices.view().slice(), elapsedMs: this.#elapsedMs.view().slice() };
  }

  #halve(): void {
    const [indices, elapsedMs] = [this.#indices, this.#elapsedMs];
    [this.#indices, this.#elapsedMs] = [growUint32(), growFloat64()];
    for (let k = 0; k < indices.length; k++) {
      if (k % 2 === 1 && k < indices.length - 1) continue;
      this.#indices.push(indices.at(k));
      this.#elapsedMs.push(elapsedMs.at(k));
    }
  }
}

/** The first place whose value is at least `wanted`. */
function lowerBound(sorted: { length: number; at(index: number): number }, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted.at(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
