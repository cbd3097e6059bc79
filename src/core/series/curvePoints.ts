import type { SeriesBlock } from '../../protocol/run.ts';
import { FloatBlocks } from './floatBlocks.ts';
import { StepColumn } from './stepColumn.ts';
import { thinOldest } from './thinOldest.ts';
import { TimeColumn } from './timeColumn.ts';

/** Points of one curve that are kept as they came. */
export const pointLimit = 1_000_000;

/**
 * The points of one curve: steps, values and times, columnar and compact. Up to a million points nothing is dropped;
 * beyond that the oldest half is thinned two to one, extremes kept, as often as it takes.
 */
export class CurvePoints {
  readonly values = new FloatBlocks();
  #steps = new StepColumn();
  readonly times = new TimeColumn();
  readonly #limit: number;
  #thinned = 0;

  constructor(limit = pointLimit) {
    this.#limit = limit;
  }

  get length(): number {
    return this.values.length;
  }

  /** How many points at the beginning stand for more than there are; 0 while the curve is complete. */
  get thinned(): number {
    return this.#thinned;
  }

  stepAt(index: number): number {
    return this.#steps.at(index);
  }

  /**
   * Adds points; of columns of unequal length the common part. A block that begins a curve may say that it is thinned.
   *
   * @param onDidThin told, after the fact, which of the points were kept: their old indices, ascending
   */
  append(
    { steps, values, times, thinned }: Omit<SeriesBlock, 'id'>,
    onDidThin?: (kept: Uint32Array) => void,
  ): void {
    const base = this.length;
    const count = Math.min(steps.length, values.length);
    this.#steps.append(count === steps.length ? steps : steps.subarray(0, count));
    this.values.append(count === values.length ? values : values.subarray(0, count));
    if (times) this.times.append(times, base);
    if (thinned !== undefined) this.#thinned = Math.max(this.#thinned, base + Math.min(thinned, count));
    while (this.length > this.#limit) {
      const kept = this.#thin();
      onDidThin?.(kept);
    }
  }

  /** All points, written out. */
  toBlock(id: number): SeriesBlock {
    return {
      id,
      steps: this.#steps.toArray(),
      values: this.values.slice(),
      ...(this.times.isKnown ? { times: this.times.known() } : {}),
      ...(this.#thinned > 0 ? { thinned: this.#thinned } : {}),
    };
  }

  #thin(): Uint32Array {
    const half = Math.floor(this.length / 2);
    const oldest = thinOldest(this.values, half);
    const kept = new Uint32Array(oldest.length + this.length - half);
    kept.set(oldest);
    for (let at = half; at < this.length; at++) kept[oldest.length + at - half] = at;
    const steps = new StepColumn();
    for (const at of kept) steps.push(this.#steps.at(at));
    this.#steps = steps;
    keepValues(this.values, kept);
    this.times.keep(kept);
    this.#thinned = oldest.length;
    return kept;
  }
}

/** Moves the values at `kept` to the front, in place, and forgets the others. */
export function keepValues(values: FloatBlocks, kept: Uint32Array): void {
  for (let to = 0; to < kept.length; to++) values.set(to, values.at(kept[to] ?? 0));
  values.truncate(kept.length);
}
