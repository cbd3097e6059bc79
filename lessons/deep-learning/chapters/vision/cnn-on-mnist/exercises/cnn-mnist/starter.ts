import * as tf from '@tensorflow/tfjs';
import { dataset } from 'deep-learning-lessons';

/**
 * Builds and compiles a network that reads one digit.
 * Input [batch, 28, 28, 1], values 0..1. Output [batch, 10]: one probability per digit.
 */
export function createModel(): tf.LayersModel {
  const model = tf.sequential();

  // TODO 1: this model looks at each pixel by itself. Put two rounds of convolution and pooling in front of
  //         the flatten layer: 32 filters in the first convolution, 64 in the second, each 3×3 with relu.
  //         Only the first layer of a model says its inputShape.
  model.add(tf.layers.flatten({ inputShape: [28, 28, 1] }));

  // TODO 2: add a hidden dense layer (128 units, relu), and dropout after it, before the answer.
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));

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
