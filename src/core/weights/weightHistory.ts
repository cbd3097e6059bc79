import type { TensorReport, WeightReport } from '../../protocol/exhibit.ts';

/** One tensor over the reports of a model; a place is empty where that report has none of it. */
export interface TensorHistory {
  key: string;
  layer: string;
  tensor: string;
  shape: readonly number[];
  reports: (TensorReport | undefined)[];
}

export type Role = TensorReport['role'];

/** The tensors of one role, in the order of the layers, each over all reports. */
export function tensorHistories(reports: readonly WeightReport[], role: Role): TensorHistory[] {
  const histories = new Map<string, TensorHistory>();
  for (const [column, { tensors }] of reports.entries()) {
    for (const report of tensors) {
      if (report.role !== role) continue;
      const key = `${report.layer} ${report.tensor}`;
      const history = histories.get(key) ?? {
        key,
        layer: report.layer,
        tensor: report.tensor,
        shape: report.shape,
        reports: reports.map((): TensorReport | undefined => undefined),
      };
      history.reports[column] = report;
      histories.set(key, history);
    }
  }
  return [...histories.values()];
}

/** Distributions side by side over one range: `cells[column * rows + row]`, the lowest values in row 0. */
export interface DensityGrid {
  low: number;
  high: number;
  columns: number;
  rows: number;
  /** Share of the column's values, relative to the fullest cell of that column: 0..1. */
  cells: Float32Array;
}

/**
 * Puts histograms of different ranges onto one range. A bin that spans several rows is shared among them by overlap; the
 * sum of a column before scaling stays the number of its values.
 */
export function densityGrid(reports: readonly (TensorReport | undefined)[], rows: number): DensityGrid {
  const known = reports.filter((report) => report !== undefined);
  const low = Math.min(...known.map(({ min }) => min));
  const high = Math.max(...known.map(({ max }) => max));
  const cells = new Float32Array(reports.length * rows);
  const [from, to] = known.length === 0 ? [0, 1] : high > low ? [low, high] : [low - 0.5, high + 0.5];
  for (const [column, report] of reports.entries()) {
    if (!report) continue;
    const own = spread(report, from, to, rows);
    const fullest = Math.max(...own);
    if (fullest > 0) own.forEach((count, row) => (cells[column * rows + row] = count / fullest));
  }
  return { low: from, high: to, columns: reports.length, rows, cells };
}

/** Counts of one histogram over `rows` equal rows of [from, to]. */
export function spread({ min, max, counts }: TensorReport, from: number, to: number, rows: number): number[] {
  const result = Array.from({ length: rows }, () => 0);
  const perRow = (to - from) / rows;
  const width = (max - min) / counts.length;
  for (const [bin, count] of counts.entries()) {
    if (count === 0) continue;
    const start = (min + bin * width - from) / perRow;
    const end = width > 0 ? (min + (bin + 1) * width - from) / perRow : start;
    const first = Math.min(rows - 1, Math.max(0, Math.floor(start)));
    const last = Math.min(rows - 1, Math.max(first, Math.ceil(end) - 1));
    for (let row = first; row <= last; row++) {
      const overlap = Math.min(end, row + 1) - Math.max(start, row);
      const part = end > start ? Math.max(0, overlap) / (end - start) : 1;
      result[row] = (result[row] ?? 0) + count * part;
    }
  }
  return result;
}

/** What is drawn over time for the whole network; NaN where a report does not tell. */
export interface NetworkTrend {
  /** Norm of all gradients together. */
  gradientNorms: number[];
  /** Median over the kernels of ‖change in one update‖ / ‖weight‖. */
  updateRatios: number[];
}

export function networkTrend(reports: readonly WeightReport[]): NetworkTrend {
  return {
    gradientNorms: reports.map(({ tensors }) => {
      const gradients = tensors.filter(({ role }) => role === 'gradient');
      return gradients.length === 0 ? NaN : Math.hypot(...gradients.map(({ norm }) => norm));
    }),
    updateRatios: reports.map(({ tensors }) =>
      median(tensors.flatMap(({ updateRatio, shape }) => (shape.length >= 2 ? (updateRatio ?? []) : []))),
    ),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = NaN, high = NaN] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return (low + high) / 2;
}

/** The tensor whose spread has changed most since the first report, as a factor; undefined with fewer than two reports. */
export function largestSpreadChange(
  histories: readonly TensorHistory[],
): { history: TensorHistory; from: number; to: number } | undefined {
  const changes = histories.flatMap((history) => {
    const known = history.reports.filter((report) => report !== undefined);
    const [from, to] = [known[0]?.std ?? 0, known.at(-1)?.std ?? 0];
    return known.length < 2 || from <= 0 || to <= 0 ? [] : [{ history, from, to }];
  });
  const size = ({ from, to }: { from: number; to: number }): number => Math.abs(Math.log(to / from));
  return changes.sort((a, b) => size(b) - size(a))[0];
}
