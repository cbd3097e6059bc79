import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import * as tfjs from '@tensorflow/tfjs';
import { repairTensorFlow } from '../../../src/worker/repairs/repairTensorFlow.ts';
import { createSeededRandom } from '../kernels/seededRandom.ts';

const tf = { ...tfjs };

before(async () => {
  await tf.setBackend('cpu');
  repairTensorFlow(tf);
});

const dense = (units: number, inputShape?: number[]) =>
  tf.layers.dense({
    units,
    kernelInitializer: tf.initializers.glorotUniform({ seed: units }),
    ...(inputShape ? { inputShape } : {}),
  });
const valuesOf = (model: tfjs.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);
const noise = (shape: number[], seed: number) =>
  tf.tensor(createSeededRandom(seed).values(shape.reduce((a, b) => a * b, 1)), shape);

describe('trainability, fixed when a model is compiled', () => {
  const gan = () => {
    const generator = tf.sequential({ layers: [dense(4, [3]), tf.layers.leakyReLU(), dense(5)] });
    const discriminator = tf.sequential({ layers: [dense(6, [5]), dense(1)] });
    discriminator.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    discriminator.trainable = false;
    const combined = tf.sequential({ layers: [generator, discriminator] });
    combined.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    return { generator, discriminator, combined };
  };

  it('lets a discriminator train that is frozen inside the combined model only', async (context) => {
    const warn = context.mock.method(console, 'warn', () => undefined);
    const { generator, discriminator, combined } = gan();
    const [first, untouched] = [valuesOf(discriminator), valuesOf(generator)];
    await discriminator.trainOnBatch(noise([4, 5], 1), tf.ones([4, 1]));
    const second = valuesOf(discriminator);
    assert.notDeepEqual(second, first);
    assert.deepEqual(valuesOf(generator), untouched);
    await combined.trainOnBatch(noise([4, 3], 2), tf.ones([4, 1]));
    assert.deepEqual(valuesOf(discriminator), second);
    assert.notDeepEqual(valuesOf(generator), untouched);
    await discriminator.trainOnBatch(noise([4, 5], 3), tf.zeros([4, 1]));
    await combined.trainOnBatch(noise([4, 3], 4), tf.ones([4, 1]));
    const texts = warn.mock.calls
      .map((call) => String(call.arguments[0]))
      .filter((text) => text.includes('trainable'));
    assert.equal(texts.length, 1, texts.join('\n'));
    assert.match(
      texts[0]!,
      /sequential.* was compiled before 'trainable' was changed, and trains the 4 weights/,
    );
  });

  it('leaves the flags as the program set them', async (context) => {
    context.mock.method(console, 'warn', () => undefined);
    const { discriminator } = gan();
    await discriminator.fit(noise([4, 5], 1), tf.ones([4, 1]));
    assert.equal(discriminator.trainableWeights.length, 0);
    discriminator.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const frozen = valuesOf(discriminator);
    await assert.rejects(discriminator.trainOnBatch(noise([4, 5], 1), tf.ones([4, 1])));
    assert.deepEqual(valuesOf(discriminator), frozen);
  });

  it('says nothing for a model that was compiled as it is', async () => {
    const warn = mock.method(console, 'warn', () => undefined);
    const model = tf.sequential({ layers: [dense(4, [3]), dense(1)] });
    model.layers[0]!.trainable = false;
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const frozen = [...model.layers[0]!.getWeights()[0]!.dataSync()];
    await model.fit(noise([4, 3], 1), tf.ones([4, 1]), { epochs: 2 });
    assert.deepEqual([...model.layers[0]!.getWeights()[0]!.dataSync()], frozen);
    assert.equal(warn.mock.callCount(), 0);
    warn.mock.restore();
  });
});

describe('constraints', () => {
  it('hold after every update', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [3], units: 4, kernelConstraint: 'nonNeg', biasConstraint: 'nonNeg' }),
        tf.layers.dense({ units: 1, kernelConstraint: tf.constraints.unitNorm({ axis: 0 }) }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(0.5), loss: 'meanSquaredError' });
    const before = tf.memory().numTensors;
    const [x, y] = [noise([6, 3], 5), noise([6, 1], 6)];
    await model.trainOnBatch(x, y);
    assert.equal(tf.memory().numTensors - before, 2, 'an update left tensors behind');
    const [kernel, bias, last] = model.getWeights();
    for (const value of [...kernel!.dataSync(), ...bias!.dataSync()]) assert.ok(value >= 0);
    assert.ok(Math.abs(tf.norm(last!).dataSync()[0]! - 1) < 1e-3);
  });
});

const optimizers: Record<string, () => tfjs.Optimizer> = {
  adam: () => tf.train.adam(0.05),
  adamax: () => tf.train.adamax(0.05),
  adagrad: () => tf.train.adagrad(0.05),
  adadelta: () => tf.train.adadelta(1),
  momentum: () => tf.train.momentum(0.05, 0.9),
  rmsprop: () => tf.train.rmsprop(0.05, 0.9, 0.5),
};

describe('one optimizer for two lists of variables', () => {
  // Adam and Adamax share their count of steps between the lists, as in Keras; the others must be exactly as two optimizers.
  const exact = ['adagrad', 'adadelta', 'momentum', 'rmsprop'];

  for (const [name, create] of Object.entries(optimizers)) {
    it(`keeps the moments of each variable apart: ${name}`, () => {
      const run = (first: tfjs.Optimizer, second: tfjs.Optimizer) => {
        const a = tf.variable(noise([2, 3], 7));
        const b = tf.variable(noise([6], 8));
        for (let round = 0; round < 4; round++) {
          first.minimize(() => a.square().sum<tfjs.Scalar>(), false, [a]);
          second.minimize(() => b.sub(2).square().sum<tfjs.Scalar>(), false, [b]);
        }
        return [...a.dataSync(), ...b.dataSync()];
      };
      const shared = create();
      const together = run(shared, shared);
      for (const value of together) assert.ok(Number.isFinite(value));
      if (exact.includes(name)) assert.deepEqual(together, run(create(), create()));
    });
  }

  it('goes on when a variable of another list was disposed', () => {
    const optimizer = tf.train.adam(0.1);
    const [a, b] = [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.tensor1d([3]))];
    optimizer.minimize(() => a.square().sum(), false, [a]);
    a.dispose();
    optimizer.minimize(() => b.square().sum(), false, [b]);
    assert.ok(b.dataSync()[0]! < 3);
  });

  it('saves and restores its state in the order it always had', async () => {
    const train = (optimizer: tfjs.Optimizer, w: tfjs.Variable, steps: number) => {
      for (let i = 0; i < steps; i++) optimizer.minimize(() => w.square().sum<tfjs.Scalar>(), false, [w]);
    };
    const whole = { w: tf.variable(tf.tensor1d([1, -2])), optimizer: tf.train.adam(0.1) };
    train(whole.optimizer, whole.w, 6);
    const half = { w: tf.variable(tf.tensor1d([1, -2])), optimizer: tf.train.adam(0.1) };
    train(half.optimizer, half.w, 3);
    const rest = { w: tf.variable(half.w), optimizer: tf.train.adam(0.1) };
    await rest.optimizer.setWeights(await half.optimizer.getWeights());
    train(rest.optimizer, rest.w, 3);
    whole.w.dataSync().forEach((value, i) => assert.ok(Math.abs(value - rest.w.dataSync()[i]!) < 1e-5));
  });
});

it('centred RMSProp adds epsilon', () => {
  const w = tf.variable(tf.tensor1d([1]));
  const optimizer = tf.train.rmsprop(0.1, 0.9, 0, 0.01, true);
  optimizer.minimize(() => w.mul(0.3).sum(), false, [w]);
  // mean of squares 0.1 * 0.09, square of the mean 0.03^2
  const expected = 1 - (0.1 * 0.3) / Math.sqrt(0.009 - 0.0009 + 0.01);
  assert.ok(Math.abs(w.dataSync()[0]! - expected) < 1e-6);
  assert.equal((optimizer as unknown as { epsilon: number }).epsilon, 0.01);
});

describe('layers', () => {
  it('keep their names and what is saved of them', () => {
    const saved = JSON.stringify(
      tf
        .sequential({
          name: 'm',
          layers: [
            tf.layers.conv1d({ inputShape: [8, 2], filters: 2, kernelSize: 2, padding: 'causal' }),
            tf.layers.softmax({ axis: 1 }),
          ],
        })
        .toJSON(null, false),
    );
    assert.match(saved, /"padding":"causal"/);
    assert.match(saved, /"axis":1/);
    assert.match(saved, /"class_name":"Softmax"/);
    assert.match(saved, /"name":"softmax_Softmax1"/);
  });

  it('softmax takes the last axis when none is named, and the one that a saved model names', () => {
    const x = noise([2, 3, 4], 9);
    const sums = (layer: tfjs.layers.Layer, axis: number) => [
      ...(layer.apply(x) as tfjs.Tensor).sum(axis).dataSync(),
    ];
    for (const sum of [...sums(tf.layers.softmax(), 2), ...sums(tf.layers.softmax({ axis: 1 }), 1)]) {
      assert.ok(Math.abs(sum - 1) < 1e-6);
    }
    assert.throws(() => tf.softmax(x, 3), /a tensor with 3 dimensions has no axis 3/);
  });

  it('causal conv1d keeps the length, says so beforehand, and sees nothing of the future', () => {
    for (const dataFormat of ['channelsLast', 'channelsFirst'] as const) {
      const isLast = dataFormat === 'channelsLast';
      const layer = tf.layers.conv1d({
        filters: 3,
        kernelSize: 3,
        dilationRate: 2,
        padding: 'causal',
        activation: 'tanh',
        dataFormat,
      });
      const x = noise(isLast ? [1, 7, 2] : [1, 2, 7], 10);
      const y = layer.apply(x) as tfjs.Tensor;
      assert.deepEqual(y.shape, isLast ? [1, 7, 3] : [1, 3, 7]);
      assert.deepEqual(layer.computeOutputShape(x.shape), y.shape);
      const later = isLast
        ? tf.pad(tf.ones([1, 2, 2]), [
            [0, 0],
            [5, 0],
            [0, 0],
          ] as never)
        : tf.pad(tf.ones([1, 2, 2]), [
            [0, 0],
            [0, 0],
            [5, 0],
          ] as never);
      const changed = tf
        .sub(layer.apply(tf.add(x, later)) as tfjs.Tensor, y)
        .abs()
        .max(isLast ? 2 : 1);
      const differences = [...changed.dataSync()];
      assert.deepEqual(differences.slice(0, 5), [0, 0, 0, 0, 0]);
      assert.ok(differences[5]! > 0);
    }
  });
});

it('clipByValue of int32 is right', () => {
  const labels = tf.oneHot(tf.tensor1d([2, 0], 'int32'), 3);
  assert.deepEqual([...tf.clipByValue(labels, 0, 1).dataSync()], [0, 0, 1, 1, 0, 0]);
  assert.deepEqual([...tf.clipByValue(tf.tensor1d([-5, 3, 9], 'int32'), -1.5, 4).dataSync()], [-1, 3, 4]);
  assert.deepEqual([...tf.clipByValue(tf.tensor1d([-5, 3.5, 9]), -1, 4).dataSync()], [-1, 3.5, 4]);
});

it('tensorScatterUpdate leaves its input alone', () => {
  const x = tf.zeros([3]);
  tf.tensorScatterUpdate(x, tf.tensor2d([[1]], [1, 1], 'int32'), tf.ones([1]));
  assert.deepEqual([...x.dataSync()], [0, 0, 0]);
});

it('a loss that depends on weights through a choice alone fails with a reason', () => {
  const w = tf.variable(noise([4, 3], 11));
  const accuracy = () =>
    tf
      .equal(tf.argMax(w, 1), tf.tensor1d([0, 1, 2, 0], 'int32'))
      .cast('float32')
      .mean();
  assert.throws(
    () => tf.train.sgd(0.1).minimize(accuracy as () => tfjs.Scalar, false, [w]),
    /Cannot find a connection/,
  );
});

it('einsum says what is wrong with an equation', () => {
  const x = tf.ones([2, 3]);
  assert.throws(() => tf.einsum('ij,jk->ik', x), /names 2 tensors, but 1 were given/);
  assert.throws(() => tf.einsum('ijk->i', x), /'ijk' does not fit a tensor with 2 dimensions/);
  assert.throws(() => tf.einsum('ij->k', x), /no tensor has the axis 'k'/);
  assert.throws(
    () => tf.einsum('ij,ji->i', x, x),
    /the axis 'j' has 3 elements in one tensor and 2 in another/,
  );
});

it('repairs leave no tensors behind', () => {
  const w = tf.variable(noise([2, 3, 4], 12));
  const loss = () =>
    tf.addN([
      tf.einsum('abc,abd->cd', w, w).mean(),
      tf.softmax(w, 0).mean(),
      tf.cumprod(w, 1).mean(),
      tf.topk(w, 2).values.mean(),
    ]);
  const optimizer = tf.train.sgd(0.1);
  const step = () => optimizer.minimize(loss as () => tfjs.Scalar, false, [w]);
  step();
  const { numTensors } = tf.memory();
  step();
  assert.equal(tf.memory().numTensors, numTensors);
});
