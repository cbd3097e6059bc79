import * as tf from '@tensorflow/tfjs';
import { dataset } from 'deep-learning-lessons';

/**
 * Builds and compiles a network that reads one digit.
 * Input [batch, 28, 28, 1], values 0..1. Output [batch, 10]: one probability per digit.
 */
export function createModel(): tf.LayersModel {
  const image = tf.input({ shape: [28, 28, 1] });
  const edges = tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }).apply(image);
  const edgesSmall = tf.layers.maxPooling2d({ poolSize: 2 }).apply(edges);
  const strokes = tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }).apply(edgesSmall);
  const strokesSmall = tf.layers.maxPooling2d({ poolSize: 2 }).apply(strokes);
  const features = tf.layers.flatten().apply(strokesSmall);
  const hidden = tf.layers.dense({ units: 128, activation: 'relu' }).apply(features);
  const kept = tf.layers.dropout({ rate: 0.5 }).apply(hidden);
  const digits = tf.layers.dense({ units: 10, activation: 'softmax' }).apply(kept) as tf.SymbolicTensor;
  const model = tf.model({ inputs: image, outputs: digits });

  model.compile({
    optimizer: tf.train.adam(0.001),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

/** Run calls this: it trains, draws the curves, and looks at the test images once, at the end. */
export async function main(): Promise<void> {
  const mnist = await dataset('mnist');
  const model = createModel();
  model.summary();

  // 5,000 training images: 4,500 to learn from, 500 to watch the learning with.
  const [trainXs, validationXs] = tf.split(mnist.train.xs, [4500, 500]);
  const [trainYs, validationYs] = tf.split(mnist.train.ys, [4500, 500]);

  await model.fit(trainXs, trainYs, {
    epochs: 8,
    batchSize: 32,
    validationData: [validationXs, validationYs],
  });

  const [loss, accuracy] = model.evaluate(mnist.test.xs, mnist.test.ys) as tf.Scalar[];
  console.log(`test loss      ${loss.dataSync()[0].toFixed(4)}`);
  console.log(`test accuracy  ${accuracy.dataSync()[0].toFixed(4)}`);
}
