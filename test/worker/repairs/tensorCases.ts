import type * as tfjs from '@tensorflow/tfjs';
import type { DerivativeCase } from './derivativeCase.ts';
import { addAt, at, broadcastAt, build, forEachIndex, sumOver, type Float64Tensor } from './float64.ts';

type Binary = (a: number, b: number) => number;

const elementwise: Record<string, Binary> = {
  maximum: Math.max,
  minimum: Math.min,
  squaredDifference: (a, b) => (a - b) ** 2,
};

const broadcastPairs: [number[], number[], number[]][] = [
  [[3, 4], [4], [3, 4]],
  [
    [3, 1],
    [1, 4],
    [3, 4],
  ],
  [[2], [3, 1, 2], [3, 1, 2]],
  [[2, 3], [], [2, 3]],
];

const binaryCases = Object.entries(elementwise).flatMap(([name, compute]) =>
  broadcastPairs.map(([a, b, shape]): DerivativeCase => ({
    name: `${name} of [${a.join()}] and [${b.join()}]`,
    shapes: [a, b],
    run: (tf, x, y) => tf[name as 'maximum'](x, y),
    reference: (x, y) => build(shape, (index) => compute(broadcastAt(x, index), broadcastAt(y, index))),
  })),
);

const matMulCases = (
  [
    [[2, 3, 4], [4, 5], [2, 3, 5], false, false],
    [[3, 4], [2, 4, 5], [2, 3, 5], false, false],
    [[2, 1, 3, 4], [1, 2, 4, 5], [2, 2, 3, 5], false, false],
    [[2, 1, 4, 3], [3, 5, 4], [2, 3, 3, 5], true, true],
    [[4, 3], [2, 5, 4], [2, 3, 5], true, true],
  ] as const
).map(([a, b, shape, transposeA, transposeB]): DerivativeCase => ({
  name: `matMul of [${a.join()}] and [${b.join()}]`,
  shapes: [[...a], [...b]],
  run: (tf, x, y) => tf.matMul(x, y, transposeA, transposeB),
  reference: (x, y) =>
    build([...shape], (index) => {
      const [batch, [row = 0, column = 0]] = [index.slice(0, -2), index.slice(-2)];
      return sumOver([4], ([k = 0]) => {
        const left = transposeA ? [k, row] : [row, k];
        const right = transposeB ? [column, k] : [k, column];
        return broadcastAt(x, [...batch, ...left]) * broadcastAt(y, [...batch, ...right]);
      });
    }),
}));

const directions = [
  { exclusive: false, reverse: false },
  { exclusive: true, reverse: false },
  { exclusive: false, reverse: true },
  { exclusive: true, reverse: true },
];

const cumulativeCases = [0, 1, 2].flatMap((axis) =>
  directions.flatMap(({ exclusive, reverse }) =>
    (['cumsum', 'cumprod'] as const).map((name): DerivativeCase => ({
      name: `${name} along ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`,
      shapes: [[2, 3, 4]],
      run: (tf, x) => tf[name](x, axis, exclusive, reverse),
      reference: (x) =>
        build([2, 3, 4], (index) => {
          const terms = Array.from({ length: x.shape[axis]! }, (_, k) => k).filter((k) => {
            const distance = reverse ? k - index[axis]! : index[axis]! - k;
            return exclusive ? distance > 0 : distance >= 0;
          });
          const values = terms.map((k) => at(x, index.with(axis, k)));
          return name === 'cumsum'
            ? values.reduce((sum, value) => sum + value, 0)
            : values.reduce((product, value) => product * value, 1);
        }),
    })),
  ),
);

const cumprodOfZeros: DerivativeCase = {
  name: 'cumprod of numbers among which are zeros',
  shapes: [[5]],
  run: (tf, x) => tf.cumprod(tf.mul(x, tf.tensor1d([1, 0, 1, 0, 1]))),
  reference: (x) => {
    const values = x.values.map((value, i) => (i % 2 === 0 ? value : value * 0));
    return build([5], ([last = 0]) =>
      values.slice(0, last + 1).reduce((product, value) => product * value, 1),
    );
  },
};

const mirrorCases = (['reflect', 'symmetric'] as const).map((mode): DerivativeCase => ({
  name: `mirrorPad ${mode}`,
  shapes: [[3, 4]],
  run: (tf, x) =>
    tf.mirrorPad(
      x,
      [
        [1, 2],
        [3, 1],
      ] as never,
      mode,
    ),
  reference: (x) => {
    const shift = mode === 'reflect' ? 0 : 1;
    const mirror = (i: number, length: number) => {
      if (i < 0) return -i - shift;
      return i >= length ? 2 * (length - 1) - i + shift : i;
    };
    return build([6, 8], ([row = 0, column = 0]) => at(x, [mirror(row - 1, 3), mirror(column - 3, 4)]));
  },
}));

const softmaxOf = (x: Float64Tensor, axis: number, index: number[]) => {
  const exponentials = Array.from({ length: x.shape[axis]! }, (_, k) => Math.exp(at(x, index.with(axis, k))));
  return exponentials[index[axis]!]! / exponentials.reduce((sum, value) => sum + value, 0);
};

const softmaxCases = [0, 1, 2].flatMap((axis): DerivativeCase[] => [
  {
    name: `softmax along ${axis}`,
    shapes: [[2, 3, 4]],
    run: (tf, x) => tf.softmax(x, axis),
    reference: (x) => build([2, 3, 4], (index) => softmaxOf(x, axis, index)),
  },
  {
    name: `logSoftmax along ${axis}`,
    shapes: [[2, 3, 4]],
    run: (tf, x) => tf.logSoftmax(x, axis),
    reference: (x) => build([2, 3, 4], (index) => Math.log(softmaxOf(x, axis, index))),
  },
]);

const positions = [
  [1, 0],
  [0, 2],
  [1, 0],
];

const indexCases: DerivativeCase[] = [
  {
    name: 'values of topk',
    shapes: [[2, 2, 5]],
    run: (tf, x) => tf.topk(x, 3).values,
    reference: (x) =>
      build([2, 2, 3], ([i = 0, j = 0, k = 0]) => {
        const row = Array.from({ length: 5 }, (_, at5) => at(x, [i, j, at5]));
        return row.sort((a, b) => b - a)[k]!;
      }),
  },
  {
    name: 'stridedSlice backwards',
    shapes: [[4, 6]],
    run: (tf, x) => tf.stridedSlice(x, [3, 0], [-5, 6], [-2, 3]),
    reference: (x) => build([2, 2], ([i = 0, j = 0]) => at(x, [3 - 2 * i, 3 * j])),
  },
  {
    name: 'stridedSlice with masks',
    shapes: [[4, 6, 2]],
    run: (tf, x) => tf.stridedSlice(x, [1, 1, 1], [2, 5, 2], [1, 2, 1], 2, 2),
    reference: (x) => build([1, 3, 1], ([, j = 0]) => at(x, [1, 2 * j, 1])),
  },
  {
    name: 'gatherND',
    shapes: [[2, 3, 2]],
    run: (tf, x) => tf.gatherND(x, tf.tensor2d(positions, [3, 2], 'int32')),
    reference: (x) => build([3, 2], ([i = 0, j = 0]) => at(x, [...positions[i]!, j])),
  },
  {
    name: 'scatterND',
    shapes: [[3, 2]],
    run: (tf, x) => tf.scatterND(tf.tensor2d(positions, [3, 2], 'int32'), x, [2, 3, 2]),
    reference: (x) => {
      const sum = build([2, 3, 2], () => 0);
      forEachIndex([3, 2], ([i = 0, j = 0]) => addAt(sum, [...positions[i]!, j], at(x, [i, j])));
      return sum;
    },
  },
  {
    name: 'tensorScatterUpdate',
    shapes: [
      [3, 2],
      [2, 2],
    ],
    run: (tf, x, updates) => tf.tensorScatterUpdate(x, tf.tensor2d([[2], [0]], [2, 1], 'int32'), updates),
    reference: (x, updates) =>
      build([3, 2], ([i = 0, j = 0]) => (i === 1 ? at(x, [1, j]) : at(updates, [i === 2 ? 0 : 1, j]))),
  },
  {
    name: 'unstack and split with one part',
    shapes: [[1, 3]],
    run: (tf, x) => tf.add(tf.unstack(x)[0]!, tf.split(x, 1, 1)[0]!),
    reference: (x) => build([1, 3], ([, j = 0]) => 2 * at(x, [0, j])),
  },
];

const layoutCases: DerivativeCase[] = [
  {
    name: 'depthToSpace',
    shapes: [[2, 2, 3, 8]],
    run: (tf, x) => tf.depthToSpace(x as tfjs.Tensor4D, 2, 'NHWC'),
    reference: (x) =>
      build([2, 4, 6, 2], ([n = 0, row = 0, column = 0, c = 0]) => {
        const channel = (2 * (row % 2) + (column % 2)) * 2 + c;
        return at(x, [n, Math.floor(row / 2), Math.floor(column / 2), channel]);
      }),
  },
  {
    name: 'flipLeftRight',
    shapes: [[2, 2, 3, 2]],
    run: (tf, x) => tf.image.flipLeftRight(x as tfjs.Tensor4D),
    reference: (x) => build([2, 2, 3, 2], ([n = 0, i = 0, j = 0, c = 0]) => at(x, [n, i, 2 - j, c])),
  },
  {
    name: 'diag',
    shapes: [[4]],
    run: (tf, x) => tf.diag(x),
    reference: (x) => build([4, 4], ([i = 0, j = 0]) => (i === j ? at(x, [i]) : 0)),
  },
];

const maskCases: DerivativeCase[] = [
  {
    name: 'a mask of comparisons and logic',
    shapes: [[4, 4]],
    run: (tf, x) =>
      tf.mul(
        x,
        tf.cast(tf.logicalOr(tf.greater(x, 0.1), tf.logicalNot(tf.lessEqual(tf.abs(x), 0.5))), 'float32'),
      ),
    reference: (x) =>
      build([4, 4], (index) => {
        const value = at(x, index);
        return value > 0.1 || Math.abs(value) > 0.5 ? value : 0;
      }),
  },
  {
    name: 'divNoNan',
    shapes: [[3], [3]],
    run: (tf, x, y) => tf.divNoNan(x, tf.add(tf.square(y), 1)),
    reference: (x, y) => build([3], (index) => at(x, index) / (at(y, index) ** 2 + 1)),
  },
];

export const tensorCases: readonly DerivativeCase[] = [
  ...binaryCases,
  ...matMulCases,
  ...cumulativeCases,
  cumprodOfZeros,
  ...mirrorCases,
  ...softmaxCases,
  ...indexCases,
  ...layoutCases,
  ...maskCases,
];
