import type { SeriesBlock, SeriesInfo } from '../../protocol/run.ts';
import { growFloat64 } from './growable.ts';
import { MinMaxPyramid } from './minMaxPyramid.ts';
import { createSmoother } from './smoothing.ts';

/** One curve: steps ascending, raw values, and the smoothed ones once a smoothing weight is set. */
export class LineSeries {
  readonly info: SeriesInfo;
  readonly raw = new MinMaxPyramid();
  readonly #smoothed = new MinMaxPyramid();
  readonly #steps = growFloat64();
  #weight = 0;
  #smoother = createSmoother(0);
  #offset = 0;

  constructor(info: SeriesInfo) {
    this.info = info;
  }

  get length(): number {
    return this.#steps.length;
  }

  /** What is drawn strongly: the smoothed values, or the raw ones when smoothing is off. */
  get shown(): MinMaxPyramid {
    return this.#weight > 0 ? this.#smoothed : this.raw;
  }

  get isSmoothed(): boolean {
    return this.#weight > 0;
  }

  stepAt(index: number): number {
    return this.#steps.at(index);
  }

  get firstStep(): number {
    return this.#steps.at(0);
  }

  get lastStep(): number {
    return this.#steps.at(this.length - 1);
  }

  /**
   * Adds points. A step that does not go forward (a second `fit` counts from 0 again) continues after the last one,
   * so that the curve never runs backwards. Of a block with unequal columns the common part is taken.
   */
  append({ steps, values }: Pick<SeriesBlock, 'steps' | 'values'>): void {
    const count = Math.min(steps.length, values.length);
    const added = count === values.length ? values : values.subarray(0, count);
    for (let index = 0; index < count; index++) {
      const step = steps[index] ?? 0;
      if (this.length > 0 && step + this.#offset <= this.lastStep) this.#offset = this.lastStep + 1 - step;
      this.#steps.push(step + this.#offset);
    }
    this.raw.append(added);
    if (this.#weight > 0) this.#smoothed.append(added.map(this.#smoother));
  }

  /** @param weight 0 (off) to 0.99. Smooths all of the raw values anew, in O(n). */
  setSmoothing(weight: number): void {
    if (weight === this.#weight) return;
    this.#weight = weight;
    this.#smoother = createSmoother(weight);
    this.#smoothed.clear();
    if (weight > 0) this.#smoothed.append(this.raw.values().map(this.#smoother));
  }

  /** The first index whose step is at least `step`; `length` if there is none. */
  indexFrom(step: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#steps.at(middle) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index whose step is closest to `step`; -1 when there are no points. */
  nearestIndex(step: number): number {
    const after = this.indexFrom(step);
    if (after === 0) return this.length > 0 ? 0 : -1;
    if (after === this.length) return this.length - 1;
    return step - this.stepAt(after - 1) <= this.stepAt(after) - step ? after - 1 : after;
  }

  /** Indices `[from, to)` needed to draw steps `first` to `last`: one more on each side, so that lines reach the edge. */
  window(first: number, last: number): { from: number; to: number } {
    const from = Math.max(0, this.indexFrom(first) - 1);
    let to = this.indexFrom(last);
    while (to < this.length && this.stepAt(to) <= last) to++;
    return { from, to: Math.min(this.length, to + 1) };
  }
}
