/** How a program of these tests begins: data of every kind, and what it says of a trained model. */
export const beginning = `import * as tf from '@tensorflow/tfjs';
import { createHash } from 'node:crypto';
const rows = tf.randomNormal([60, 6]), pictures = tf.randomNormal([60, 6, 6, 1]), steps = tf.randomNormal([60, 5, 3]);
const words = tf.randomUniform([60, 5], 0, 12, 'int32');
const classes = tf.oneHot(tf.randomUniform([60], 0, 3, 'int32'), 3).cast('float32');
const tell = (name: string, model: tf.LayersModel, history?: unknown) => {
  const hash = createHash('sha256');
  for (const weight of model.getWeights()) hash.update(new Uint8Array(weight.dataSync().slice().buffer));
  console.log('fingerprint', name, hash.digest('hex').slice(0, 16), Math.random(), JSON.stringify(history ?? null));
};
`;

export const nets = {
  dense: `[tf.layers.dense({ units: 8, inputShape: [6], activation: 'tanh', kernelConstraint: tf.constraints.maxNorm({ maxValue: 1 }) }), tf.layers.dense({ units: 3, activation: 'softmax' })]`,
  conv: `[tf.layers.conv2d({ inputShape: [6, 6, 1], filters: 4, kernelSize: 3, activation: 'relu' }), tf.layers.batchNormalization(), tf.layers.dropout({ rate: 0.3 }), tf.layers.flatten(), tf.layers.dense({ units: 3, activation: 'softmax' })]`,
  lstm: `[tf.layers.lstm({ inputShape: [5, 3], units: 6 }), tf.layers.dense({ units: 3, activation: 'softmax' })]`,
  embedding: `[tf.layers.embedding({ inputDim: 12, outputDim: 4, inputLength: 5 }), tf.layers.globalAveragePooling1d({}), tf.layers.gaussianNoise({ stddev: 0.1 }), tf.layers.dense({ units: 3, activation: 'softmax' })]`,
} as const;
export type Net = keyof typeof nets;
const dataOf: Record<Net, string> = { dense: 'rows', conv: 'pictures', lstm: 'steps', embedding: 'words' };

export const optimizers = {
  sgd: 'tf.train.sgd(0.1)',
  momentum: 'tf.train.momentum(0.05, 0.9, true)',
  adagrad: 'tf.train.adagrad(0.05)',
  adadelta: 'tf.train.adadelta(0.5)',
  adam: 'tf.train.adam(0.01)',
  adamax: 'tf.train.adamax(0.01, 0.9, 0.999, undefined, 0.01)',
  rmsprop: 'tf.train.rmsprop(0.005, 0.9, 0.5, undefined, true)',
} as const;
export type OptimizerName = keyof typeof optimizers;

export interface Training {
  name: string;
  net: Net;
  optimizer: OptimizerName;
  isShuffled: boolean;
  validates: boolean;
  epochs: number;
}

/**
 * One model that is built, trained and told about. Its callbacks draw random numbers in every place there is.
 *
 * @param befalls code that runs in the middle of the fourth epoch
 */
export function trainingCode(
  { name, net, optimizer, isShuffled, validates, epochs }: Training,
  befalls = '',
): string {
  const args = [
    `epochs: ${epochs}, batchSize: 16, shuffle: ${isShuffled}`,
    ...(validates ? ['validationSplit: 0.2'] : []),
    `callbacks: [new tf.CustomCallback({
      onEpochBegin: (now) => { epoch = now; Math.random(); },
      onBatchBegin: async (batch) => { if (epoch === 3 && batch === 1) { ${befalls} } Math.random(); }, onBatchEnd: () => { Math.random(); },
      onEpochEnd: async () => { tf.randomNormal([3]).dispose(); await new Promise((resolve) => setImmediate(resolve)); Math.random(); },
    }), tf.callbacks.earlyStopping({ monitor: 'loss', patience: 50 })]`,
  ];
  return `{
  let epoch = 0;
  const model = tf.sequential({ name: '${name}', layers: ${nets[net]} });
  model.compile({ optimizer: ${optimizers[optimizer]}, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const history = await model.fit(${dataOf[net]}, classes, { ${args.join(', ')} });
  tell('${name}', model, [history.epoch, history.history]);
}
`;
}
