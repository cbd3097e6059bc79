import type { Optimizer, Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../../src/worker/engines/tensorFlow.ts';

/** Small trainings that go well, as lessons have them: none of them deserves an alarm. */
export function healthyTrainings(tf: TensorFlow): Record<string, () => Promise<void>> {
  const points = (): [Tensor, Tensor] => {
    const x = tf.randomNormal([192, 6]);
    const classes = x.slice([0, 0], [-1, 2]).sum(1).greater(0).cast('int32');
    return [x, tf.oneHot(classes as never, 2).cast('float32')];
  };
  const mlp = async (
    optimizer: Optimizer,
    activation: 'relu' | 'tanh' | 'sigmoid',
    depth = 2,
  ): Promise<void> => {
    const [x, y] = points();
    const model = tf.sequential();
    for (let layer = 0; layer < depth; layer++)
      model.add(tf.layers.dense({ units: 24, activation, ...(layer === 0 ? { inputShape: [6] } : {}) }));
    model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
    model.compile({ optimizer, loss: 'categoricalCrossentropy' });
    await model.fit(x, y, { epochs: 8, batchSize: 32 });
  };
  const pictures = (): [Tensor, Tensor] => {
    const x = tf.randomUniform([128, 10, 10, 1]);
    const bright = x.slice([0, 0, 0, 0], [-1, 5, -1, -1]).mean([1, 2, 3]).greater(0.5).cast('int32');
    return [x, tf.oneHot(bright as never, 2).cast('float32')];
  };
  const cnn = async (optimizer: Optimizer, withNormalization: boolean): Promise<void> => {
    const [x, y] = pictures();
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [10, 10, 1], filters: 8, kernelSize: 3, activation: 'relu' }),
        ...(withNormalization ? [tf.layers.batchNormalization()] : [tf.layers.maxPooling2d({ poolSize: 2 })]),
        tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
        tf.layers.flatten(),
        tf.layers.dropout({ rate: 0.2 }),
        tf.layers.dense({ units: 2, activation: 'softmax' }),
      ],
    });
    model.compile({ optimizer, loss: 'categoricalCrossentropy' });
    await model.fit(x, y, { epochs: 5, batchSize: 32 });
  };
  const regression = async (scale: number, optimizer: Optimizer, zeros: boolean): Promise<void> => {
    const x = tf.randomNormal([128, 3]);
    const y = x.sum(1, true).mul(scale);
    const kernel = zeros ? { kernelInitializer: 'zeros' as const } : {};
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3], ...kernel })] });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    await model.fit(x, y, { epochs: 20, batchSize: 16 });
  };
  const recurrent = async (kind: 'lstm' | 'gru' | 'simpleRNN'): Promise<void> => {
    const x = tf.randomNormal([96, 10, 2]);
    const y = x.slice([0, 0, 0], [-1, -1, 1]).mean(1).greater(0).cast('float32');
    const model = tf.sequential({
      layers: [
        tf.layers[kind]({ units: 10, inputShape: [10, 2] }),
        tf.layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    });
    model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy' });
    await model.fit(x, y, { epochs: 6, batchSize: 24 });
  };
  const autoencoder = async (): Promise<void> => {
    const x = tf.randomUniform([128, 12]);
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 8, inputShape: [12], activation: 'relu' }),
        tf.layers.dense({ units: 4, activation: 'relu' }),
        tf.layers.dense({ units: 8, activation: 'relu' }),
        tf.layers.dense({ units: 12, activation: 'sigmoid' }),
      ],
    });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    await model.fit(x, x, { epochs: 8, batchSize: 32 });
  };
  const words = async (): Promise<void> => {
    const x = tf.randomUniform([96, 8], 0, 30, 'int32');
    const y = x.less(15).cast('float32').mean(1, true).round();
    const model = tf.sequential({
      layers: [
        tf.layers.embedding({ inputDim: 30, outputDim: 6, inputLength: 8 }),
        tf.layers.globalAveragePooling1d(),
        tf.layers.dense({ units: 8, activation: 'relu' }),
        tf.layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    });
    model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy' });
    await model.fit(x, y, { epochs: 10, batchSize: 32 });
  };
  const byHand = (): Promise<void> => {
    const [x, y] = points();
    const first = tf.variable(tf.randomNormal([6, 12], 0, 0.4));
    const second = tf.variable(tf.randomNormal([12, 2], 0, 0.3));
    const optimizer = tf.train.adam(0.01);
    for (let step = 0; step < 80; step++)
      optimizer.minimize(() =>
        tf.losses.softmaxCrossEntropy(y, x.matMul(first).relu().matMul(second)).asScalar(),
      );
    return Promise.resolve();
  };
  return {
    'mlp, adam 0.001': () => mlp(tf.train.adam(0.001), 'relu'),
    'mlp, adam 0.01': () => mlp(tf.train.adam(0.01), 'relu'),
    'mlp, sgd 0.1': () => mlp(tf.train.sgd(0.1), 'relu'),
    'mlp, sgd 0.01': () => mlp(tf.train.sgd(0.01), 'tanh'),
    'mlp, momentum': () => mlp(tf.train.momentum(0.05, 0.9), 'relu'),
    'mlp, rmsprop': () => mlp(tf.train.rmsprop(0.003), 'tanh'),
    'mlp, adagrad': () => mlp(tf.train.adagrad(0.05), 'relu'),
    'mlp, sigmoid': () => mlp(tf.train.adam(0.01), 'sigmoid'),
    'five layers, relu': () => mlp(tf.train.adam(0.003), 'relu', 5),
    'five layers, tanh': () => mlp(tf.train.adam(0.003), 'tanh', 5),
    'cnn, adam': () => cnn(tf.train.adam(0.003), false),
    'cnn, sgd, normalised': () => cnn(tf.train.sgd(0.05), true),
    'regression from zeros': () => regression(1, tf.train.sgd(0.1), true),
    'regression, targets in the hundreds': () => regression(300, tf.train.sgd(0.05), false),
    'regression, adam': () => regression(2, tf.train.adam(0.05), false),
    lstm: () => recurrent('lstm'),
    gru: () => recurrent('gru'),
    'simple rnn': () => recurrent('simpleRNN'),
    autoencoder,
    'words and a mean': words,
    'by hand': byHand,
  };
}
