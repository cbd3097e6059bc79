/** How a learner thinks a metric will go, drawn before the run. */
export interface CurvePrediction {
  /** As tfjs names it without the `val_` prefix. */
  metric: string;
  /** How many epochs it was drawn for. */
  epochs: number;
  /** Ascending; `epoch` counts from 1. Between them the curve is a straight line. */
  points: PredictedPoint[];
}

export interface PredictedPoint {
  epoch: number;
  value: number;
}

export interface Predictions {
  /** Drawn for this run. */
  own: CurvePrediction[];
  /** Drawn since, for the next run of the same file. */
  next: CurvePrediction[];
}

/** Limits that the host holds a panel to. */
export const predictionLimits = { metricLength: 100, epochs: 100_000, points: 1000 } as const;

/** All drawn curves, by the learner's file; the files drawn for last come last. */
export type PredictionBook = Record<string, FilePredictions>;

export interface FilePredictions {
  /** Waiting for the next run, with the time they were drawn: ISO 8601, UTC. */
  next: CurvePrediction[];
  drawnAt: string;
  /** By run id, the latest last. */
  runs: Record<string, CurvePrediction[]>;
}
