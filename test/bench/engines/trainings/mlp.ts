import { byFit, type CreateTraining } from './training.ts';

/** 784 – dense 256 – dense 128 – softmax 10; batch 128, Adam. */
export const createMlp: CreateTraining = (tf) => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [784], units: 256, activation: 'relu' }),
      tf.layers.dense({ units: 128, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  return byFit(tf, model, 128, () => ({
    xs: tf.randomUniform([128, 784]),
    ys: tf.oneHot(tf.randomUniform([128], 0, 10, 'int32'), 10).toFloat(),
  }));
};
