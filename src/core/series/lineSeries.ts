import type { SeriesBlock, SeriesInfo } from '../../protocol/run.ts';
import { CurvePoints, keepValues, pointLimit } from './curvePoints.ts';
import { blockLength, FloatBlocks } from './floatBlocks.ts';
import { MinMaxPyramid } from './minMaxPyramid.ts';
import { createBlockSmoother } from './smoothing.ts';

/** One curve: steps ascending, raw values, and the smoothed ones once a smoothing weight is set. */
export class LineSeries {
  readonly info: SeriesInfo;
  readonly raw: MinMaxPyramid;
  readonly #points: CurvePoints;
  #smoothedValues = new FloatBlocks();
  #smoothed = new MinMaxPyramid(this.#smoothedValues);
  #weight = 0;
  #smoother = createBlockSmoother(0);
  #offset = 0;

  /** @param limit points beyond which the oldest are thinned */
  constructor(info: SeriesInfo, limit = pointLimit) {
    this.info = info;
    this.#points = new CurvePoints(limit);
    this.raw = new MinMaxPyramid(this.#points.values);
  }

  get length(): number {
    return this.#points.length;
  }

  /** How many points at the beginning are the extremes of more; 0 while the curve is complete. */
  get thinned(): number {
    return this.#points.thinned;
  }

  /** What is drawn strongly: the smoothed values, or the raw ones when smoothing is off. */
  get shown(): MinMaxPyramid {
    return this.#weight > 0 ? this.#smoothed : this.raw;
  }

  get isSmoothed(): boolean {
    return this.#weight > 0;
  }

  get hasTimes(): boolean {
    return this.#points.times.isKnown;
  }

  stepAt(index: number): number {
    return this.#points.stepAt(index);
  }

  /** When the point was made, ms since the program began; NaN where that is not known. */
  timeAt(index: number): number {
    return this.#points.times.at(index);
  }

  get firstStep(): number {
    return this.stepAt(0);
  }

  get lastStep(): number {
    return this.stepAt(this.length - 1);
  }

  /**
   * Adds points. A step that does not go forward (a second `fit` counts from 0 again) continues after the last one,
   * so that the curve never runs backwards. Of a block with unequal columns the common part is taken.
   */
  append(block: Omit<SeriesBlock, 'id'>): void {
    const count = Math.min(block.steps.length, block.values.length);
    const kept: Uint32Array[] = [];
    this.#points.append({ ...block, steps: this.#forwardSteps(block.steps, count) }, (indices) =>
      kept.push(indices),
    );
    if (this.#weight > 0) {
      const added = block.values.slice(0, count);
      this.#smoother(added, added);
      this.#smoothedValues.append(added);
    }
    if (kept.length === 0) {
      this.raw.grow();
      this.#smoothed.grow();
      return;
    }
    if (this.#weight > 0) for (const indices of kept) keepValues(this.#smoothedValues, indices);
    this.raw.rebuild();
    this.#smoothed.rebuild();
  }

  /** @param weight 0 (off) to 0.99. Smooths all of the raw values anew, in O(n). */
  setSmoothing(weight: number): void {
    if (weight === this.#weight) return;
    this.#weight = weight;
    this.#smoother = createBlockSmoother(weight);
    this.#smoothedValues = new FloatBlocks();
    if (weight > 0)
      for (let from = 0; from < this.length; from += blockLength) {
        const values = this.#points.values.slice(from, from + blockLength);
        this.#smoother(values, values);
        this.#smoothedValues.append(values);
      }
    this.#smoothed = new MinMaxPyramid(this.#smoothedValues);
  }

  /** The first index whose step is at least `step`; `length` if there is none. */
  indexFrom(step: number): number {
    return this.#firstIndex((index) => this.stepAt(index) >= step);
  }

  /** The first index of a point made `elapsedMs` after the program began, or later. Only where times are known. */
  indexFromTime(elapsedMs: number): number {
    return this.#firstIndex((index) => this.timeAt(index) >= elapsedMs);
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
    const to = this.#firstIndex((index) => this.stepAt(index) > last);
    return { from, to: Math.min(this.length, to + 1) };
  }

  /** The same for times. */
  timeWindow(firstMs: number, lastMs: number): { from: number; to: number } {
    const from = Math.max(0, this.indexFromTime(firstMs) - 1);
    const to = this.#firstIndex((index) => this.timeAt(index) > lastMs);
    return { from, to: Math.min(this.length, to + 1) };
  }

  /** The first index for which a condition holds that holds for all after it; `length` if there is none. */
  #firstIndex(holds: (index: number) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The block's steps, moved on where they would run backwards. A copy only where they had to be moved. */
  #forwardSteps(steps: Float64Array, count: number): Float64Array {
    let last = this.length > 0 ? this.lastStep : -Infinity;
    let moved: Float64Array | undefined;
    for (let index = 0; index < count; index++) {
      const step = steps[index] ?? 0;
      if (step + this.#offset <= last) this.#offset = last + 1 - step;
      last = step + this.#offset;
      if (this.#offset !== 0) moved ??= steps.slice(0, count);
      if (moved) moved[index] = last;
    }
    return moved ?? steps;
  }
}
