import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** What the program does with its models, call by call. Listeners read; they keep nothing and compute nothing. */
export interface ModelUse {
  /** Before a model computes: in a loop of the program's own, as part of another model that trains, or in predict(). */
  computes(model: LayersModel, input: Tensor): void;
  /** What it has computed. */
  computed(model: LayersModel, input: Tensor, output: Tensor): void;
  /** trainOnBatch() of a model. */
  trains(model: LayersModel, input: Tensor, target: Tensor): void;
}

interface ContainerPrototype {
  call(this: LayersModel, inputs: Tensor | Tensor[], kwargs: unknown): Tensor | Tensor[];
}

/** Models of one input have one tensor, alone or in a list. */
function single(given: unknown): Tensor | undefined {
  const one: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  return typeof (one as Partial<Tensor> | undefined)?.dataSync === 'function' ? (one as Tensor) : undefined;
}

/**
 * Listens to the calls of every LayersModel. A Sequential delegates to its inner model, which is the one told here.
 *
 * @returns predict() as it was: what it computes is told to nobody
 */
export function listenToModels(tf: TensorFlow, use: ModelUse): LayersModel['predict'] {
  const prototype = tf.LayersModel.prototype;
  const container = Object.getPrototypeOf(prototype) as ContainerPrototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { predict, trainOnBatch } = prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { call } = container;
  container.call = function (this: LayersModel, inputs, kwargs) {
    const input = single(inputs);
    if (input) use.computes(this, input);
    const result = call.call(this, inputs, kwargs);
    const output = single(result);
    if (input && output) use.computed(this, input, output);
    return result;
  };
  prototype.predict = function (this: LayersModel, x, args) {
    const input = single(x);
    if (input) use.computes(this, input);
    return predict.call(this, x, args);
  };
  prototype.trainOnBatch = function (this: LayersModel, x, y) {
    const [input, target] = [single(x), single(y)];
    if (input && target) use.trains(this, input, target);
    return trainOnBatch.call(this, x, y);
  };
  return predict;
}
