import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

const random = createSeededRandom(61);

interface LayerCase {
  readonly layer: tf.layers.Layer;
  readonly inputShape: number[];
}

const { layers } = tf;
const cases: Record<string, LayerCase> = {
  'dense with relu': { layer: layers.dense({ units: 5, activation: 'relu' }), inputShape: [3, 7] },
  'dense on a sequence, without bias': {
    layer: layers.dense({ units: 6, activation: 'relu', useBias: false }),
    inputShape: [2, 3, 7],
  },
  'dense with tanh': { layer: layers.dense({ units: 9, activation: 'tanh' }), inputShape: [4, 3] },
  'dense with softmax': { layer: layers.dense({ units: 4, activation: 'softmax' }), inputShape: [4, 3] },
  'conv2d with relu': {
    layer: layers.conv2d({ filters: 5, kernelSize: 3, activation: 'relu' }),
    inputShape: [2, 6, 5, 3],
  },
  'conv2d with strides and selu': {
    layer: layers.conv2d({ filters: 3, kernelSize: [2, 3], strides: 2, padding: 'same', activation: 'selu' }),
    inputShape: [2, 7, 6, 1],
  },
  'conv2d of many channels': {
    layer: layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }),
    inputShape: [2, 6, 5, 16],
  },
  'conv2d, channels first': {
    layer: layers.conv2d({ filters: 2, kernelSize: 2, dataFormat: 'channelsFirst', activation: 'relu' }),
    inputShape: [1, 3, 4, 4],
  },
  conv1d: { layer: layers.conv1d({ filters: 4, kernelSize: 3, activation: 'relu' }), inputShape: [2, 8, 3] },
  'layer normalisation': { layer: layers.layerNormalization(), inputShape: [3, 4, 10] },
  'layer normalisation of an odd width': {
    layer: layers.layerNormalization({ epsilon: 1e-5 }),
    inputShape: [5, 7],
  },
  'layer normalisation over two axes': {
    layer: layers.layerNormalization({ axis: [1, 2] }),
    inputShape: [2, 3, 4],
  },
};

/** The layer's output, and the gradients of a weighted sum of it with respect to its input and weights. */
function differentiateLayer(layer: tf.layers.Layer, x: tf.Tensor, dy: tf.Tensor): Float32Array[] {
  return tf.tidy(() => {
    const apply = (input: tf.Tensor) => layer.apply(input, { training: true }) as tf.Tensor;
    apply(x);
    const weights = layer.trainableWeights
      .map((weight) => weight.read())
      .filter((value) => value instanceof tf.Variable);
    const dx = tf.grad((input) => apply(input).mul(dy))(x);
    const results = [apply(x), dx];
    if (weights.length > 0) {
      const { grads } = tf.variableGrads(() => apply(x).mul(dy).sum(), weights);
      results.push(...weights.map(({ name }) => grads[name]!));
    }
    return results.map((tensor) => tensor.dataSync<'float32'>());
  });
}

for (const [name, { layer, inputShape }] of Object.entries(cases)) {
  test(`${name}: output and gradients equal the cpu backend's, nothing leaks`, async () => {
    const make = (shape: readonly (number | null)[]) => {
      const full = shape.map((length) => length ?? 1);
      return tf.tensor(random.values(full.reduce((a, b) => a * b, 1)), full);
    };
    await tf.setBackend('cpu');
    const x = make(inputShape);
    layer.apply(x);
    for (const weight of layer.trainableWeights) weight.write(make(weight.shape));
    const dy = make(layer.computeOutputShape(inputShape) as number[]);
    const expected = differentiateLayer(layer, x, dy);
    await tf.setBackend('wasm');
    differentiateLayer(layer, x, dy);
    const before = tf.memory();
    const actual = differentiateLayer(layer, x, dy);
    assert.deepEqual(tf.memory().numTensors, before.numTensors);
    assert.deepEqual(tf.memory().numDataBuffers, before.numDataBuffers);
    expected.forEach((values, k) => {
      values.forEach((value, i) => {
        const error = Math.abs(actual[k]![i]! - value) / Math.max(1, Math.abs(value));
        assert.ok(error < 2e-5, `result ${k}, element ${i}: ${actual[k]![i]} instead of ${value}`);
      });
    });
  });
}

const hidden: Record<string, () => tf.layers.Layer[]> = {
  relu: () => [layers.dense({ inputShape: [6], units: 8, activation: 'relu' })],
  tanh: () => [layers.dense({ inputShape: [6], units: 8, activation: 'tanh' })],
  'layer normalisation': () => [layers.dense({ inputShape: [6], units: 8 }), layers.layerNormalization()],
};

for (const [name, createHidden] of Object.entries(hidden)) {
  test(`a gradient penalty through ${name} equals the cpu backend's`, async () => {
    const model = tf.sequential({ layers: [...createHidden(), layers.dense({ units: 1 })] });
    for (const weight of model.trainableWeights) {
      const shape = weight.shape.map((length) => length ?? 1);
      weight.write(tf.tensor(random.values(shape.reduce((a, b) => a * b, 1)), shape));
    }
    const x = tf.tensor(random.values(24), [4, 6]);
    const penalty = (): tf.Scalar => {
      const slope = tf.grad((input: tf.Tensor) => model.apply(input, { training: true }) as tf.Tensor)(x);
      return slope.square().sum(1).sqrt().sub(1).square().mean();
    };
    const run = async (backend: string) => {
      await tf.setBackend(backend);
      return tf.tidy(() =>
        Object.values(tf.variableGrads(penalty).grads).map((gradient) => gradient.dataSync<'float32'>()),
      );
    };
    const expected = await run('cpu');
    const actual = await run('wasm');
    assert.equal(actual.length, expected.length);
    expected.forEach((values, k) => {
      values.forEach((value, i) => {
        const error = Math.abs(actual[k]![i]! - value) / Math.max(1, Math.abs(value));
        assert.ok(error < 1e-4, `weight ${k}, element ${i}: ${actual[k]![i]} instead of ${value}`);
      });
    });
  });
}

// tfjs cannot train these on any backend, so that they are compared with the formula.
for (const options of [{ center: false }, { scale: false }, { center: false, scale: false }]) {
  test(`layer normalisation with ${JSON.stringify(options)} is the formula's`, async () => {
    const x = tf.tensor(random.values(30), [5, 6]);
    const dy = tf.tensor(random.values(30), [5, 6]);
    const formula = (input: tf.Tensor) => {
      const { mean, variance } = tf.moments(input, -1, true);
      return input.sub(mean).div(variance.add(1e-3).sqrt());
    };
    await tf.setBackend('cpu');
    const expected = [formula(x), tf.grad(formula)(x, dy)].map((tensor) => tensor.dataSync<'float32'>());
    await tf.setBackend('wasm');
    const layer = layers.layerNormalization(options);
    const actual = differentiateLayer(layer, x, dy);
    expected.forEach((values, k) => {
      values.forEach((value, i) =>
        assert.ok(Math.abs(actual[k]![i]! - value) < 2e-5, `result ${k}, element ${i}`),
      );
    });
  });
}

test('tile and its gradient equal the cpu backend', async () => {
  for (const [shape, reps] of [
    [[5], [3]],
    [
      [3, 4],
      [2, 3],
    ],
    [
      [2, 1, 3],
      [1, 4, 2],
    ],
    [
      [1, 1, 6],
      [3, 2, 1],
    ],
    [
      [4, 3, 1],
      [1, 1, 5],
    ],
    [
      [2, 3, 2, 2],
      [2, 1, 3, 2],
    ],
    [
      [2, 3],
      [1, 1],
    ],
    [
      [2, 3],
      [0, 2],
    ],
  ] as const) {
    const x = tf.tensor(random.values(shape.reduce((a: number, b) => a * b, 1)), [...shape]);
    const size = reps.reduce((a: number, b) => a * b, x.size);
    const dy = tf.tensor(
      random.values(size),
      shape.map((length, axis) => length * reps[axis]!),
    );
    const run = async (backend: string) => {
      await tf.setBackend(backend);
      return tf.tidy(() => {
        const tiled = tf.tile(x, [...reps]);
        const dx = tf.grad((input: tf.Tensor) => tf.tile(input, [...reps]))(x, dy);
        return [tiled.shape, [...tiled.dataSync()], [...dx.dataSync()].map((v) => Math.round(v * 1e5))];
      });
    };
    const expected = await run('cpu');
    assert.deepEqual(await run('wasm'), expected);
  }
});
