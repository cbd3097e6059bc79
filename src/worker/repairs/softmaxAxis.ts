import type { Rank, Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { layerPrototype } from './layerPrototype.ts';

type AlongAxis = (logits: Tensor, axis?: number) => Tensor;

/** The fields of tfjs's Softmax layer that its `call` reads. */
interface SoftmaxLayer {
  readonly axis: number | number[];
  call: (this: SoftmaxLayer, inputs: Tensor | Tensor[], kwargs: Record<string, unknown>) => Tensor | Tensor[];
}

/**
 * Upstream: softmax and logSoftmax work along the last axis only, as functions, as methods and as a layer; and
 * `layers.softmax()` without an axis takes axis 1 where its documentation says the last, so it throws after a layer with more than
 * one axis a sample.
 *
 * Repair: along another axis the tensor is transposed there and back. A layer made without `axis` takes the last.
 */
export function repairSoftmaxAxis(tf: TensorFlow): void {
  const softmax = alongAnyAxis(tf, tf.softmax);
  const logSoftmax = alongAnyAxis(tf, tf.logSoftmax);
  Object.assign(tf, { softmax, logSoftmax });
  const methods: Record<string, unknown> = {
    softmax(this: Tensor, axis?: number) {
      return softmax(this, axis);
    },
    logSoftmax(this: Tensor, axis?: number) {
      return logSoftmax(this, axis);
    },
  };
  Object.assign(tf.Tensor.prototype, methods);
  repairLayer(tf, softmax);
}

function alongAnyAxis(tf: TensorFlow, published: AlongAxis): AlongAxis {
  return (logits, axis = -1) => {
    const tensor = logits instanceof tf.Tensor ? logits : tf.tensor<Rank>(logits);
    const last = tensor.rank - 1;
    const at = axis < 0 ? axis + tensor.rank : axis;
    if (at === last) return published(tensor, -1);
    if (!(at >= 0 && at < tensor.rank)) {
      throw new Error(`softmax: a tensor with ${tensor.rank} dimensions has no axis ${axis}.`);
    }
    const order = tensor.shape
      .map((_, i) => i)
      .with(at, last)
      .with(last, at);
    return tf.tidy(() => tf.transpose(published(tf.transpose(tensor, order), -1), order));
  };
}

function repairLayer(tf: TensorFlow, softmax: AlongAxis): void {
  const prototype = layerPrototype(tf, 'Softmax') as SoftmaxLayer;
  const { call } = prototype;
  prototype.call = function (inputs, kwargs) {
    const { axis } = this;
    const [only] = Array.isArray(axis) ? axis : [axis];
    const isMasked = kwargs['mask'] !== undefined && kwargs['mask'] !== null;
    const isSeveral = Array.isArray(axis) && axis.length > 1;
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (isMasked || isSeveral || !x) return call.call(this, inputs, kwargs);
    return softmax(x, only);
  };
  const create = tf.layers.softmax;
  const layers = { ...tf.layers, softmax: ((args) => create({ axis: -1, ...args })) as typeof create };
  Object.assign(tf, { layers });
}
