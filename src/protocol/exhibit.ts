import type { CodeLocation } from './ending.ts';
import type { Moment } from './moment.ts';
import type { Plot } from './plot.ts';

/**
 * Something a run shows beside its curves and evaluations, made at one moment of it. Exhibits are numbered in the order in
 * which they were made, and never change afterwards.
 */
export type Exhibit = SampleFrame | WeightReport | PlotExhibit | Alarm | Mark | RateScan | Tick;

export type ExhibitKind = Exhibit['kind'];

/** A grid of pictures that a model has made. Frames of one name follow each other in time. */
export interface SampleFrame {
  kind: 'samples';
  at: Moment;
  name: string;
  /** What the pictures are: made from fixed noise, inputs beside their reconstructions, a walk between codes, or shown by the program. */
  origin: 'generator' | 'autoencoder' | 'latent-walk' | 'shown';
  width: number;
  height: number;
  channels: 1 | 3;
  count: number;
  /** How many pictures belong in a row; absent where any number will do. An autoencoder's rows are inputs and their reconstructions in turn. */
  columns?: number;
  /** 8-bit rows [count, height, width, channels]. Panels receive it empty and ask for it with `frames`. */
  bytes: Uint8Array;
  /** Frames between this one and the one before that were not kept, to stay within what a run may store. */
  leftOut?: number;
  /** Curves (`SeriesInfo.model`) with the losses of the two players, where the pictures are those of a generator against a discriminator. */
  players?: { generator: string; discriminator: string };
  /** How many of the pictures the digit classifier took for each digit, and how sure it was on average; see its model card. */
  digits?: { counts: number[]; meanConfidence: number };
}

/** One tensor at one moment: its distribution and the figures people look at. */
export interface TensorReport {
  layer: string;
  /** `kernel`, `bias`, …; `output` for activations. */
  tensor: string;
  role: 'weight' | 'gradient' | 'activation';
  shape: number[];
  /** Over the finite elements; 0 where there are none. */
  mean: number;
  std: number;
  /** Euclidean norm of the finite elements. */
  norm: number;
  min: number;
  max: number;
  /** Share of elements that are exactly 0, 0..1. */
  zeros: number;
  /** Elements that are NaN or infinite; they are in no bin. */
  nonFinite: number;
  /** Finite elements in equal bins from `min` to `max`. */
  counts: Uint32Array;
  /** Of how many elements these figures are, where the tensor was too large to look at each. */
  sampled?: number;
  /** Of a weight: ‖change in one update‖ / ‖weight‖. */
  updateRatio?: number;
  /** Of a rectifier's activations: share of units that are 0 for every sample, 0..1. */
  dead?: number;
  /** Of the activations of a sigmoid or tanh: share of outputs at an end of the range, 0..1. */
  saturated?: number;
}

/** Weights, gradients and activations of one model. */
export interface WeightReport {
  kind: 'weights';
  at: Moment;
  model: string;
  tensors: TensorReport[];
}

/** Where a plot belongs: a card of a tab, and the part of it where one card holds several plots. */
export interface PlotSurface {
  name: string;
  tab?: string;
  part?: string;
}

/** A chart, table or text that the program asked for. A later one on the same surface takes its place. */
export interface PlotExhibit {
  kind: 'plot';
  at: Moment;
  surface: PlotSurface;
  plot: Plot;
}

/** Something about training that is probably wrong, seen while it runs. `core/words/alarms.ts` has a sentence and advice for each code. */
export interface Alarm {
  kind: 'alarm';
  at: Moment;
  code: AlarmCode;
  layer?: string;
  /** What was measured, and the limit it is beyond. */
  value?: number;
  limit?: number;
  location?: CodeLocation;
}

export type AlarmCode =
  | 'loss-not-finite'
  | 'gradient-not-finite'
  | 'exploding-gradient'
  | 'vanishing-gradient'
  | 'large-updates'
  | 'small-updates'
  | 'dead-units'
  | 'saturated-units';

/** Something that happened to training, drawn as a mark on the curves. */
export interface Mark {
  kind: 'mark';
  at: Moment;
  code: 'rate-changed' | 'early-stop' | 'stopped-at-best' | 'best-restored' | 'branched' | 'learner';
  /** Of `rate-changed` the rates; of `branched`, `from` is the number of the run it went on from. */
  from?: number;
  to?: number;
  /** Words of the program's own, for `learner`. */
  text?: string;
}

/** An epoch has ended, or some time has passed in a loop without epochs: a place to which the whole panel can go back. */
export interface Tick {
  kind: 'tick';
  at: Moment;
}

/** What a learning-rate finder has measured. */
export interface RateScan {
  kind: 'rate-scan';
  at: Moment;
  model: string;
  rates: Float64Array;
  losses: Float32Array;
  /** Absent when the curve does not say. */
  suggestion?: number;
  verdict: 'found' | 'flat' | 'diverges-at-once' | 'too-short';
}
