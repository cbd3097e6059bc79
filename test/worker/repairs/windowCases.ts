import type * as tfjs from '@tensorflow/tfjs';
import type { DerivativeCase } from './derivativeCase.ts';
import { addAt, at, build, forEachIndex, sumOver } from './float64.ts';

interface Setting {
  pad: 'same' | 'valid' | number;
  dilations: [number, number];
  filter: [number, number];
}

const dilated: Setting[] = [
  { pad: 'same', dilations: [2, 2], filter: [3, 3] },
  { pad: 'valid', dilations: [2, 3], filter: [3, 2] },
  { pad: 'same', dilations: [1, 3], filter: [2, 3] },
  { pad: 'valid', dilations: [3, 1], filter: [2, 2] },
  { pad: 1, dilations: [2, 2], filter: [2, 2] },
];

/** A padded number of zeros with a filter that is not square. */
const numeric: Setting = { pad: 1, dilations: [1, 1], filter: [3, 2] };

const [height, width] = [7, 8];

/** Sizes of output and padding before, as TensorFlow defines them for stride 1. */
function extent(length: number, filter: number, dilation: number, pad: Setting['pad']): [number, number] {
  const reach = (filter - 1) * dilation;
  if (pad === 'valid') return [length - reach, 0];
  return pad === 'same' ? [length, Math.floor(reach / 2)] : [length + 2 * pad - reach, pad];
}

function convolutionCase(kind: 'conv2d' | 'depthwiseConv2d', setting: Setting): DerivativeCase {
  const { pad, dilations, filter } = setting;
  const [rows, top] = extent(height, filter[0], dilations[0], pad);
  const [columns, left] = extent(width, filter[1], dilations[1], pad);
  const isDepthwise = kind === 'depthwiseConv2d';
  return {
    name: `${kind} ${JSON.stringify(setting)}`,
    shapes: [
      [2, height, width, 2],
      [...filter, 2, 3],
    ],
    run: (tf, x, w) => tf[kind](x as tfjs.Tensor4D, w as tfjs.Tensor4D, 1, pad, 'NHWC', dilations),
    reference: (x, w) =>
      build([2, rows, columns, isDepthwise ? 6 : 3], ([n = 0, i = 0, j = 0, o = 0]) =>
        sumOver([...filter, 2], ([a = 0, b = 0, c = 0]) => {
          if (isDepthwise && c !== Math.floor(o / 3)) return 0;
          const pixel = at(x, [n, i + a * dilations[0] - top, j + b * dilations[1] - left, c]);
          return pixel * at(w, [a, b, c, isDepthwise ? o % 3 : o]);
        }),
      ),
  };
}

const fusedCase: DerivativeCase = {
  name: 'dilated fused.conv2d with a bias',
  shapes: [[1, 6, 6, 2], [3, 3, 2, 2], [2]],
  run: (tf, x, filter, bias) =>
    tf.fused.conv2d({
      x: x as tfjs.Tensor4D,
      filter: filter as tfjs.Tensor4D,
      bias: bias,
      strides: 1,
      pad: 'valid',
      dilations: 2,
    }),
  reference: (x, w, bias) =>
    build([1, 2, 2, 2], ([n = 0, i = 0, j = 0, o = 0]) => {
      const sum = sumOver(
        [3, 3, 2],
        ([a = 0, b = 0, c = 0]) => at(x, [n, i + 2 * a, j + 2 * b, c]) * at(w, [a, b, c, o]),
      );
      return sum + at(bias, [o]);
    }),
};

const sequenceCases = (
  [
    { pad: 'causal', stride: 1, dilation: 1 },
    { pad: 'causal', stride: 1, dilation: 3 },
    { pad: 'causal', stride: 2, dilation: 1 },
    { pad: 2, stride: 1, dilation: 1 },
    { pad: 'same', stride: 1, dilation: 2 },
  ] as const
).map(({ pad, stride, dilation }): DerivativeCase => {
  const before = pad === 'causal' ? 2 * dilation : pad === 'same' ? dilation : pad;
  const length = pad === 2 ? 11 : Math.ceil(9 / stride);
  return {
    name: `conv1d ${pad}, stride ${stride}, dilation ${dilation}`,
    shapes: [
      [2, 9, 2],
      [3, 2, 3],
    ],
    run: (tf, x, w) =>
      tf.conv1d(x as tfjs.Tensor3D, w as tfjs.Tensor3D, stride, pad as 'same', 'NWC', dilation),
    reference: (x, w) =>
      build([2, length, 3], ([n = 0, t = 0, o = 0]) =>
        sumOver(
          [3, 2],
          ([k = 0, c = 0]) => at(x, [n, t * stride + k * dilation - before, c]) * at(w, [k, c, o]),
        ),
      ),
  };
});

const volumeCases = ([1, 2] as const).flatMap((stride): DerivativeCase[] => {
  const size = Math.ceil(3 / stride);
  return [
    {
      name: `conv3d same, stride ${stride}`,
      shapes: [
        [1, 3, 4, 3, 2],
        [2, 2, 2, 2, 2],
      ],
      run: (tf, x, w) => tf.conv3d(x as tfjs.Tensor5D, w as tfjs.Tensor5D, stride, 'same'),
      reference: (x, w) =>
        build([1, size, 4 / stride, size, 2], ([n = 0, d = 0, i = 0, j = 0, o = 0]) =>
          sumOver(
            [2, 2, 2, 2],
            ([a = 0, b = 0, e = 0, c = 0]) =>
              at(x, [n, d * stride + a, i * stride + b, j * stride + e, c]) * at(w, [a, b, e, c, o]),
          ),
        ),
    },
    {
      name: `avgPool3d same, stride ${stride}`,
      shapes: [[1, 3, 4, 3, 2]],
      run: (tf, x) => tf.avgPool3d(x as tfjs.Tensor5D, 2, stride, 'same'),
      reference: (x) =>
        build([1, size, 4 / stride, size, 2], ([n = 0, d = 0, i = 0, j = 0, c = 0]) => {
          const inside = (k: number, length: number) => [k, k + 1].filter((position) => position < length);
          const depths = inside(d * stride, 3);
          const rows = inside(i * stride, 4);
          const columns = inside(j * stride, 3);
          const values = depths.flatMap((z) =>
            rows.flatMap((y) => columns.map((column) => at(x, [n, z, y, column, c]))),
          );
          return values.reduce((sum, value) => sum + value, 0) / values.length;
        }),
    },
  ];
});

const transposedVolume: DerivativeCase = {
  name: 'conv3dTranspose',
  shapes: [
    [1, 2, 3, 2, 2],
    [2, 2, 2, 1, 2],
  ],
  run: (tf, x, w) => tf.conv3dTranspose(x as tfjs.Tensor5D, w as tfjs.Tensor5D, [1, 4, 6, 4, 1], 2, 'same'),
  reference: (x, w) => {
    const y = build([1, 4, 6, 4, 1], () => 0);
    forEachIndex([2, 3, 2, 2, 2, 2, 2], ([d = 0, i = 0, j = 0, a = 0, b = 0, e = 0, c = 0]) => {
      const product = at(x, [0, d, i, j, c]) * at(w, [a, b, e, 0, c]);
      addAt(y, [0, 2 * d + a, 2 * i + b, 2 * j + e, 0], product);
    });
    return y;
  },
};

/** Weights of the input pixels of one output pixel along an axis. */
type Weights = (index: number, input: number, output: number) => [number, number][];

const bilinear =
  (alignCorners: boolean, halfPixel: boolean): Weights =>
  (index, input, output) => {
    const scale = alignCorners ? (input - 1) / (output - 1) : input / output;
    const source = Math.max(0, halfPixel ? (index + 0.5) * scale - 0.5 : index * scale);
    const low = Math.min(Math.floor(source), input - 1);
    const fraction = source - Math.floor(source);
    return [
      [low, 1 - fraction],
      [Math.min(low + 1, input - 1), fraction],
    ];
  };

const nearest =
  (alignCorners: boolean, halfPixel: boolean): Weights =>
  (index, input, output) => {
    const scale = alignCorners ? (input - 1) / (output - 1) : input / output;
    const source = (halfPixel ? index + 0.5 : index) * scale;
    return [[Math.min(alignCorners ? Math.round(source) : Math.floor(source), input - 1), 1]];
  };

const resizeCases = (
  [
    [false, false, [5, 7]],
    [false, false, [6, 8]],
    [true, false, [5, 7]],
    [false, true, [5, 7]],
    [false, true, [2, 3]],
    [false, false, [2, 3]],
  ] as const
).flatMap(([alignCorners, halfPixel, size]) =>
  (['resizeBilinear', 'resizeNearestNeighbor'] as const).map((name): DerivativeCase => {
    const weights = (name === 'resizeBilinear' ? bilinear : nearest)(alignCorners, halfPixel);
    return {
      name: `${name} to ${size.join()}${alignCorners ? ', corners aligned' : ''}${halfPixel ? ', half pixels' : ''}`,
      shapes: [[2, 3, 4, 2]],
      run: (tf, x) => tf.image[name](x as tfjs.Tensor4D, [...size], alignCorners, halfPixel),
      reference: (x) =>
        build([2, ...size, 2], ([n = 0, i = 0, j = 0, c = 0]) => {
          const columns = weights(j, 4, size[1]);
          return weights(i, 3, size[0]).reduce(
            (sum, [row, a]) =>
              sum + columns.reduce((inner, [column, b]) => inner + a * b * at(x, [n, row, column, c]), 0),
            0,
          );
        }),
    };
  }),
);

const preluCases = [
  [3, 1],
  [2, 1, 1],
  [1, 1, 4],
  [3, 4],
].map((alpha): DerivativeCase => ({
  name: `prelu with slopes [${alpha.join()}]`,
  shapes: [[2, 3, 4], alpha],
  run: (tf, x, slopes) => tf.prelu(x, slopes),
  reference: (x, slopes) =>
    build([2, 3, 4], (index) => {
      const own = index.slice(3 - alpha.length).map((i, axis) => (alpha[axis] === 1 ? 0 : i));
      const value = at(x, index);
      return value >= 0 ? value : value * at(slopes, own);
    }),
}));

export const windowCases: readonly DerivativeCase[] = [
  ...[...dilated, numeric].flatMap((setting) => [
    convolutionCase('conv2d', setting),
    convolutionCase('depthwiseConv2d', setting),
  ]),
  fusedCase,
  ...sequenceCases,
  ...volumeCases,
  transposedVolume,
  ...resizeCases,
  ...preluCases,
];
