import type * as tfjs from '@tensorflow/tfjs';

/** One update of a model on a fixed batch. */
export interface TrainingStep {
  /** Samples the update has seen. */
  readonly batch: number;
  /** One update; the loss, or a sum of losses. */
  run(): number | Promise<number>;
  dispose(): void;
}

type TensorFlow = typeof tfjs;

/**
 * Steps that a learner's first models take:
 *   cnn          conv 32 (3x3) relu - pool - conv 64 (3x3) relu - pool - dense 128 relu - dense 10 softmax, 28 x 28 x 1, batch 128
 *   mlp          784 - 256 - 128 - 10, relu, softmax, batch 128
 *   gan          generator 64 - 128 - 784 (tanh), discriminator 784 - 128 - 1 on logits, leakyReLU, batch 64, one update each
 *   transformer  one block: 4 heads, d_model 64, feed-forward 256, layer normalisation, batch 16, sequence 32
 * All with Adam.
 */
export const trainingSteps: Record<
  'cnn' | 'mlp' | 'gan' | 'transformer',
  (tf: TensorFlow) => TrainingStep
> = {
  cnn: (tf) => classifier(tf, [28, 28, 1], cnnLayers(tf)),
  mlp: (tf) => classifier(tf, [784], mlpLayers(tf)),
  gan: createGan,
  transformer: createTransformer,
};

function cnnLayers({ layers }: TensorFlow): tfjs.layers.Layer[] {
  return [
    layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.flatten(),
    layers.dense({ units: 128, activation: 'relu' }),
    layers.dense({ units: 10, activation: 'softmax' }),
  ];
}

function mlpLayers({ layers }: TensorFlow): tfjs.layers.Layer[] {
  return [
    layers.dense({ inputShape: [784], units: 256, activation: 'relu' }),
    layers.dense({ units: 128, activation: 'relu' }),
    layers.dense({ units: 10, activation: 'softmax' }),
  ];
}

function classifier(tf: TensorFlow, inputShape: number[], layers: tfjs.layers.Layer[]): TrainingStep {
  const batch = 128;
  const model = tf.sequential({ layers });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const x = tf.randomUniform([batch, ...inputShape], 0, 1, 'float32', 7);
  const y = tf.tidy(() => tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(10, 'int32')), 10).toFloat());
  return {
    batch,
    run: async () => Number(await model.trainOnBatch(x, y)),
    dispose() {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}

/** A layer's read() is typed as Tensor and returns its Variable. */
function variablesOf(tf: TensorFlow, layers: readonly { trainableWeights: tfjs.LayerVariable[] }[]) {
  return layers
    .flatMap(({ trainableWeights }) => trainableWeights.map((weight) => weight.read()))
    .filter((value) => value instanceof tf.Variable);
}

function createGan(tf: TensorFlow): TrainingStep {
  const { layers } = tf;
  const batch = 64;
  const generator = tf.sequential({
    layers: [
      layers.dense({ inputShape: [64], units: 128 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.dense({ units: 784, activation: 'tanh' }),
    ],
  });
  const discriminator = tf.sequential({
    layers: [
      layers.dense({ inputShape: [784], units: 128 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  const optimizers = [tf.train.adam(2e-4, 0.5), tf.train.adam(2e-4, 0.5)] as const;
  const real = tf.randomUniform([batch, 784], -1, 1, 'float32', 8);
  const [ones, zeros] = [tf.ones([batch, 1]), tf.zeros([batch, 1])];
  const judge = (images: tfjs.Tensor, label: tfjs.Tensor) =>
    tf.metrics.binaryCrossentropy(label, discriminator.apply(images, { training: true }) as tfjs.Tensor).mean() as tfjs.Scalar;
  return {
    batch,
    run: () =>
      tf.tidy(() => {
        const noise = tf.randomNormal([batch, 64]);
        const generate = () => generator.apply(noise, { training: true }) as tfjs.Tensor;
        const fake = generate();
        const judged = () => tf.add<tfjs.Scalar>(judge(real, ones), judge(fake, zeros));
        const first = optimizers[0].minimize(judged, true, variablesOf(tf, discriminator.layers));
        const fooled = () => judge(generate(), ones);
        const second = optimizers[1].minimize(fooled, true, variablesOf(tf, generator.layers));
        return (first?.dataSync<'float32'>()[0] ?? NaN) + (second?.dataSync<'float32'>()[0] ?? NaN);
      }),
    dispose: () => tf.dispose([generator, discriminator, ...optimizers, real, ones, zeros]),
  };
}

function createTransformer(tf: TensorFlow): TrainingStep {
  const { layers } = tf;
  const [batch, length, width, heads] = [16, 32, 64, 4];
  const dense = (units: number, activation?: 'relu') =>
    layers.dense({ units, ...(activation ? { activation } : {}) });
  const [query, key, value, merge] = [dense(width), dense(width), dense(width), dense(width)];
  const [expand, contract, classify] = [dense(4 * width, 'relu'), dense(width), dense(10)];
  const norms = [layers.layerNormalization(), layers.layerNormalization()] as const;
  const all = [query, key, value, merge, expand, contract, classify, ...norms];
  const call = (layer: tfjs.layers.Layer, x: tfjs.Tensor) => layer.apply(x) as tfjs.Tensor;
  const split = (x: tfjs.Tensor) => x.reshape([batch, length, heads, width / heads]).transpose([0, 2, 1, 3]);
  const attend = (x: tfjs.Tensor) => {
    const [q, k, v] = [split(call(query, x)), split(call(key, x)), split(call(value, x))];
    const scores = tf.softmax(tf.matMul(q, k, false, true).mul(1 / Math.sqrt(width / heads)));
    return call(merge, tf.matMul(scores, v).transpose([0, 2, 1, 3]).reshape([batch, length, width]));
  };
  const x = tf.randomNormal([batch, length, width], 0, 1, 'float32', 9);
  const y = tf.tidy(() => tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(10, 'int32')), 10).toFloat());
  const optimizer = tf.train.adam(1e-3);
  const loss = () => {
    const attended = call(norms[0], tf.add(x, attend(x)));
    const block = call(norms[1], tf.add(attended, call(contract, call(expand, attended))));
    return tf.losses.softmaxCrossEntropy<tfjs.Scalar>(y, call(classify, block.mean(1)));
  };
  tf.tidy(() => loss());
  return {
    batch,
    run: () =>
      tf.tidy(() => optimizer.minimize(loss, true, variablesOf(tf, all))?.dataSync<'float32'>()[0] ?? NaN),
    dispose() {
      for (const layer of all) layer.dispose();
      tf.dispose([x, y]);
      optimizer.dispose();
    },
  };
}
