import type { CodeLocation } from './ending.ts';

/** A place in a plot: x may be a category where the plot has categories. */
export interface PlotPoint {
  x: number;
  y: number;
}

export interface PlotAxes {
  xLabel?: string;
  yLabel?: string;
  /** [from, to]; absent: what the data need. */
  xDomain?: [number, number];
  yDomain?: [number, number];
}

export interface PlotSeries {
  name: string;
  points: PlotPoint[];
  /** When each point was made, ms since the program began, where a curve grew while training went on. */
  madeMs?: number[];
}

/** More was given than is worth drawing: `shown` of `total` points, bars, rows, cells or pictures are here. */
export interface Thinning {
  shown: number;
  total: number;
}

interface PlotBase {
  title?: string;
  thinned?: Thinning;
}

export interface XyPlot extends PlotBase {
  type: 'line' | 'scatter';
  axes: PlotAxes;
  series: PlotSeries[];
}

export interface BarPlot extends PlotBase {
  type: 'bar';
  axes: PlotAxes;
  bars: { label: string; value: number }[];
}

/** What the summary beside a histogram may count, named as in tfjs-vis. */
export type HistogramStat = 'numVals' | 'min' | 'max' | 'numZeros' | 'numNans' | 'numInfs';

/** `counts[i]` values lie in [edges[i], edges[i + 1]); the last bin holds its upper edge too. */
export interface HistogramPlot extends PlotBase {
  type: 'histogram';
  axes: PlotAxes;
  edges: number[];
  counts: number[];
  stats: { name: HistogramStat; value: number }[];
}

/** `values` row-major, [rows, columns]. */
export interface HeatmapPlot extends PlotBase {
  type: 'heatmap';
  axes: PlotAxes;
  rows: string[];
  columns: string[];
  values: number[];
  /** [from, to] of the colour scale; absent: smallest and largest value. */
  scale?: [number, number];
  /** Counts of a confusion matrix: rows are the truth. */
  isConfusion?: boolean;
  shadesDiagonal?: boolean;
}

export interface TablePlot extends PlotBase {
  type: 'table';
  headers: string[];
  rows: string[][];
}

/** 8-bit rows [count, height, width, channels]. */
export interface ImagesPlot extends PlotBase {
  type: 'images';
  width: number;
  height: number;
  channels: 1 | 3;
  count: number;
  bytes: Uint8Array;
}

/** Why nothing was drawn. `core/words/plots.ts` has a sentence for each. */
export type PlotProblem =
  | 'not-points'
  | 'series-names'
  | 'not-numbers'
  | 'not-bars'
  | 'not-matrix'
  | 'ragged'
  | 'labels'
  | 'not-table'
  | 'metric-missing'
  | 'not-history'
  | 'not-model'
  | 'not-layer'
  | 'not-tensor'
  | 'disposed'
  | 'not-class-accuracy'
  | 'image-shape'
  | 'nothing'
  | 'too-many-surfaces'
  | 'unknown-chart'
  | 'unexpected';

/** Something that no plot can be made of: `wanted` names what was asked for. */
export interface RefusedPlot extends PlotBase {
  type: 'refused';
  wanted: string;
  problem: PlotProblem;
  /** What fills the slots of the sentence. */
  slots: Record<string, string | number>;
  at?: CodeLocation;
}

/**
 * What a program may draw, after `@tensorflow/tfjs-vis`: the worker turns the many forms that library takes into these few.
 * Values may be NaN or infinite; series may be empty.
 */
export type Plot =
  | XyPlot
  | BarPlot
  | HistogramPlot
  | HeatmapPlot
  | TablePlot
  | (PlotBase & { type: 'text'; text: string })
  | ImagesPlot
  | RefusedPlot
  /** A later plot of the same surface has taken its place; see `core/plot/keptPlots.ts`. */
  | (PlotBase & { type: 'superseded' });
