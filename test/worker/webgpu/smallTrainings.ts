import type * as tfjs from '@tensorflow/tfjs';
import { createModels } from '../kernels/models.ts';
import { createSeededRandom } from '../kernels/seededRandom.ts';

type Layer = tfjs.layers.Layer;

const steps = 3;

/**
 * Seeded trainings of a few updates each, one for each family of layers and kind of loop. This file is bundled into no
 * test: the worker loads it as a learner's module, on whichever engine runs.
 *
 * @returns for each name a function that trains and returns the losses
 */
export function createTrainings(tf: typeof tfjs): Record<string, () => Promise<number[]>> {
  const { layers } = tf;
  const weights = (seed: number) => tf.initializers.glorotUniform({ seed });
  const uniform = (shape: number[], seed: number): tfjs.Tensor =>
    tf.tensor(createSeededRandom(seed).values(shape.reduce((a, b) => a * b)), shape);
  const oneHot = (batch: number, classes: number): tfjs.Tensor =>
    tf.oneHot(
      Array.from({ length: batch }, (_, index) => (index * 7 + 3) % classes),
      classes,
    );

  async function train(
    model: tfjs.Sequential,
    x: tfjs.Tensor,
    y: tfjs.Tensor,
    loss: string,
  ): Promise<number[]> {
    model.compile({ optimizer: tf.train.adam(0.01), loss });
    return update(model, x, y);
  }
  async function update(model: tfjs.LayersModel, x: tfjs.Tensor, y: tfjs.Tensor): Promise<number[]> {
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) losses.push(Number(await model.trainOnBatch(x, y)));
    return losses;
  }
  const classify = (stack: Layer[], x: tfjs.Tensor, classes: number): Promise<number[]> => {
    const head = layers.dense({ units: classes, activation: 'softmax', kernelInitializer: weights(90) });
    const y = oneHot(x.shape[0] ?? 0, classes);
    return train(tf.sequential({ layers: [...stack, head] }), x, y, 'categoricalCrossentropy');
  };
  const regress = (stack: Layer[], x: tfjs.Tensor, y: tfjs.Tensor): Promise<number[]> =>
    train(tf.sequential({ layers: stack }), x, y, 'meanSquaredError');
  const recurrent = { kernelInitializer: weights(1), recurrentInitializer: weights(2) };
  const words = (batch: number, length: number, dtype: 'int32' | 'float32'): tfjs.Tensor =>
    tf.tensor(
      Array.from({ length: batch * length }, (_, index) => (index * 13) % 30),
      [batch, length],
      dtype,
    );

  const fromModels = Object.fromEntries(
    Object.entries(createModels(tf)).map(([name, create]) => [
      name,
      () => {
        const { model, x, y } = create();
        return update(model, x, y);
      },
    ]),
  );
  return {
    ...fromModels,
    dropout: () =>
      classify(
        [
          layers.dense({ inputShape: [9], units: 12, activation: 'relu', kernelInitializer: weights(1) }),
          layers.dropout({ rate: 0.3, seed: 3 }),
        ],
        uniform([10, 9], 2),
        3,
      ),
    autoencoder: () => {
      const x = tf.sigmoid(uniform([12, 20], 3));
      return train(
        tf.sequential({
          layers: [
            layers.dense({ inputShape: [20], units: 6, activation: 'tanh', kernelInitializer: weights(1) }),
            layers.dense({ units: 20, activation: 'sigmoid', kernelInitializer: weights(2) }),
          ],
        }),
        x,
        x,
        'binaryCrossentropy',
      );
    },
    upsampling: () => {
      const x = uniform([3, 8, 8, 1], 4);
      return regress(
        [
          layers.conv2d({
            inputShape: [8, 8, 1],
            filters: 4,
            kernelSize: 3,
            padding: 'same',
            activation: 'elu',
            kernelInitializer: weights(1),
          }),
          layers.maxPooling2d({ poolSize: 2 }),
          layers.upSampling2d({ size: [2, 2] }),
          layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', kernelInitializer: weights(2) }),
        ],
        x,
        x,
      );
    },
    conv1d: () =>
      classify(
        [
          layers.conv1d({ inputShape: [12, 3], filters: 5, kernelSize: 3, kernelInitializer: weights(1) }),
          layers.globalMaxPooling1d(),
        ],
        uniform([6, 12, 3], 5),
        3,
      ),
    'embedding of integers': () =>
      classify(
        [
          layers.embedding({ inputDim: 30, outputDim: 5, inputLength: 6, embeddingsInitializer: weights(1) }),
          layers.flatten(),
        ],
        words(8, 6, 'int32'),
        3,
      ),
    'masked embedding': () =>
      classify(
        [
          layers.embedding({
            inputDim: 30,
            outputDim: 5,
            inputLength: 6,
            maskZero: true,
            embeddingsInitializer: weights(1),
          }),
          layers.lstm({ units: 5, ...recurrent }),
        ],
        words(8, 6, 'float32'),
        3,
      ),
    gru: () =>
      regress(
        [
          layers.gru({ inputShape: [7, 4], units: 6, ...recurrent }),
          layers.dense({ units: 1, kernelInitializer: weights(3) }),
        ],
        uniform([6, 7, 4], 6),
        uniform([6, 1], 7),
      ),
    'time distributed': () =>
      regress(
        [
          layers.simpleRNN({ inputShape: [7, 4], units: 6, returnSequences: true, ...recurrent }),
          layers.timeDistributed({ layer: layers.dense({ units: 2, kernelInitializer: weights(3) }) }),
        ],
        uniform([6, 7, 4], 8),
        uniform([6, 7, 2], 9),
      ),
    bidirectional: () =>
      classify(
        [
          layers.bidirectional({
            inputShape: [6, 4],
            layer: layers.lstm({ units: 5, ...recurrent }),
            mergeMode: 'concat',
          }),
        ],
        uniform([6, 6, 4], 10),
        3,
      ),
    'layer normalisation': () =>
      classify(
        [
          layers.dense({ inputShape: [4, 8], units: 8, kernelInitializer: weights(1) }),
          layers.layerNormalization(),
          layers.flatten(),
        ],
        uniform([5, 4, 8], 11),
        3,
      ),
    'fit with a dataset': async () => {
      const model = tf.sequential({
        layers: [layers.dense({ inputShape: [3], units: 1, kernelInitializer: weights(1) })],
      });
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      const xs = tf.data.array(Array.from({ length: 24 }, (_, index) => [index % 3, index % 5, 1]));
      const ys = tf.data.array(Array.from({ length: 24 }, (_, index) => [(index % 3) - (index % 5)]));
      // layers and data each declare a Dataset of their own.
      const dataset: unknown = tf.data.zip({ xs, ys }).batch(8);
      const { history } = await model.fitDataset(dataset as Parameters<typeof model.fitDataset>[0], {
        epochs: steps,
      });
      return (history['loss'] ?? []).map(Number);
    },
    attention: () => Promise.resolve(trainAttention(tf, uniform)),
  };
}

/** One block of self-attention with learned embeddings, written by hand. */
function trainAttention(tf: typeof tfjs, uniform: (shape: number[], seed: number) => tfjs.Tensor): number[] {
  const [vocabulary, width, heads, length, batch] = [12, 8, 2, 5, 3];
  const variable = (shape: number[], seed: number) => tf.variable(uniform(shape, seed).mul(0.3));
  const embedding = variable([vocabulary, width], 1);
  const [query, key, value, output] = [2, 3, 4, 5].map((seed) => variable([width, width], seed));
  const project = variable([width, vocabulary], 6);
  const tokens = tf.tensor1d(
    Array.from({ length: batch * length }, (_, index) => (index * 7) % vocabulary),
    'int32',
  );
  const split = (x: tfjs.Tensor, by: tfjs.Variable) =>
    tf.transpose(tf.matMul(x, by).reshape([batch, length, heads, width / heads]), [0, 2, 1, 3]);
  const mask = tf.linalg
    .bandPart(tf.ones([length, length]), -1, 0)
    .sub(1)
    .mul(1e9);
  const lossOf = (): tfjs.Scalar => {
    const x = tf.gather(embedding, tokens);
    const scores = tf.matMul(split(x, query!), split(x, key!), false, true).div(Math.sqrt(width / heads));
    const mixed = tf.matMul(tf.softmax(scores.add(mask)), split(x, value!));
    const joined = tf.transpose(mixed, [0, 2, 1, 3]).reshape([batch * length, width]);
    const hidden = x.add(tf.matMul(joined, output!));
    return tf.losses.softmaxCrossEntropy(tf.oneHot(tokens, vocabulary), tf.matMul(hidden, project));
  };
  const optimizer = tf.train.adam(0.02);
  return Array.from({ length: steps }, () => {
    const loss = optimizer.minimize(lossOf, true);
    return loss?.dataSync()[0] ?? NaN;
  });
}
