import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient } from './defineGradient.ts';
import { replaceKernel } from './replaceKernel.ts';

/**
 * Upstream: topk, stridedSlice, gatherND, scatterND and tensorScatterUpdate have no gradient; those of unstack and split
 * throw when there is one part only; tensorScatterUpdate on the cpu engine changes the tensor that it was given.
 *
 * Repair: what was picked by index is added back at its index. Where several of topk's or gatherND's results come from
 * one element, their gradients add up. tensorScatterUpdate with the same index twice is undefined, as in TensorFlow; it works on a
 * copy.
 */
export function repairIndexGradients(tf: TensorFlow): void {
  defineTopKGradient(tf);
  defineStridedSliceGradient(tf);
  defineGradient(tf, 'GatherNd', ['params', 'indices'], (dy, { params, indices }) => ({
    params: () => tf.scatterND(toInt(tf, indices), dy, params.shape),
    indices: () => tf.zeros(indices.shape),
  }));
  defineGradient(tf, 'ScatterNd', ['indices', 'updates'], (dy, { indices }) => ({
    updates: () => tf.gatherND(dy, toInt(tf, indices)),
    indices: () => tf.zeros(indices.shape),
  }));
  for (const kernelName of ['Unpack', 'SplitV']) acceptOnePart(tf, kernelName);
  replaceKernel(tf, 'TensorScatterUpdate', ({ inputs }, published) => {
    const tensor = inputs['tensor'] as Tensor;
    return published({ ...inputs, tensor: tf.add(tensor, tf.zerosLike(tensor)) });
  });
  defineGradient(tf, 'TensorScatterUpdate', ['tensor', 'indices', 'updates'], (dy, { indices, updates }) => ({
    tensor: () => tf.tensorScatterUpdate(dy, toInt(tf, indices), tf.zeros(updates.shape)),
    updates: () => tf.gatherND(dy, toInt(tf, indices)),
    indices: () => tf.zeros(indices.shape),
  }));
}

const toInt = (tf: TensorFlow, indices: Tensor) => tf.cast(indices, 'int32');

/** Adds `values` at flat `positions` (both of one length) to zeros of `shape`. */
function addAt(tf: TensorFlow, values: Tensor, positions: Tensor, shape: readonly number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const flat = tf.unsortedSegmentSum(tf.reshape(values, [-1]), tf.reshape(positions, [-1]) as never, size);
  return tf.reshape(flat, [...shape]);
}

/** tfjs hands the gradient of a single output over without the list that these two expect. */
function acceptOnePart(tf: TensorFlow, kernelName: string): void {
  const published = tf.getGradient(kernelName);
  const gradFunc: GradConfig['gradFunc'] = (dys, saved, attrs) =>
    published.gradFunc(Array.isArray(dys) ? dys : [dys], saved, attrs);
  tf.registerGradient({ ...published, gradFunc });
}

function defineTopKGradient(tf: TensorFlow): void {
  const config: GradConfig = {
    kernelName: 'TopK',
    inputsToSave: ['x'],
    outputsToSave: [false, true],
    gradFunc(dys, saved) {
      const [dValues] = dys as [Tensor, Tensor];
      const [x, indices] = saved as [Tensor, Tensor];
      return {
        x: () => {
          const length = x.shape.at(-1) ?? 1;
          const rows = x.size / length;
          const starts = tf.reshape(tf.range(0, rows * length, length, 'int32'), [rows, 1]);
          const positions = tf.add(tf.reshape(indices, [rows, -1]), starts);
          return addAt(tf, dValues, positions, x.shape);
        },
      };
    },
  };
  tf.registerGradient(config);
}

interface StridedSliceAttrs {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

function defineStridedSliceGradient(tf: TensorFlow): void {
  defineGradient<'x', StridedSliceAttrs>(tf, 'StridedSlice', ['x'], (dy, { x }, attrs) => ({
    x: () => {
      // The same slice of the elements' own positions says where each element of dy came from. tfjs's int32 holds them all.
      const own = tf.reshape(tf.range(0, x.size, 1, 'int32'), x.shape);
      const { begin, end, strides } = attrs;
      const masks = [
        attrs.beginMask,
        attrs.endMask,
        attrs.ellipsisMask,
        attrs.newAxisMask,
        attrs.shrinkAxisMask,
      ] as const;
      return addAt(tf, dy, tf.stridedSlice(own, begin, end, strides, ...masks), x.shape);
    },
  }));
}
