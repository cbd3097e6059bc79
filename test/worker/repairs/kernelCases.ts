import type * as tfjs from '@tensorflow/tfjs';
import type { DerivativeCase } from './derivativeCase.ts';
import { at, build, sumOver, type Float64Tensor } from './float64.ts';

/*
 * Operations whose kernels are ours on some engine (worker/kernels): their gradients through the tape, as a training
 * takes them, with odd sizes, strides that leave rows unused, and padding.
 */
type Pair = [number, number];

interface Window {
  size: Pair;
  filter: Pair;
  stride: number;
  pad: 'same' | 'valid';
}

const windows: Window[] = [
  { size: [7, 6], filter: [3, 3], stride: 1, pad: 'same' },
  { size: [5, 4], filter: [2, 2], stride: 2, pad: 'valid' },
  { size: [8, 7], filter: [3, 2], stride: 2, pad: 'same' },
  { size: [7, 8], filter: [2, 3], stride: 3, pad: 'valid' },
  { size: [4, 5], filter: [1, 1], stride: 2, pad: 'same' },
];

/** Output length and padding before, as TensorFlow defines them. */
function extent(axis: 0 | 1, { size, filter, stride, pad }: Window): Pair {
  if (pad === 'valid') return [Math.floor((size[axis] - filter[axis]) / stride) + 1, 0];
  const length = Math.ceil(size[axis] / stride);
  const total = Math.max(0, (length - 1) * stride + filter[axis] - size[axis]);
  return [length, Math.floor(total / 2)];
}

const convolutions = windows.flatMap((window) =>
  (['conv2d', 'depthwiseConv2d'] as const).map((kind): DerivativeCase => {
    const [rows, top] = extent(0, window);
    const [columns, left] = extent(1, window);
    const { size, filter, stride, pad } = window;
    const isDepthwise = kind === 'depthwiseConv2d';
    return {
      name: `${kind} ${JSON.stringify(window)}`,
      shapes: [
        [2, ...size, 3],
        [...filter, 3, 2],
      ],
      run: (tf, x, w) => tf[kind](x as tfjs.Tensor4D, w as tfjs.Tensor4D, stride, pad),
      reference: (x, w) =>
        build([2, rows, columns, isDepthwise ? 6 : 2], ([n = 0, i = 0, j = 0, o = 0]) =>
          sumOver([...filter, 3], ([a = 0, b = 0, c = 0]) => {
            if (isDepthwise && c !== Math.floor(o / 2)) return 0;
            const pixel = at(x, [n, i * stride + a - top, j * stride + b - left, c]);
            return pixel * at(w, [a, b, c, isDepthwise ? o % 2 : o]);
          }),
        ),
    };
  }),
);

/** The elements of one pooling window that lie inside of x. */
function inside(x: Float64Tensor, window: Window, index: readonly number[]): number[] {
  const { size, filter, stride } = window;
  const [n = 0, i = 0, j = 0, c = 0] = index;
  const [row, column] = [i * stride - extent(0, window)[1], j * stride - extent(1, window)[1]];
  const values: number[] = [];
  for (let y = Math.max(0, row); y < Math.min(size[0], row + filter[0]); y++) {
    for (let k = Math.max(0, column); k < Math.min(size[1], column + filter[1]); k++) {
      values.push(at(x, [n, y, k, c]));
    }
  }
  return values;
}

const poolings = windows.flatMap((window) =>
  (['maxPool', 'avgPool'] as const).map((kind): DerivativeCase => ({
    name: `${kind} ${JSON.stringify(window)}`,
    shapes: [[2, ...window.size, 3]],
    run: (tf, x) => tf[kind](x as tfjs.Tensor4D, window.filter, window.stride, window.pad),
    reference: (x) =>
      build([2, extent(0, window)[0], extent(1, window)[0], 3], (index) => {
        const values = inside(x, window, index);
        if (kind === 'maxPool') return Math.max(...values);
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      }),
  })),
);

const ids = [
  [4, 0, 4],
  [1, 2, 4],
];

const others: DerivativeCase[] = [
  {
    name: 'gather of rows, some of them twice (embedding)',
    shapes: [[5, 3]],
    run: (tf, x) => tf.gather(x, tf.tensor2d(ids, [2, 3], 'int32')),
    reference: (x) => build([2, 3, 3], ([i = 0, j = 0, k = 0]) => at(x, [ids[i]![j]!, k])),
  },
  {
    name: 'gather along a later axis',
    shapes: [[2, 5, 3]],
    run: (tf, x) => tf.gather(x, tf.tensor1d([3, 0, 3], 'int32'), 1),
    reference: (x) => build([2, 3, 3], ([i = 0, j = 0, k = 0]) => at(x, [i, [3, 0, 3][j]!, k])),
  },
  {
    name: 'a bias added to every sample',
    shapes: [[4, 3], [3]],
    run: (tf, x, bias) => tf.add(x, bias),
    reference: (x, bias) => build([4, 3], ([i = 0, j = 0]) => at(x, [i, j]) + at(bias, [j])),
  },
  ...([false, true] as const).flatMap((transposeA) =>
    ([false, true] as const).map((transposeB): DerivativeCase => ({
      name: `matMul${transposeA ? ', first transposed' : ''}${transposeB ? ', second transposed' : ''}`,
      shapes: [transposeA ? [5, 4] : [4, 5], transposeB ? [3, 5] : [5, 3]],
      run: (tf, a, b) => tf.matMul(a, b, transposeA, transposeB),
      reference: (a, b) =>
        build([4, 3], ([i = 0, j = 0]) =>
          sumOver(
            [5],
            ([k = 0]) => at(a, transposeA ? [k, i] : [i, k]) * at(b, transposeB ? [j, k] : [k, j]),
          ),
        ),
    })),
  ),
  {
    name: 'slices, concatenated, split and reversed',
    shapes: [
      [3, 4],
      [2, 4],
    ],
    run: (tf, a, b) => {
      const [left, right] = tf.split(tf.concat([a, b], 0), [1, 3], 1) as [tfjs.Tensor, tfjs.Tensor];
      return tf.concat([tf.reverse(right, 0), left], 1).slice([1, 0], [3, 4]);
    },
    reference: (a, b) => {
      const joined = (i: number, j: number) => (i < 3 ? at(a, [i, j]) : at(b, [i - 3, j]));
      return build([3, 4], ([i = 0, j = 0]) => (j < 3 ? joined(3 - i, j + 1) : joined(i + 1, 0)));
    },
  },
];

export const kernelCases: readonly DerivativeCase[] = [...convolutions, ...poolings, ...others];
