/** How far a model has come, so that a second fit() continues its curves. */
export interface ModelCounters {
  epochs: number;
  batches: number;
}
