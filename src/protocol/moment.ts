/**
 * When in a run something was recorded. Everything that is kept of a run beside its curves carries one, so that one
 * scrubber moves all of it, also where models with and without epochs train side by side.
 */
export interface Moment {
  /** Since the program began. */
  elapsedMs: number;
  /** The model it is about, where it is about one. */
  model?: string;
  /** Epochs of that model that were complete; absent in a loop without epochs. */
  epoch?: number;
  /** Updates of that model's weights so far, over all calls of fit() and trainOnBatch(). */
  updates?: number;
}
