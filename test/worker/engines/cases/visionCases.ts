import * as tf from '@tensorflow/tfjs';
import { uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { applyTo, figures, forward, minimize, stack, train, variablesOf } from '../training.ts';
import { setSeededWeights } from '../seeded.ts';

const { layers } = tf;

const convolution = (filters: number) =>
  layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' });

const unet: SuiteCase = {
  name: 'segmentation with a U-Net',
  run: () => {
    const input = tf.input({ shape: [8, 12, 2] });
    const high = applyTo(convolution(4), input);
    const low = applyTo(convolution(6), applyTo(layers.maxPooling2d({ poolSize: 2 }), high));
    const bottom = applyTo(convolution(8), applyTo(layers.maxPooling2d({ poolSize: 2 }), low));
    const up = (x: tf.SymbolicTensor) => applyTo(layers.upSampling2d({ size: [2, 2] }), x);
    const middle = applyTo(convolution(6), applyTo(layers.concatenate(), up(bottom), low));
    const top = applyTo(convolution(4), applyTo(layers.concatenate(), up(middle), high));
    const output = applyTo(layers.conv2d({ filters: 1, kernelSize: 1, activation: 'sigmoid' }), top);
    const mask = tf.greater(uniform([2, 8, 12, 1], 1), 0).cast('float32');
    return train(tf.model({ inputs: input, outputs: output }), uniform([2, 8, 12, 2], 2), mask, {
      loss: 'binaryCrossentropy',
      metrics: ['accuracy'],
    });
  },
};

const dice: SuiteCase = {
  name: 'segmentation with bilinear upsampling and the Dice loss',
  run: () => {
    const model = stack(
      layers.conv2d({ inputShape: [8, 6, 2], filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
      layers.conv2d({ filters: 1, kernelSize: 1 }),
    );
    setSeededWeights(model, 3);
    const x = uniform([2, 8, 6, 2], 4);
    const mask = tf.greater(uniform([2, 8, 6, 1], 5), 0).cast('float32');
    return minimize(() => {
      const logits = tf.image.resizeBilinear(forward(model, x) as tf.Tensor4D, [8, 6]);
      const predicted = tf.sigmoid(logits);
      const overlap = predicted.mul(mask).sum().mul(2).add(1);
      return tf.sub(1, overlap.div(predicted.sum().add(mask.sum()).add(1)));
    }, variablesOf(model));
  },
};

const yolo: SuiteCase = {
  name: 'detection head like that of YOLO',
  run: () => {
    const [anchors, classes] = [2, 3];
    const model = stack(
      layers.conv2d({ inputShape: [8, 8, 2], filters: 6, kernelSize: 3, strides: 2, padding: 'same' }),
      layers.leakyReLU({ alpha: 0.1 }),
      layers.conv2d({ filters: anchors * (5 + classes), kernelSize: 1 }),
    );
    setSeededWeights(model, 6);
    const x = uniform([2, 8, 8, 2], 7);
    const truth = uniform([2, 4, 4, anchors, 5 + classes], 8, 0, 1);
    const present = tf.greater(truth.slice([0, 0, 0, 0, 4], [-1, -1, -1, -1, 1]), 0.6).cast('float32');
    const part = (tensor: tf.Tensor, from: number, size: number) =>
      tensor.slice([0, 0, 0, 0, from], [-1, -1, -1, -1, size]);
    return minimize(() => {
      const predicted = tf.reshape(forward(model, x), [2, 4, 4, anchors, 5 + classes]);
      const centre = tf
        .sigmoid(part(predicted, 0, 2))
        .sub(part(truth, 0, 2))
        .square()
        .mul(present)
        .sum();
      const size = tf
        .exp(part(predicted, 2, 2))
        .sub(part(truth, 2, 2))
        .square()
        .mul(present)
        .sum();
      const object = tf.losses.sigmoidCrossEntropy(present, part(predicted, 4, 1));
      const kind = tf
        .logSoftmax(part(predicted, 5, classes))
        .mul(part(truth, 5, classes))
        .mul(present)
        .sum();
      return centre.add(size).mul(0.5).add(object).sub(kind.mul(0.1));
    }, variablesOf(model));
  },
};

const superResolution: SuiteCase = {
  name: 'super-resolution with depthToSpace',
  run: () => {
    const filter = tf.variable(uniform<tf.Rank.R4>([3, 3, 1, 4], 9, -0.3, 0.3));
    const [small, large] = [uniform<tf.Rank.R4>([2, 4, 5, 1], 10), uniform([2, 8, 10, 1], 11)];
    return minimize(
      () =>
        tf
          .depthToSpace(tf.conv2d(small, filter, 1, 'same'), 2)
          .sub(large)
          .square()
          .mean(),
      [filter],
    );
  },
};

const augmentation: SuiteCase[] = [
  {
    name: 'image augmentation: flip, rotate, crop, resize, brightness',
    run: async () => {
      const pictures = uniform<tf.Rank.R4>([2, 9, 8, 3], 12, 0, 1);
      const results = [
        tf.image.flipLeftRight(pictures),
        tf.image.rotateWithOffset(pictures, 0.3, 0.5),
        tf.image.cropAndResize(
          pictures,
          tf.tensor2d([
            [0.1, 0.2, 0.9, 0.8],
            [0, 0, 1, 1],
          ]),
          tf.tensor1d([0, 1], 'int32'),
          [4, 5],
        ),
        tf.image.resizeBilinear(pictures, [5, 13], false, true),
        tf.image.resizeNearestNeighbor(pictures, [4, 13]),
        tf.image.grayscaleToRGB(pictures.slice([0, 0, 0, 0], [-1, -1, -1, 1])),
        tf.mirrorPad(
          pictures,
          [
            [0, 0],
            [2, 1],
            [1, 2],
            [0, 0],
          ] as never,
          'reflect',
        ),
        tf.clipByValue(pictures.mul(1.4).sub(0.1), 0, 1),
      ];
      return (await Promise.all(results.map((tensor) => figures(tensor)))).flat();
    },
  },
  {
    name: 'image.transform',
    run: () =>
      figures(
        tf.image.transform(
          uniform<tf.Rank.R4>([1, 8, 8, 2], 13),
          tf.tensor2d([[1, 0.1, 1, -0.1, 1, 2, 0, 0]]),
          'bilinear',
        ),
      ),
  },
  {
    name: 'non-maximum suppression',
    run: async () => {
      const corners = uniform<tf.Rank.R2>([12, 2], 14, 0, 0.6);
      const boxes = tf.concat([corners, corners.add(uniform([12, 2], 15, 0.2, 0.4))], 1) as tf.Tensor2D;
      const scores = uniform<tf.Rank.R1>([12], 16, 0, 1);
      return [...(await tf.image.nonMaxSuppressionAsync(boxes, scores, 5, 0.3).then((x) => x.data()))];
    },
  },
];

const styleTransfer: SuiteCase = {
  name: 'style transfer: a picture is trained against Gram matrices',
  run: () => {
    const filter = uniform<tf.Rank.R4>([3, 3, 3, 5], 17, -0.4, 0.4);
    const picture = tf.variable(uniform<tf.Rank.R4>([1, 6, 7, 3], 18));
    const gram = (x: tf.Tensor4D) => {
      const features = tf.reshape(tf.relu(tf.conv2d(x, filter, 1, 'same')), [-1, 5]);
      return tf.matMul(features, features, true, false).div(42);
    };
    const target = gram(uniform<tf.Rank.R4>([1, 6, 7, 3], 19));
    return minimize(() => gram(picture).sub(target).square().sum(), [picture], tf.train.adam(0.05));
  },
};

export const visionCases: readonly SuiteCase[] = [
  unet,
  dice,
  yolo,
  superResolution,
  styleTransfer,
  ...augmentation,
];
