import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import type { Evaluation } from '../../../src/protocol/run.ts';
import {
  createClassifierEvaluations,
  type ClassifierEvaluations,
} from '../../../src/worker/observe/evaluation/classifierEvaluations.ts';
import { noClass } from '../../../src/worker/observe/evaluation/readAnswers.ts';

/** Time stands still: evaluations cost nothing, so that none is left out, unless a test moves it. */
let clock = 0;
let made: Evaluation[] = [];
let evaluations: ClassifierEvaluations;

before(async () => {
  await tf.setBackend('cpu');
  evaluations = createClassifierEvaluations({
    tf,
    onEvaluation: (evaluation) => made.push(evaluation),
    classNames: (count) => Array.from({ length: count }, (_, index) => String(index)),
    now: () => clock,
  });
});
beforeEach(() => {
  made = [];
  clock = 0;
});

interface Task {
  model: tf.LayersModel;
  xs: tf.Tensor;
  ys: tf.Tensor;
}

interface TaskOptions {
  classes?: number;
  samples?: number;
  loss?: string | ((target: tf.Tensor, output: tf.Tensor) => tf.Tensor);
  activation?: 'softmax' | 'sigmoid' | 'linear';
  units?: number;
  sparse?: boolean;
}

/** Points in the plane, in as many classes as their angle says; seeded. */
function task({
  classes = 3,
  samples = 60,
  loss = 'categoricalCrossentropy',
  activation = 'softmax',
  units = classes,
  sparse = false,
}: TaskOptions = {}): Task {
  const xs = tf.randomNormal([samples, 2], 0, 1, 'float32', 5);
  const labels = tf.tidy(() => {
    const [x, y] = tf.split(xs, 2, 1) as [tf.Tensor, tf.Tensor];
    const turn = tf
      .atan2(y, x)
      .add(Math.PI)
      .div(2 * Math.PI)
      .mul(classes)
      .floor();
    return turn
      .clipByValue(0, classes - 1)
      .reshape([samples])
      .cast('int32');
  });
  const ys = tf.tidy(() =>
    sparse || units === 1
      ? labels.reshape([samples, 1]).cast('float32')
      : tf.oneHot(labels, classes).cast('float32'),
  );
  labels.dispose();
  const model = tf.sequential({
    name: 'net',
    layers: [
      tf.layers.dense({
        units: 8,
        inputShape: [2],
        activation: 'tanh',
        kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }),
      }),
      tf.layers.dense({
        units,
        activation,
        kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }),
      }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.05), loss, metrics: ['accuracy'] });
  return { model: (model as unknown as { model: tf.LayersModel }).model, xs, ys };
}

/** fit() as the worker observes it: the watcher is told, and training goes on. */
async function fit(
  { model, xs, ys }: Task,
  args: tf.ModelFitArgs,
  afterEpoch: (epoch: number) => void = () => undefined,
): Promise<tf.History> {
  const { watcher } = evaluations;
  const from = Math.floor((xs.shape[0] ?? 0) * (1 - (args.validationSplit ?? 0)));
  const heldOut = args.validationData
    ? { x: args.validationData[0], y: args.validationData[1] }
    : { x: xs, y: ys, from };
  const facts = { model, heldOut, epochs: args.epochs ?? 1 };
  const at = (epoch: number) => ({ elapsedMs: epoch, epoch, updates: epoch * 10 });
  let done = 0;
  watcher.fitBegins?.(facts, at(0));
  const history = await model.fit(xs, ys, {
    ...args,
    callbacks: {
      onEpochEnd: async (_, logs = {}) => {
        done += 1;
        await watcher.epochEnds?.(facts, logs, at(done));
        afterEpoch(done);
      },
    },
  });
  await watcher.fitEnds?.(facts, at(done));
  return history;
}

const sumOfRow = (scores: Float32Array, row: number, width: number): number =>
  scores.subarray(row * width, (row + 1) * width).reduce((sum, value) => sum + value, 0);

describe('evaluations during fit()', () => {
  it('gives one an epoch, whose accuracy and loss are those of the validation curve', async () => {
    const history = await fit(task(), { epochs: 4, validationSplit: 0.5 });
    assert.equal(made.length, 4);
    for (const [index, evaluation] of made.entries()) {
      assert.ok(Math.abs(evaluation.accuracy - Number(history.history['val_acc']?.[index])) < 1e-6);
      assert.ok(Math.abs((evaluation.loss ?? NaN) - Number(history.history['val_loss']?.[index])) < 1e-6);
      assert.deepEqual(evaluation.at, { elapsedMs: index + 1, epoch: index + 1, updates: (index + 1) * 10 });
      assert.equal(evaluation.truth.length, 30);
      assert.equal(evaluation.split, 'validation');
      for (let row = 0; row < 30; row++) {
        assert.ok(Math.abs(sumOfRow(evaluation.scores ?? new Float32Array(), row, 3) - 1) < 1e-5);
        const own = evaluation.scores?.[row * 3 + (evaluation.predicted[row] ?? 0)];
        assert.equal(evaluation.confidence[row], own);
      }
    }
    assert.notDeepEqual(made[0]?.scores, made[3]?.scores);
  });

  it('equals what predict() says of the held-out samples after training', async () => {
    const one = task();
    await fit(one, { epochs: 2, validationSplit: 0.3, batchSize: 7 });
    const predicted = tf.tidy(() =>
      (one.model.predict(one.xs.slice(42)) as tf.Tensor).dataSync<'float32'>().slice(),
    );
    const scores = made.at(-1)?.scores ?? new Float32Array();
    assert.equal(scores.length, predicted.length);
    scores.forEach((value, index) => assert.ok(Math.abs(value - (predicted[index] ?? 0)) < 1e-6));
  });

  it('leaves no tensor behind', async () => {
    const one = task();
    const held = task({ samples: 40 });
    await fit(one, { epochs: 1, validationData: [held.xs, held.ys] });
    const before = tf.memory().numTensors;
    await fit(one, { epochs: 3, validationData: [held.xs, held.ys] });
    // The optimizer had made its own in the first call.
    assert.equal(tf.memory().numTensors, before);
  });

  it('sparse labels, a list of outputs, and validation data as they are', async () => {
    await fit(task({ sparse: true, loss: 'sparseCategoricalCrossentropy' }), {
      epochs: 1,
      validationSplit: 0.5,
    });
    assert.deepEqual([...new Set(made[0]?.truth)].sort(), [0, 1, 2]);
  });

  it('binary models: one sigmoid unit gives probabilities of both classes', async () => {
    await fit(task({ classes: 2, units: 1, activation: 'sigmoid', loss: 'binaryCrossentropy' }), {
      epochs: 1,
      validationSplit: 0.5,
    });
    assert.equal(made[0]?.classCount, 2);
    assert.equal(made[0]?.scores?.length, 60);
    assert.ok(Math.abs(sumOfRow(made[0]?.scores ?? new Float32Array(), 7, 2) - 1) < 1e-6);
  });

  it('a sigmoid trained with a squared error on zeros and ones is a classifier too', async () => {
    await fit(task({ classes: 2, units: 1, activation: 'sigmoid', loss: 'meanSquaredError' }), {
      epochs: 1,
      validationSplit: 0.5,
    });
    assert.equal(made.length, 1);
  });

  it('turns logits into probabilities, and says none where the outputs cannot be', async () => {
    await fit(task({ activation: 'linear', loss: tf.losses.softmaxCrossEntropy as never }), {
      epochs: 2,
      validationSplit: 0.5,
    });
    const scores = made[1]?.scores ?? new Float32Array();
    for (let row = 0; row < 30; row++) assert.ok(Math.abs(sumOfRow(scores, row, 3) - 1) < 1e-5);
    made = [];
    await fit(task({ activation: 'linear' }), { epochs: 1, validationSplit: 0.5 });
    assert.equal(made[0]?.scores, undefined);
    assert.ok(Number.isNaN(made[0]?.confidence[0]));
  });

  it('an autoencoder with a cross-entropy is no classifier, nor is a regression', async () => {
    const one = task({ classes: 2, activation: 'sigmoid', loss: 'binaryCrossentropy' });
    const ys = tf.randomUniform([60, 2], 0.2, 0.9, 'float32', 1);
    await fit({ ...one, ys }, { epochs: 2, validationSplit: 0.5 });
    await fit(task({ units: 1, activation: 'linear', loss: 'meanSquaredError' }), {
      epochs: 1,
      validationSplit: 0.5,
    });
    assert.equal(made.length, 0);
  });

  it('labels that are no class are marked, not moved to another', async () => {
    const one = task({ sparse: true, loss: 'sparseCategoricalCrossentropy', activation: 'softmax' });
    const ys = tf.tidy(() => {
      const labels = one.ys.dataSync<'float32'>().slice();
      labels[58] = 9;
      labels[59] = -1;
      return tf.tensor2d(labels, [60, 1], 'float32');
    });
    await fit({ ...one, ys }, { epochs: 1, validationSplit: 0.5 });
    // tfjs itself makes zeros of such labels in its one-hot rows; the evaluation is about the labels.
    assert.deepEqual([...(made[0]?.truth.slice(-2) ?? [])], [noClass, noClass]);
  });

  it('leaves epochs out when they cost too much, never the first and the last', async () => {
    const slow = { ...task(), samples: 60 };
    await fit(slow, { epochs: 12, validationSplit: 0.5 }, () => {
      // Reading takes no time by this clock; moving it back makes every later one too dear.
      clock -= 1000;
    });
    assert.deepEqual(
      made.map(({ at }) => at?.epoch),
      [1, 12],
    );
  });

  it('at most about two hundred a fit', async () => {
    await fit(task({ samples: 8 }), { epochs: 450, validationSplit: 0.5 });
    assert.ok(made.length > 140 && made.length <= 201, `${made.length}`);
    assert.equal(made.at(-1)?.at?.epoch, 450);
  });

  it('a fit that stops before its plan is tested once more on its last weights', async () => {
    const one = task();
    await fit(one, { epochs: 50, validationSplit: 0.5 }, (epoch) => {
      clock = epoch === 1 ? -1e6 : clock;
      if (epoch === 3) one.model.stopTraining = true;
    });
    assert.deepEqual(
      made.map(({ at }) => at?.epoch),
      [1, 3],
    );
  });
});

describe('pictures and their samples', () => {
  const pictured = (): Task => {
    const xs = tf.randomUniform([20, 4, 4, 1], 0, 1, 'float32', 2);
    const ys = tf.tidy(() =>
      tf
        .oneHot(
          tf.tensor1d(
            Array.from({ length: 20 }, (_, index) => index % 2),
            'int32',
          ),
          2,
        )
        .cast('float32'),
    );
    const model = tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape: [4, 4, 1] }),
        tf.layers.dense({ units: 2, activation: 'softmax' }),
      ],
    });
    model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    return { model: (model as unknown as { model: tf.LayersModel }).model, xs, ys };
  };

  it('come with the first evaluation of the same samples only', async () => {
    const one = pictured();
    await fit(one, { epochs: 2, validationSplit: 0.25 });
    await fit(one, { epochs: 1, validationSplit: 0.25 });
    await fit(one, { epochs: 1, validationSplit: 0.5 });
    assert.deepEqual(
      made.map(({ pictures }) => pictures?.count),
      [5, undefined, undefined, 10],
    );
    const [first, second, third, fourth] = made.map(({ heldOut }) => heldOut);
    assert.equal(first, second);
    assert.equal(first, third);
    assert.notEqual(first, fourth);
    const expected = tf.tidy(() => one.xs.slice(15).mul(255).round().dataSync().slice());
    assert.deepEqual([...(made[0]?.pictures?.bytes ?? [])], [...expected]);
  });

  it('evaluate() and evaluateDataset() of the program give the test split', async () => {
    const { model, xs, ys } = pictured();
    const at = { elapsedMs: 1 };
    const figures = evaluations.during(model, { x: xs, y: ys }, at, () => model.evaluate(xs, ys));
    const data = tf.data
      .zip({ xs: tf.data.array(tf.unstack(xs)), ys: tf.data.array(tf.unstack(ys)) })
      .batch(6);
    const tensorsAfter = async (test: () => Promise<unknown>): Promise<number> => {
      const before = tf.memory().numTensors;
      tf.dispose((await test()) as tf.Scalar);
      return tf.memory().numTensors - before;
    };
    const unobserved = await tensorsAfter(() => model.evaluateDataset(data as never, {}));
    for (let turn = 0; turn < 2; turn++) {
      const more = await tensorsAfter(() =>
        evaluations.duringDataset(model, data, at, () => model.evaluateDataset(data as never, {})),
      );
      assert.equal(more, unobserved);
    }
    assert.deepEqual(
      made.map(({ split, truth, pictures }) => [split, truth.length, pictures?.count]),
      [
        ['test', 20, 20],
        ['test', 20, 20],
        ['test', 20, undefined],
      ],
    );
    assert.deepEqual(made[1]?.scores, made[2]?.scores);
    assert.deepEqual(made[1]?.pictures?.bytes, made[0]?.pictures?.bytes);
    assert.equal(made[1]?.heldOut, made[2]?.heldOut);
    tf.dispose(figures);
  });
});

describe('several outputs', () => {
  it('gives an evaluation for each that is a classifier, by its name', () => {
    const input = tf.input({ shape: [2] });
    const hidden = tf.layers.dense({ units: 4, activation: 'relu' }).apply(input);
    const outputs = [
      tf.layers.dense({ units: 3, activation: 'softmax', name: 'kind' }).apply(hidden),
      tf.layers.dense({ units: 1, name: 'size' }).apply(hidden),
      tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'alive' }).apply(hidden),
    ] as tf.SymbolicTensor[];
    const model = tf.model({ inputs: input, outputs });
    model.compile({
      optimizer: 'sgd',
      loss: { kind: 'categoricalCrossentropy', size: 'meanSquaredError', alive: 'binaryCrossentropy' },
    });
    const xs = tf.randomNormal([12, 2]);
    const kinds = tf.tidy(() => tf.oneHot(tf.zeros<tf.Rank.R1>([12], 'int32'), 3).cast('float32'));
    const ys = [kinds, tf.randomNormal([12, 1]), tf.ones([12, 1])];
    evaluations.during(model, { x: xs, y: ys }, { elapsedMs: 0 }, () => model.evaluate(xs, ys as never));
    assert.deepEqual(
      made.map(({ output, classCount, truth }) => [output, classCount, truth[0]]),
      [
        ['kind', 3, 0],
        ['alive', 2, 1],
      ],
    );
  });
});
