import type { History, LayersModel, Logs, Tensor, Tensor1D, Tensor2D, layers } from '@tensorflow/tfjs';

/*
 * What a learner's editor knows of `@tensorflow/tfjs-vis` and of `show()`: rolled up into declarations by
 * scripts/learnerTypes.mjs. Names and options are those of tfjs-vis 1.5.
 */

/** Where to draw: a card of the Plots tab. */
export interface SurfaceInfo {
  /** Drawing on the same name again replaces what is there. */
  name: string;
  /** `Visor` if left out. */
  tab?: string;
  styles?: { width?: string; height?: string; maxWidth?: string; maxHeight?: string };
}

export interface DrawArea {
  id: string;
  textContent: string;
  innerText: string;
  innerHTML: string;
  appendChild<T>(child: T): T;
  append(...children: unknown[]): void;
  replaceChildren(...children: unknown[]): void;
}

export interface Surface {
  container: DrawArea;
  label: DrawArea;
  drawArea: DrawArea;
}

export type Drawable = string | SurfaceInfo | Surface | { drawArea: DrawArea } | DrawArea;

export type NumberArray =
  | number[]
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Uint8ClampedArray
  | Float32Array
  | Float64Array;

export interface Point2D {
  x: number;
  y: number;
}

export type SeriesData = Point2D[] | NumberArray | Tensor;

export interface XYPlotData {
  /** One series or a list of them. */
  values: SeriesData | SeriesData[];
  /** A name for each series. */
  series?: string[];
}

export interface VisOptions {
  width?: number;
  height?: number;
  xLabel?: string;
  yLabel?: string;
  fontSize?: number;
  xType?: 'quantitative' | 'ordinal' | 'nominal';
  yType?: 'quantitative' | 'ordinal' | 'nominal';
}

export interface XYPlotOptions extends VisOptions {
  xAxisDomain?: [number, number];
  yAxisDomain?: [number, number];
  /** Set the axes to fit the data. */
  zoomToFit?: boolean;
  seriesColors?: string[];
}

export interface BarChartOptions extends VisOptions {
  yAxisDomain?: [number, number];
  color?: string | string[];
}

export interface HistogramStats {
  numVals?: number;
  min?: number;
  max?: number;
  numNans?: number;
  numZeros?: number;
  numInfs?: number;
}

export interface HistogramOptions extends VisOptions {
  /** `false` leaves the figures below away. */
  stats?: HistogramStats | false;
  /** 12 if left out. */
  maxBins?: number;
  color?: string;
}

export interface HeatmapData {
  /** `values[column][row]`, unless `rowMajor` is set. */
  values: number[][] | NumberArray[] | Tensor2D | Tensor;
  xTickLabels?: string[];
  yTickLabels?: string[];
}

export interface HeatmapOptions extends VisOptions {
  colorMap?: 'greyscale' | 'viridis' | 'blues';
  /** Smallest and largest value of the colour scale. */
  domain?: number[];
  rowMajor?: boolean;
}

export interface ConfusionMatrixData {
  /** `values[truth][prediction]` */
  values: number[][] | Tensor2D | Tensor;
  tickLabels?: string[];
}

export interface ConfusionMatrixOptions extends VisOptions {
  shadeDiagonal?: boolean;
  showTextOverlay?: boolean;
  colorMap?: 'greyscale' | 'viridis' | 'blues' | [string, string];
}

export interface TableData {
  headers: string[];
  values: unknown[][];
}

export interface ClassAccuracy {
  /** 0..1 */
  accuracy: number;
  count: number;
}

export interface HistoryOptions extends XYPlotOptions {
  zoomToFitAccuracy?: boolean;
}

export interface FitCallbackOptions extends HistoryOptions {
  /** `onEpochEnd`, `onBatchEnd` or both. */
  callbacks?: string[];
}

export type FitCallbacks = Record<string, (iteration: number, logs?: Logs) => Promise<void>>;

export type HistoryLike = History | Logs[] | Logs[][] | { history: Record<string, (number | Tensor)[]> };

/** Draws data. */
export interface Render {
  linechart(container: Drawable, data: XYPlotData, options?: XYPlotOptions): Promise<void>;
  scatterplot(container: Drawable, data: XYPlotData, options?: XYPlotOptions): Promise<void>;
  barchart(
    container: Drawable,
    data: { index: number | string; value: number }[],
    options?: BarChartOptions,
  ): Promise<void>;
  histogram(
    container: Drawable,
    data: { value: number }[] | NumberArray | Tensor,
    options?: HistogramOptions,
  ): Promise<void>;
  heatmap(container: Drawable, data: HeatmapData, options?: HeatmapOptions): Promise<void>;
  confusionMatrix(
    container: Drawable,
    data: ConfusionMatrixData,
    options?: ConfusionMatrixOptions,
  ): Promise<void>;
  table(container: Drawable, data: TableData, options?: { fontSize?: number }): Promise<void>;
}

/** Draws training, models and what they answer. */
export interface Show {
  /** Pass the result to `callbacks` of fit(). */
  fitCallbacks(container: Drawable, metrics: string[], options?: FitCallbackOptions): FitCallbacks;
  history(
    container: Drawable,
    history: HistoryLike,
    metrics: string[],
    options?: HistoryOptions,
  ): Promise<void>;
  modelSummary(container: Drawable, model: LayersModel): Promise<void>;
  layer(container: Drawable, layer: layers.Layer): Promise<void>;
  perClassAccuracy(
    container: Drawable,
    classAccuracy: ClassAccuracy[],
    classLabels?: string[],
  ): Promise<void>;
  valuesDistribution(container: Drawable, tensor: Tensor): Promise<void>;
}

/** Works figures out. */
export interface Metrics {
  /** Share of equal elements of two tensors of the same shape. */
  accuracy(labels: Tensor, predictions: Tensor): Promise<number>;
  perClassAccuracy(
    labels: Tensor1D | Tensor,
    predictions: Tensor1D | Tensor,
    numClasses?: number,
  ): Promise<ClassAccuracy[]>;
  /** Counts by [truth][prediction]. */
  confusionMatrix(
    labels: Tensor1D | Tensor,
    predictions: Tensor1D | Tensor,
    numClasses?: number,
    weights?: Tensor1D | Tensor,
  ): Promise<number[][]>;
}

/** The run panel's Plots tab, by tfjs-vis's name for it. */
export interface Visor {
  surface(options: SurfaceInfo): Surface;
  isOpen(): boolean;
  isFullscreen(): boolean;
  open(): void;
  close(): void;
  toggle(): void;
  toggleFullScreen(): void;
  bindKeys(): void;
  unbindKeys(): void;
  setActiveTab(tabName: string): void;
}
