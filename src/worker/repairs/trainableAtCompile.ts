import type { Variable } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** A weight of a layer: a tf.Variable with what Keras adds to it. Private in tfjs's typings. */
interface LayerVariable {
  readonly val: Variable;
  readonly constraint: { apply(weight: Variable): Variable } | null | undefined;
  write(value: Variable): unknown;
}

type TrainFunction = (data: unknown) => unknown;

/** The fields of LayersModel (tfjs-layers 4.22) that training reads. */
interface TrainedModel {
  readonly name: string;
  readonly trainableWeights: readonly LayerVariable[];
  readonly collectedTrainableWeights: readonly LayerVariable[] | undefined;
  makeTrainFunction: (this: TrainedModel) => TrainFunction;
  checkTrainableWeightsConsistency(): void;
}

/**
 * Upstream: (1) whether a weight trains is asked at every step, while Keras fixes it when a model is compiled. The GAN of every Keras
 * book (`discriminator.trainable = false; combined.compile(...); discriminator.trainOnBatch(...)`) throws "none of the variables
 * is trainable". (2) kernelConstraint and biasConstraint are stored and never applied in training.
 *
 * Repair: (1) a model trains the weights that were trainable at its last compile. Where that differs from its present state, one
 * sentence a model says so. (2) After each update the constraints of the trained weights are applied, as in Keras.
 *
 * Limits: a frozen batchNormalization layer still uses the statistics of the batch while a model that contains it trains; loops
 * written with optimizer.minimize choose their variables themselves and are not touched.
 */
export function repairTrainableAtCompile(tf: TensorFlow): void {
  const prototype = tf.LayersModel.prototype as unknown as TrainedModel;
  const { makeTrainFunction } = prototype;
  const warned = new WeakSet<TrainedModel>();
  prototype.makeTrainFunction = function () {
    const train = makeTrainFunction.call(this);
    warnOnce(this, warned);
    return (data) => {
      const weights = this.collectedTrainableWeights ?? [];
      const result = withTrainable(weights, () => train(data));
      tf.tidy(() => applyConstraints(weights));
      return result;
    };
  };
  // Its own warning, at every fit, is replaced by ours.
  prototype.checkTrainableWeightsConsistency = () => undefined;
}

function withTrainable(weights: readonly LayerVariable[], train: () => unknown): unknown {
  const variables = weights.map(({ val }) => val).filter((variable) => !variable.trainable);
  const set = (trainable: boolean) => {
    for (const variable of variables) variable.trainable = trainable;
  };
  set(true);
  try {
    return train();
  } finally {
    set(false);
  }
}

function applyConstraints(weights: readonly LayerVariable[]): void {
  for (const { val, constraint } of weights) {
    if (constraint) val.assign(constraint.apply(val));
  }
}

function warnOnce(model: TrainedModel, warned: WeakSet<TrainedModel>): void {
  const compiled = new Set(model.collectedTrainableWeights);
  const present = model.trainableWeights;
  const isSame = present.length === compiled.size && present.every((weight) => compiled.has(weight));
  if (isSame || warned.has(model)) return;
  warned.add(model);
  console.warn(
    `The model '${model.name.replace(/_model$/, '')}' was compiled before 'trainable' was changed, and trains the ${compiled.size} weights ` +
      `that were trainable then (now: ${present.length}). A GAN is built this way; otherwise compile it again.`,
  );
}
