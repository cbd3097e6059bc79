import * as tf from '@tensorflow/tfjs';
import { labels, setSeededWeights, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { figures, minimize, stack, train } from '../training.ts';

const { layers } = tf;

function classifier(): tf.Sequential {
  const model = stack(
    layers.dense({ inputShape: [4], units: 6, activation: 'relu' }),
    layers.dense({ units: 3, activation: 'softmax' }),
  );
  setSeededWeights(model, 1);
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Every curve of a history, in the order of its names. */
function curves(history: tf.History): number[] {
  const names = Object.keys(history.history).sort();
  return names.flatMap((name) => history.history[name] as number[]);
}

type FitDataset = Parameters<tf.LayersModel['fitDataset']>[0];

/** tfjs-layers has a class of data sets of its own for its typings. */
function asDataset(dataset: unknown): FitDataset {
  return dataset as FitDataset;
}

const loops: SuiteCase[] = [
  {
    name: 'fit with validation, then evaluate and predict',
    run: async () => {
      const model = classifier();
      const [x, y] = [uniform([20, 4], 2), labels(20, 3)];
      const history = await model.fit(x, y, {
        epochs: 3,
        batchSize: 6,
        shuffle: false,
        validationSplit: 0.2,
      });
      const evaluated = (model.evaluate(x, y) as tf.Scalar[]).map((scalar) => scalar.dataSync()[0]!);
      return [...curves(history), ...evaluated, ...(await figures(model.predict(x) as tf.Tensor))];
    },
  },
  {
    name: 'fitDataset with a generator, batches and validation',
    run: async () => {
      const model = classifier();
      const samples = uniform<tf.Rank.R2>([12, 4], 3).arraySync();
      const dataset = tf.data
        .generator<tf.TensorContainer>(function* () {
          for (const [i, sample] of samples.entries()) {
            yield { xs: tf.tensor1d(sample), ys: tf.tensor1d([0, 1, 2].map((k) => (k === i % 3 ? 1 : 0))) };
          }
        })
        .batch(4);
      const validationData = [uniform([6, 4], 4), labels(6, 3)] as [tf.Tensor, tf.Tensor];
      const history = await model.fitDataset(asDataset(dataset), {
        epochs: 2,
        validationData,
      });
      return curves(history);
    },
  },
  {
    name: 'fine-tuning with a frozen layer',
    run: async () => {
      const model = classifier();
      model.layers[0]!.trainable = false;
      model.compile({ optimizer: tf.train.sgd(0.2), loss: 'categoricalCrossentropy' });
      const history = await model.fit(uniform([9, 4], 5), labels(9, 3), {
        epochs: 3,
        shuffle: false,
      });
      return [...curves(history), ...(await figures(model.layers[0]!.getWeights()[0]!))];
    },
  },
];

/** Scales its input by one weight. */
class Scale extends layers.Layer {
  static className = 'SuiteScale';
  private factor: tf.LayerVariable | undefined;

  override build(): void {
    this.factor = this.addWeight('factor', [1], 'float32', tf.initializers.ones());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return tf.mul(x, this.factor!.read());
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }
}
tf.serialization.registerClass(Scale);

const extensions: SuiteCase[] = [
  {
    name: 'a layer of our own',
    run: () =>
      train(
        stack(layers.dense({ inputShape: [4], units: 3 }), new Scale({}), layers.dense({ units: 1 })),
        uniform([6, 4], 6),
        uniform([6, 1], 7),
      ),
  },
  {
    name: 'a loss of our own and a gradient of our own',
    run: () => {
      const weights = tf.variable(uniform<tf.Rank.R2>([4, 2], 8));
      const x = uniform<tf.Rank.R2>([6, 4], 9);
      const softSign = tf.customGrad((value, save) => {
        const input = value as tf.Tensor;
        (save as tf.GradSaveFunc)([input]);
        return {
          value: input.div(input.abs().add(1)),
          gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => dy.div(saved[0]!.abs().add(1).square()),
        };
      });
      return minimize(() => softSign(tf.matMul(x, weights)).sub(0.3).square().mean(), [weights]);
    },
  },
  {
    name: 'save, load and train on',
    run: async () => {
      const model = classifier();
      const [x, y] = [uniform([9, 4], 10), labels(9, 3)];
      const before = [await model.trainOnBatch(x, y)].flat();
      let saved: tf.io.ModelArtifacts | undefined;
      await model.save(
        tf.io.withSaveHandler((artifacts) => {
          saved = artifacts;
          return Promise.resolve({
            modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
          });
        }),
      );
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
      loaded.compile({ optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy' });
      const after = [await loaded.trainOnBatch(x, y)].flat();
      return [...before, ...after, ...(await figures(loaded.predict(x) as tf.Tensor))];
    },
  },
  {
    name: 'higher-order gradients',
    run: async () => {
      const cube = (x: tf.Tensor) => x.pow(3).sum();
      const second = tf.grad((x: tf.Tensor) => tf.grad(cube)(x).sum());
      const third = tf.grad((x: tf.Tensor) => second(x).sum());
      const x = tf.tensor1d([1, -2, 3]);
      return [...(await second(x).data()), ...(await third(x).data())];
    },
  },
  {
    name: 'meta-learning: a step of gradient descent inside the loss',
    run: () => {
      const filter = tf.variable(uniform<tf.Rank.R4>([2, 2, 1, 2], 11));
      const [first, second] = [uniform<tf.Rank.R4>([2, 4, 5, 1], 12), uniform<tf.Rank.R4>([2, 4, 5, 1], 13)];
      const task = (x: tf.Tensor4D, w: tf.Tensor) =>
        tf
          .tanh(tf.conv2d(x, w as tf.Tensor4D, 1, 'same'))
          .sub(0.2)
          .square()
          .mean();
      return minimize(() => {
        const slope = tf.grad((w: tf.Tensor) => task(first, w))(filter);
        return task(second, filter.sub(slope.mul(0.5)));
      }, [filter]);
    },
  },
];

export const programCases: readonly SuiteCase[] = [...loops, ...extensions];
