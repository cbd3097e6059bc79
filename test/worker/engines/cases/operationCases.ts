import * as tf from '@tensorflow/tfjs';
import { integers, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { figures, minimize } from '../training.ts';

/** Trains a variable through operations; a few updates show values and gradients alike. */
function through(name: string, shape: number[], loss: (x: tf.Tensor) => tf.Tensor): SuiteCase {
  return {
    name,
    run: () => {
      const x = tf.variable(uniform(shape, 1));
      return minimize(() => loss(x), [x], tf.train.sgd(0.3));
    },
  };
}

const gradients: SuiteCase[] = [
  through('reductions: sum, mean, max, min, prod, logSumExp, norm, moments', [3, 4], (x) =>
    tf.addN([
      x.sum(0).square().mean(),
      x.mean(1).square().sum(),
      x.max(1).mean(),
      x.min(0).mean(),
      x.prod(1).mean(),
      x.logSumExp(1).mean(),
      x.norm(),
      tf.moments(x, 0).variance.mean(),
    ]),
  ),
  through('cumulative sums and products along every axis', [2, 3, 4], (x) =>
    tf.addN([
      ...[0, 1, 2].map((axis) =>
        tf
          .cumsum(x, axis, axis === 1, axis === 2)
          .square()
          .mean(),
      ),
      ...[0, 1, 2].map((axis) =>
        tf
          .cumprod(x, axis, axis === 2, axis === 1)
          .square()
          .mean(),
      ),
    ]),
  ),
  through('topk, stridedSlice, gather, gatherND, where, clip', [4, 6], (x) =>
    tf.addN([
      tf.topk(x, 2).values.square().mean(),
      tf.stridedSlice(x, [0, 1], [4, 6], [2, 2]).square().mean(),
      tf
        .gather(x, tf.tensor1d([2, 0, 2], 'int32'), 1)
        .square()
        .mean(),
      tf
        .gatherND(x, integers([3, 2], 4, 2))
        .square()
        .mean(),
      tf.where(x.greater(0), x, x.mul(0.1)).mean(),
      tf.clipByValue(x, -0.5, 0.5).square().mean(),
    ]),
  ),
  through('concat, stack, unstack, split, slice, tile, reverse, pad, mirrorPad', [4, 6], (x) =>
    tf.addN([
      tf
        .concat([tf.slice(x, [0, 0], [2, 3]), tf.slice(x, [2, 3], [2, 3])], 0)
        .square()
        .mean(),
      tf.stack([x, x.neg()], 1).square().mean(),
      tf.unstack(x, 1)[3]!.square().mean(),
      tf.split(x, [1, 2, 3], 1)[1]!.square().sum(),
      tf.tile(x, [2, 1]).square().mean(),
      tf.reverse(x, 1).cumsum(1).square().mean(),
      tf
        .pad(
          x,
          [
            [1, 1],
            [0, 2],
          ] as never,
          0.5,
        )
        .square()
        .mean(),
      tf
        .mirrorPad(
          x,
          [
            [1, 2],
            [2, 1],
          ] as never,
          'symmetric',
        )
        .pow(3)
        .mean(),
    ]),
  ),
  through('broadcast arithmetic', [3, 1, 4], (x) => {
    const y = uniform([2, 1], 3, 0.5, 1.5);
    return tf.addN([
      tf.maximum(x, y).mean(),
      tf.minimum(x.sum(1), x).mean(),
      tf.squaredDifference(x, y).mean(),
      tf.div(x, y.add(x.square())).mean(),
      tf.pow(x.abs().add(0.1), y).mean(),
      tf.divNoNan(x, y).square().mean(),
    ]);
  }),
  through('elementary functions', [5, 5], (x) =>
    tf.addN(
      [
        tf.exp(x),
        tf.log(x.abs().add(0.5)),
        tf.log1p(x.abs()),
        tf.sqrt(x.abs().add(0.1)),
        tf.rsqrt(x.abs().add(0.5)),
        tf.sin(x),
        tf.cos(x),
        tf.tan(x),
        tf.atan(x),
        tf.sinh(x),
        tf.erf(x),
        tf.softplus(x),
        tf.logSigmoid(x),
        tf.reciprocal(x.abs().add(0.5)),
      ].map((y) => y.mean()),
    ),
  ),
  through('matrix products, broadcast and transposed', [2, 3, 4], (x) => {
    const [w, u] = [uniform([4, 5], 4), uniform([3, 1, 4, 2], 5)];
    return tf.addN([
      tf.matMul(x, w).square().mean(),
      tf.matMul(x, x, true, false).mean(),
      tf
        .matMul(tf.reshape(x, [1, 2, 3, 4]), u)
        .square()
        .mean(),
    ]);
  }),
  through('softmax and logSoftmax along every axis', [2, 3, 4], (x) =>
    tf.addN(
      [0, 1, 2].flatMap((axis) => [tf.softmax(x, axis).square().mean(), tf.logSoftmax(x, axis).mean()]),
    ),
  ),
  through('local response normalisation', [1, 3, 3, 6], (x) =>
    tf
      .localResponseNormalization(x as tf.Tensor4D, 2, 1, 0.5, 0.75)
      .square()
      .mean(),
  ),
  through('resizing pictures', [2, 3, 4, 2], (x) => {
    const pictures = x as tf.Tensor4D;
    return tf.addN([
      tf.image.resizeBilinear(pictures, [5, 7]).square().mean(),
      tf.image.resizeBilinear(pictures, [5, 7], true).square().mean(),
      tf.image.resizeBilinear(pictures, [2, 9], false, true).square().mean(),
      tf.image.resizeNearestNeighbor(pictures, [6, 8]).square().mean(),
      tf.image.resizeNearestNeighbor(pictures, [5, 7], false, true).square().mean(),
    ]);
  }),
  through('einsum: products, traces, sums, outer products', [3, 3], (x) =>
    tf.addN([
      tf.einsum('ij,jk->ik', x, x).square().mean(),
      tf.einsum('ii->', x),
      tf.einsum('ij,ij->i', x, x).mean(),
      tf.einsum('i,j->ij', x.sum(0), x.sum(1)).square().mean(),
      tf.einsum('ij,jk,kl->il', x, x, x).mean(),
    ]),
  ),
];

const values: SuiteCase[] = [
  {
    name: 'linear algebra: qr, gramSchmidt, bandPart, norms',
    run: async () => {
      const matrix = uniform<tf.Rank.R2>([4, 3], 6);
      const [q, r] = tf.linalg.qr(matrix);
      const results = [
        q,
        r,
        tf.linalg.gramSchmidt(matrix.transpose<tf.Tensor2D>()) as tf.Tensor2D,
        tf.linalg.bandPart(matrix, 1, 0),
      ];
      const norms = [1, 2, 'euclidean', Infinity].map((order) => tf.norm(matrix.reshape([-1]), order as 1));
      return (await Promise.all([...results, ...norms].map((tensor) => figures(tensor)))).flat();
    },
  },
  {
    name: 'integers: confusionMatrix, oneHot, bincount, unsortedSegmentSum, unique, clip',
    run: async () => {
      const [truth, predicted] = [integers<tf.Rank.R1>([12], 3, 7), integers<tf.Rank.R1>([12], 3, 8)];
      const results = [
        tf.math.confusionMatrix(truth, predicted, 3),
        tf.oneHot(truth, 3),
        tf.bincount(truth, [], 3),
        tf.unsortedSegmentSum(uniform<tf.Rank.R1>([12], 9), truth, 3),
        tf.unique(truth).values,
        tf.clipByValue(truth.sub(1), 0, 1),
        tf.cumsum(truth),
        tf.argMax(uniform([3, 4], 10), 1),
        tf.stridedSlice(truth, [1], [11], [3]),
      ];
      return (await Promise.all(results.map((tensor) => figures(tensor)))).flat();
    },
  },
  {
    name: 'spectra: fft, rfft, irfft, stft',
    run: async () => {
      const signal = uniform<tf.Rank.R1>([64], 11);
      const results = [
        tf.abs(tf.spectral.rfft(signal)),
        tf.real(tf.spectral.fft(tf.complex(signal, uniform([64], 12)))),
        tf.spectral.irfft(tf.spectral.rfft(signal)),
        tf.abs(tf.signal.stft(signal, 16, 8)),
      ];
      return (await Promise.all(results.map((tensor) => figures(tensor)))).flat();
    },
  },
];

export const operationCases: readonly SuiteCase[] = [...gradients, ...values];
