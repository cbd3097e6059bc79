import type { HistogramStat } from '../../protocol/plot.ts';

const roundSteps = [1, 2, 2.5, 5, 10];

/**
 * Equal bins with round edges, at most `maxBins` of them, over the finite values; none where there are none. The last
 * bin holds its upper edge too.
 */
export function histogramBins(
  values: ArrayLike<number>,
  maxBins: number,
): { edges: number[]; counts: number[] } {
  const range = finiteRange(values);
  if (!range) return { edges: [], counts: [] };
  const { min, max } = range;
  const width = binWidth(min, max, Math.max(1, Math.floor(maxBins)));
  const first = Math.floor(min / width + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / width - 1e-9));
  const counts = new Array<number>(last - first).fill(0);
  for (const value of Array.from(values)) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor(value / width + 1e-9) - first));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const edges = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * width));
  return { edges, counts };
}

function binWidth(min: number, max: number, maxBins: number): number {
  const raw = max > min ? (max - min) / maxBins : Math.abs(max) / 10 || 1;
  let power = 10 ** Math.floor(Math.log10(raw));
  for (;;) {
    for (const step of roundSteps) {
      const width = step * power;
      const count = Math.ceil(max / width - 1e-9) - Math.floor(min / width + 1e-9);
      if (width >= raw * 0.999 && count <= maxBins) return width;
      // Two values on either side of a round edge need two bins, however wide.
      if (width > (max - min) * 4 && max > min) return width;
    }
    power *= 10;
    if (!Number.isFinite(power)) return raw;
  }
}

/** 0.30000000000000004 is 0.3 to a reader. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function finiteRange(values: ArrayLike<number>): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const value of Array.from(values)) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : undefined;
}

/** How many values there are, the smallest and largest of them, and how many are 0, NaN and infinite. */
export function histogramStats(values: ArrayLike<number>): { name: HistogramStat; value: number }[] {
  let [zeros, nans, infinities] = [0, 0, 0];
  let min = Infinity;
  let max = -Infinity;
  for (const value of Array.from(values)) {
    if (value === 0) zeros++;
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const isEmpty = values.length === nans;
  return [
    { name: 'numVals', value: values.length },
    { name: 'min', value: isEmpty ? NaN : min },
    { name: 'max', value: isEmpty ? NaN : max },
    { name: 'numZeros', value: zeros },
    { name: 'numNans', value: nans },
    { name: 'numInfs', value: infinities },
  ];
}
