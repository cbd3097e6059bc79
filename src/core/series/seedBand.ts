/** Points of one run's curve; steps ascending. */
export interface SeedCurve {
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** What several runs measured at the same steps. Columns of equal length, one entry a step that any of them has reached. */
export interface SeedBand {
  steps: Float64Array;
  /** Over the finite values; of an even number the mean of the middle two. NaN where there is none. */
  median: Float32Array;
  low: Float32Array;
  high: Float32Array;
  /** How many runs have a finite value there. */
  counts: Uint8Array;
}

/**
 * The median and the range of curves that differ in their seed only, step by step. Nothing is interpolated: a run that has no
 * point at a step, or none that is a number, is left out there. O(n·k·log k) for k curves of n points; at most 255 curves.
 */
export function seedBand(curves: readonly SeedCurve[]): SeedBand {
  const room = curves.reduce((sum, { steps, values }) => sum + Math.min(steps.length, values.length), 0);
  const band = {
    steps: new Float64Array(room),
    median: new Float32Array(room),
    low: new Float32Array(room),
    high: new Float32Array(room),
    counts: new Uint8Array(room),
  };
  const places = curves.map(() => 0);
  let length = 0;
  for (;;) {
    const step = nextStep(curves, places);
    if (step === Infinity) break;
    const found = takeAt(step, curves, places).sort((a, b) => a - b);
    band.steps[length] = step;
    band.median[length] = medianOf(found);
    band.low[length] = found[0] ?? NaN;
    band.high[length] = found.at(-1) ?? NaN;
    band.counts[length] = found.length;
    length++;
  }
  return {
    steps: band.steps.slice(0, length),
    median: band.median.slice(0, length),
    low: band.low.slice(0, length),
    high: band.high.slice(0, length),
    counts: band.counts.slice(0, length),
  };
}

function nextStep(curves: readonly SeedCurve[], places: readonly number[]): number {
  let next = Infinity;
  for (const [index, { steps, values }] of curves.entries()) {
    const at = places[index] ?? 0;
    if (at < Math.min(steps.length, values.length)) next = Math.min(next, steps[at] ?? Infinity);
  }
  return next;
}

/** The finite values at `step`; every curve that has this step moves on. */
function takeAt(step: number, curves: readonly SeedCurve[], places: number[]): number[] {
  const found: number[] = [];
  for (const [index, { steps, values }] of curves.entries()) {
    let at = places[index] ?? 0;
    while (at < steps.length && (steps[at] ?? Infinity) <= step) {
      const value = values[at] ?? NaN;
      if (Number.isFinite(value)) found.push(value);
      at++;
    }
    places[index] = at;
  }
  return found;
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}
