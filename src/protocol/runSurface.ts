import type { KeptEpoch } from './checkpoint.ts';
import type { CodeLocation } from './ending.ts';
import type { Exhibit } from './exhibit.ts';
import type { Locale } from './locale.ts';
import type { ConceptLesson } from './conceptLesson.ts';
import type { CurvePrediction, Predictions } from './prediction.ts';
import type { ConsoleText, Evaluation, MetricsBatch, ModelSummary, RunHeader, RunSnapshot } from './run.ts';

export interface RunView {
  locale: Locale;
  snapshot: RunSnapshot;
  /** The run before this one of the same file, drawn faintly behind. */
  previous?: RunSnapshot;
  card?: { title: string; markdown: string };
  /** A page of its own, without the editor: nothing can be run, stopped or opened. */
  isReport?: boolean;
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

/** Pictures of samples of an evaluation, in the order they were asked for; empty bytes for one that is not kept. */
export interface SamplePictures {
  /** 0 where the inputs were no pictures. */
  width: number;
  height: number;
  channels: 1 | 3;
  bytes: Uint8Array[];
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
    /** Ends the fit() that is going on with the weights of its best epoch. */
    stopAtBest: { params: undefined; result: undefined };
    /** From the next batch on; more than 0 and at most 1000. */
    setLearningRate: { params: { rate: number }; result: undefined };
    pause: { params: undefined; result: undefined };
    resume: { params: undefined; result: undefined };
    runAgain: { params: { sameSeed: boolean }; result: undefined };
    /** Opens the table of runs: with this run and the latest of its file, or with those that differ in their seed only. */
    compare: { params: { seeds: boolean }; result: undefined };
    /** Asks how many seeds, then runs the file with each. */
    runSeeds: { params: undefined; result: undefined };
    /** Starts a run that only tries learning rates, with the seed of this one. */
    findRate: { params: undefined; result: undefined };
    pictures: { params: { evaluation: number; truth: number; predicted: number }; result: CellPictures };
    samplePictures: { params: { evaluation: number; samples: number[] }; result: SamplePictures };
    /** Bytes of sample frames, by their numbers among the exhibits; empty for one that is none. */
    frames: { params: { exhibits: number[] }; result: Uint8Array[] };
    /** Lessons about what curves may say, and the findings of this run that were dismissed. */
    diagnosisContext: { params: undefined; result: { lessons: ConceptLesson[]; dismissed: string[] } };
    dismissFinding: { params: { finding: string }; result: undefined };
    openLesson: { params: { lessonId: string }; result: undefined };
    /** Curves that were drawn for this run before it trained, and for the next run of its file. */
    predictions: { params: undefined; result: Predictions };
    /** Keeps a drawn curve in the place of the one of the same metric; one without points is forgotten. */
    keepPrediction: {
      params: { run: keyof Predictions; prediction: CurvePrediction };
      result: Predictions;
    };
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
