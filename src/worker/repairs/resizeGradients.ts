import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient } from './defineGradient.ts';

interface ResizeAttrs {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: readonly [number, number];
}

/**
 * Upstream: on the cpu engine the gradient of resizeBilinear exchanges height and width, so pictures that are not square
 * throw; with halfPixelCenters the gradients of resizeBilinear and resizeNearestNeighbor are wrong everywhere; and some
 * engines compute that of resizeNearestNeighbor for the first picture of a batch only.
 *
 * Repair: resizing multiplies rows and columns by a matrix of weights each, and its gradient by their transposes. Where
 * each pixel is only repeated (upSampling2d), the gradients of its copies are summed.
 */
export function repairResizeGradients(tf: TensorFlow): void {
  defineGradient<'images', ResizeAttrs>(tf, 'ResizeBilinear', ['images'], (dy, { images }, attrs) => ({
    images: () => scatterBack(tf, dy, images, attrs, bilinearWeights),
  }));
  defineGradient<'images', ResizeAttrs>(tf, 'ResizeNearestNeighbor', ['images'], (dy, { images }, attrs) => ({
    images: () => {
      const [batch = 1, height = 1, width = 1, channels = 1] = images.shape;
      const [rows, columns] = [attrs.size[0] / height, attrs.size[1] / width];
      const isRepeated = !attrs.alignCorners && Number.isInteger(rows) && Number.isInteger(columns);
      if (!isRepeated) return scatterBack(tf, dy, images, attrs, nearestWeights);
      return tf.sum(tf.reshape(dy, [batch, height, rows, width, columns, channels]), [2, 4]);
    },
  }));
}

/** Calls `visit` with the input elements that output element `index` is made of, and their weights. */
type Weights = (
  index: number,
  input: number,
  output: number,
  attrs: ResizeAttrs,
  visit: (from: number, weight: number) => void,
) => void;

/** Where output element `index` lies in the input, as TensorFlow's image resizers define it. */
function sourceOf(index: number, input: number, output: number, attrs: ResizeAttrs): number {
  const isAligned = attrs.alignCorners && output > 1;
  const scale = isAligned ? (input - 1) / (output - 1) : input / output;
  return attrs.halfPixelCenters ? (index + 0.5) * scale - 0.5 : index * scale;
}

const bilinearWeights: Weights = (index, input, output, attrs, visit) => {
  const source = Math.max(0, sourceOf(index, input, output, attrs));
  const low = Math.min(Math.floor(source), input - 1);
  const high = Math.min(Math.ceil(source), input - 1);
  const fraction = source - Math.floor(source);
  visit(low, 1 - fraction);
  visit(high, fraction);
};

const nearestWeights: Weights = (index, input, output, attrs, visit) => {
  // A half more than the source, because nearest takes the pixel that the centre falls into.
  const source = sourceOf(index, input, output, attrs) + (attrs.halfPixelCenters ? 0.5 : 0);
  const from = attrs.alignCorners ? Math.round(source) : Math.floor(source);
  visit(Math.min(Math.max(from, 0), input - 1), 1);
};

function scatterBack(
  tf: TensorFlow,
  dy: Tensor,
  images: Tensor,
  attrs: ResizeAttrs,
  weights: Weights,
): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = images.shape;
  const [newHeight, newWidth] = attrs.size;
  const matrix = (input: number, output: number): Tensor2D => {
    const transposed = tf.buffer([input, output]);
    for (let index = 0; index < output; index++) {
      weights(index, input, output, attrs, (from, weight) =>
        transposed.set(transposed.get(from, index) + weight, from, index),
      );
    }
    return transposed.toTensor() as Tensor2D;
  };
  // Rows: [height, newHeight] times [newHeight, batch * newWidth * channels], then columns in the same way.
  const rowsFirst = tf.reshape(tf.transpose(dy, [1, 0, 2, 3]), [newHeight, batch * newWidth * channels]);
  const rows = tf.reshape(tf.matMul(matrix(height, newHeight), rowsFirst), [
    height,
    batch,
    newWidth,
    channels,
  ]);
  const columnsFirst = tf.reshape(tf.transpose(rows, [2, 1, 0, 3]), [newWidth, batch * height * channels]);
  const columns = tf.matMul(matrix(width, newWidth), columnsFirst);
  return tf.transpose(tf.reshape(columns, [width, batch, height, channels]), [1, 2, 0, 3]);
}
