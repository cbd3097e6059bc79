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

/**
 * What a program may draw, after `@tensorflow/tfjs-vis`: the worker turns the many forms that library takes into these few.
 * Values may be NaN or infinite; series may be empty.
 */
export type Plot =
  | {
      type: 'line' | 'scatter';
      title?: string;
      axes: PlotAxes;
      series: { name: string; points: PlotPoint[] }[];
    }
  | { type: 'bar'; title?: string; axes: PlotAxes; bars: { label: string; value: number }[] }
  /** `counts[i]` values lie in [edges[i], edges[i + 1]). */
  | {
      type: 'histogram';
      title?: string;
      axes: PlotAxes;
      edges: number[];
      counts: number[];
      stats: { name: string; value: number }[];
    }
  /** `values` row-major, [rows, columns]. */
  | {
      type: 'heatmap';
      title?: string;
      axes: PlotAxes;
      rows: string[];
      columns: string[];
      values: number[];
      /** Counts of a confusion matrix: rows are the truth. */
      isConfusion?: boolean;
      shadesDiagonal?: boolean;
    }
  | { type: 'table'; title?: string; headers: string[]; rows: string[][] }
  | { type: 'text'; title?: string; text: string }
  /** 8-bit rows [count, height, width, channels]. */
  | {
      type: 'images';
      title?: string;
      width: number;
      height: number;
      channels: 1 | 3;
      count: number;
      bytes: Uint8Array;
    }
  /** Something that no plot can be made of: `wanted` names what was asked for. */
  | { type: 'refused'; title?: string; wanted: string; reason: string };
