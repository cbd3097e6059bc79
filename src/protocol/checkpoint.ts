/** How far the weights are that were kept of a model. */
export interface KeptModel {
  model: string;
  /** Epochs that were complete; absent in a loop without epochs. */
  epoch?: number;
  /** Updates of the weights, over all calls of fit() and trainOnBatch(). */
  updates: number;
}

/** A model at one moment of its training, as TensorFlow.js saves layers models. */
export interface Checkpoint extends KeptModel {
  /** JSON. */
  topology: unknown;
  /** JSON: name, shape and dtype of each weight, in the order of `weights`. */
  weightSpecs: unknown[];
  weights: ArrayBuffer;
}
