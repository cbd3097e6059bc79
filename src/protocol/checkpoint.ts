/** How far the weights are that were kept of a model. */
export interface KeptModel {
  model: string;
  /** Epochs that were complete; absent in a loop without epochs. */
  epoch?: number;
  /** Updates of the weights, over all calls of fit() and trainOnBatch(). */
  updates: number;
  /** Why training cannot go on from these weights as if it had never stopped; absent where it can. */
  fixed?: NoResumption;
  /** The latest epoch that was kept from which training can go on. */
  lastEpoch?: number;
}

/**
 * Why the state of training at an epoch cannot be put back. `loop`: a loop of the learner's own has no epochs to jump to;
 * `dataset`: fitDataset() reads from an iterator that cannot be set to a place; `mixed`: another model or optimizer was trained
 * inside of this fit(); `order`: something else drew random numbers while fit() was shuffling; `part`: the epoch was cut short;
 * `size`: too large to keep for each epoch.
 */
export type NoResumption = 'loop' | 'dataset' | 'mixed' | 'order' | 'part' | 'size';

/** A model at one moment of its training, as TensorFlow.js saves layers models. */
export interface Checkpoint extends KeptModel {
  /** JSON. */
  topology: unknown;
  /** JSON: name, shape and dtype of each weight, in the order of `weights`. */
  weightSpecs: unknown[];
  weights: ArrayBuffer;
  /** Present after an epoch of fit() from which training can go on. */
  training?: TrainingState;
}

/** A checkpoint of an epoch that is kept in the run's folder: what is needed to list and to choose. */
export interface KeptEpoch {
  model: string;
  /** Epochs of the model that were complete, over all calls of fit(). */
  epoch: number;
  updates: number;
  /** Since the program began. */
  elapsedMs: number;
  /** What fit() reported at the end of the epoch. */
  logs: Record<string, number>;
  learningRate?: number;
}

export interface StateTensor {
  shape: number[];
  dtype: 'float32' | 'int32' | 'bool';
  values: Float32Array | Int32Array | Uint8Array;
}

/** An optimizer's own fields, by name. They are kept as they are: recomputing them from the step count would round differently. */
export interface OptimizerState {
  /** tfjs's name of the class, as `Adam`. */
  name: string;
  plain: Record<string, PlainField>;
  tensors: Record<string, StateTensor>;
  /** Moments, by position of the variable. */
  lists: Record<string, ({ name: string; tensor: StateTensor } | null)[]>;
}

export type PlainField = number | boolean | string | null;

/** What a layer keeps from one batch to the next beside its weights. */
export interface LayerState {
  /** Place among all layers, nested ones included. */
  index: number;
  /** Of a stateful recurrent layer. */
  states?: StateTensor[];
  /** Seed of the next random numbers of a layer that counts them. */
  seed?: number;
}

/** All that training needs to go on after an epoch of fit() as if it had never stopped, beside the weights. */
export interface TrainingState {
  elapsedMs: number;
  /** Which call of fit() for a model of this name, from 0. */
  fitCall: number;
  /** Of the epoch that is complete, as fit() counts, from 0. */
  epochIndex: number;
  /** The program itself had ended this fit() by then, as early stopping does: no epoch follows. */
  isOver: boolean;
  /** How many samples one epoch goes through. */
  samples: number;
  /**
   * The generator before each shuffle of this call, four words a shuffle: fit() shuffles one list of indices again and again,
   * so the order of an epoch follows from all shuffles up to it.
   */
  shuffles: Int32Array;
  /** The program's generator at the end of the epoch. */
  random: Int32Array;
  optimizer: OptimizerState;
  layers: LayerState[];
  /** Plain fields of each callback that was given to fit(): how long early stopping has waited, and for what. */
  callbacks: Record<string, PlainField>[];
  /** As fit() returns it, for the epochs of this call. */
  history: { epochs: number[]; logs: Record<string, number[]> };
  /** What of the run had been recorded by then: the last step of each curve, and how many evaluations and exhibits. */
  recorded: { lastSteps: { id: number; step: number }[]; evaluations: number; exhibits: number };
}

/** Where a run that goes on from another one began. */
export interface BranchOrigin {
  runId: string;
  /** #7 */
  number: number;
  model: string;
  epoch: number;
  changes: { learningRate?: number; code?: boolean };
}
