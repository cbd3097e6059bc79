/** One line of a plot. Places whose y (or, on a log axis, whose x or y) cannot be drawn are gaps. */
export interface XyLine {
  label: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Drawn thin and faint, and not read out: raw values behind a smoothed line. */
  isFaint?: boolean;
}

/** What an `XyPlot` shows. */
export interface XyModel {
  title: string;
  /** Said about the plot, and drawn below it. */
  sentence: string;
  /** Drawn muted beside the title: what is measured. */
  note?: string;
  lines: readonly XyLine[];
  isLogX: boolean;
  isLogY: boolean;
  /** A place along the x axis that is pointed out. */
  mark?: { x: number; label: string };
  /** Words for a place along the x axis, in the read-out and the table. */
  place: (x: number) => string;
  /** The heading of the places in the table. */
  placeTitle: string;
  /** Values above this are drawn at the upper edge. */
  top?: number;
}

/** The smallest and largest value that an axis can show; undefined when there is none. */
export function extent(
  lists: readonly ArrayLike<number>[],
  isLog: boolean,
): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const values of lists) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? NaN;
      if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : undefined;
}
