import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../engines/tensorFlow.ts';

/** Hears what a model gives while tfjs tests it. Called within a tidy: what is kept must be cloned and kept. */
export interface TestListener {
  /** Asked before each batch; false costs nothing more. */
  wants(): boolean;
  /** @param index among the model's outputs */
  heard(index: number, target: Tensor, output: Tensor): void;
  /** The batch's inputs, after its outputs. */
  heardInputs(inputs: readonly Tensor[]): void;
}

type LossFunction = (target: Tensor, output: Tensor) => Tensor;
type TestFunction = (data: Tensor[]) => Tensor[];

/** Fields of tfjs's LayersModel (4.22). The test function reads `lossFunctions` at each call, and gives them the outputs. */
interface TestedModel {
  inputs: unknown[];
  lossFunctions: LossFunction[];
  testFunction: TestFunction;
  makeTestFunction: (this: TestedModel) => void;
}

/** Who hears the tests of which model. */
export interface TestOutputs {
  get(model: LayersModel): TestListener | undefined;
  /** Undefined: nobody. */
  set(model: LayersModel, listener: TestListener | undefined): void;
}

/**
 * Lets validation and evaluate() be listened to: the outputs that tfjs computes for its figures need not be computed twice.
 * The loss functions are replaced for the time of one batch, and only while somebody listens.
 */
export function listenToTests(tf: TensorFlow): TestOutputs {
  const listeners = new WeakMap<object, TestListener>();
  const prototype = tf.LayersModel.prototype as unknown as TestedModel;
  const { makeTestFunction } = prototype;
  prototype.makeTestFunction = function () {
    makeTestFunction.call(this);
    const published = this.testFunction;
    this.testFunction = (data) => {
      const listener = listeners.get(this);
      return listener?.wants() ? listenOnce(this, published, data, listener) : published(data);
    };
  };
  return {
    get: (model) => listeners.get(model),
    set(model, listener) {
      if (listener) listeners.set(model, listener);
      else listeners.delete(model);
    },
  };
}

function listenOnce(
  model: TestedModel,
  published: TestFunction,
  data: Tensor[],
  listener: TestListener,
): Tensor[] {
  const { lossFunctions } = model;
  model.lossFunctions = lossFunctions.map((loss, index) => (target, output) => {
    listener.heard(index, target, output);
    return loss(target, output);
  });
  try {
    const figures = published(data);
    listener.heardInputs(data.slice(0, model.inputs.length));
    return figures;
  } finally {
    model.lossFunctions = lossFunctions;
  }
}
