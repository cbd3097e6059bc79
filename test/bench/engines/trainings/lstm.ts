import { byFit, type CreateTraining } from './training.ts';

/**
 * Embedding 5000×32 – LSTM 64 – sigmoid 1, over 64 steps; batch 64, Adam. The gates use the sigmoid, as in PyTorch and
 * Keras 3; tfjs's own default is the hard sigmoid of older Keras.
 */
export const createLstm: CreateTraining = (tf) => {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 5000, outputDim: 32, inputLength: 64 }),
      tf.layers.lstm({ units: 64, recurrentActivation: 'sigmoid' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
  return byFit(tf, model, 64, () => ({
    xs: tf.randomUniform([64, 64], 0, 5000, 'int32').toFloat(),
    ys: tf.randomUniform([64, 1], 0, 2, 'int32').toFloat(),
  }));
};
