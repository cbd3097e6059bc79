import type { TensorReport } from '../../protocol/exhibit.ts';

/** Bins of a histogram: enough to see a shape in a strip a few millimetres high. */
export const binCount = 30;

type Figures = Pick<TensorReport, 'mean' | 'std' | 'norm' | 'min' | 'max' | 'zeros' | 'nonFinite' | 'counts'>;

/**
 * Distribution and figures of a tensor's elements. Two passes in float64: the second sums squared distances from the
 * mean, so that a large mean does not swallow a small spread (Chan, Golub & LeVeque 1983). `std` is the population's,
 * divided by n. Elements that are NaN or infinite are counted apart and enter nothing else.
 *
 * @param scale when `values` are every n-th element: n, by which the norm is put up to that of the whole
 */
export function tensorStatistics(values: ArrayLike<number>, scale = 1): Figures {
  let [finite, zero, sum, squares] = [0, 0, 0, 0];
  let [min, max] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    if (value - value !== 0) continue;
    finite += 1;
    if (value === 0) zero += 1;
    sum += value;
    squares += value * value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const counts = new Uint32Array(binCount);
  const nonFinite = values.length - finite;
  if (finite === 0) return { mean: 0, std: 0, norm: 0, min: 0, max: 0, zeros: 0, nonFinite, counts };
  const mean = sum / finite;
  let spread = 0;
  // Divided first: the difference of two large floats may be beyond what a float can hold.
  const width = max / binCount - min / binCount;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    if (value - value !== 0) continue;
    const distance = value - mean;
    spread += distance * distance;
    const bin = width > 0 ? Math.floor(value / width - min / width) : 0;
    const at = Math.min(binCount - 1, Math.max(0, bin));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return {
    mean,
    std: Math.sqrt(spread / finite),
    norm: Math.sqrt(squares * scale),
    min,
    max,
    zeros: zero / values.length,
    nonFinite,
    counts,
  };
}

/** ‖after − before‖ / ‖before‖ over the finite elements; undefined where `before` has no length. */
export function changeRatio(before: ArrayLike<number>, after: ArrayLike<number>): number | undefined {
  let [change, size] = [0, 0];
  for (let index = 0; index < before.length; index++) {
    const value = before[index] ?? 0;
    const difference = (after[index] ?? NaN) - value;
    if (difference - difference !== 0) continue;
    change += difference * difference;
    size += value * value;
  }
  return size > 0 ? Math.sqrt(change / size) : undefined;
}
