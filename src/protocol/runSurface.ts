import type { KeptEpoch } from './checkpoint.ts';
import type { CodeLocation } from './ending.ts';
import type { Exhibit } from './exhibit.ts';
import type { Locale } from './locale.ts';
import type { ConsoleText, Evaluation, MetricsBatch, ModelSummary, RunHeader, RunSnapshot } from './run.ts';

export interface RunView {
  locale: Locale;
  snapshot: RunSnapshot;
  /** The run before this one of the same file, drawn faintly behind. */
  previous?: RunSnapshot;
  card?: { title: string; markdown: string };
}

/** Pictures of one confusion-matrix cell, most confident first. */
export interface CellPictures {
  width: number;
  height: number;
  channels: 1 | 3;
  /** How many samples fall into the cell, of which the first are shown. */
  total: number;
  samples: { index: number; confidence: number; bytes: Uint8Array }[];
}

/** Epochs of a run from which training can go on, in the order of training. */
export interface KeptEpochs {
  epochs: KeptEpoch[];
  /** The learner's file is another than when the run began. */
  isCodeChanged: boolean;
}

export interface RunSurface {
  requests: {
    ready: { params: undefined; result: RunView };
    stop: { params: undefined; result: undefined };
    pause: { params: undefined; result: undefined };
    resume: { params: undefined; result: undefined };
    runAgain: { params: { sameSeed: boolean }; result: undefined };
    pictures: { params: { evaluation: number; truth: number; predicted: number }; result: CellPictures };
    /** Bytes of sample frames, by their numbers among the exhibits; empty for one that is none. */
    frames: { params: { exhibits: number[] }; result: Uint8Array[] };
    epochs: { params: undefined; result: KeptEpochs };
    /** Starts a run of its own that goes on from an epoch of this one. */
    branch: { params: { model: string; epoch: number; learningRate?: number }; result: undefined };
    openCode: { params: { at: CodeLocation }; result: undefined };
    /** Saves text (CSV, SVG) or bytes (PNG) where the person chooses. */
    save: { params: { name: string; content: string | Uint8Array }; result: { saved: boolean } };
  };
  events: {
    metrics: MetricsBatch;
    header: RunHeader;
    model: ModelSummary;
    evaluation: Evaluation;
    /** Sample frames come without their bytes. */
    exhibit: Exhibit;
    console: ConsoleText;
    /** Something was missed or the run was replaced: take this instead of what you have. */
    replaced: RunView;
  };
}
