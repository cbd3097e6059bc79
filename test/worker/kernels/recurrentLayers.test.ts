import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { countHeapBytes } from './heapBytes.ts';
import { countRecurrentKernels } from './recurrentRuns.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

const layers = tf.RNN.prototype as unknown as { call: unknown };
const published = layers.call;
let fused: unknown;
let runs: ReturnType<typeof countRecurrentKernels>;

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
  fused = layers.call;
});
beforeEach(() => {
  runs = countRecurrentKernels(tf);
});
afterEach(() => {
  runs.stop();
});

const random = createSeededRandom(5);
const uniform = (shape: number[]) => tf.tensor(random.values(tf.util.sizeFromShape(shape)), shape);

/** What `compute` gives with the published layers and with ours; `kernels` of ours must have run forward. */
function compare(compute: () => tf.Tensor[], kernels: number, tolerance = 1e-5): void {
  const already = runs.forward();
  layers.call = published;
  const expected = tf.tidy(() => compute().map((tensor) => Array.from(tensor.dataSync())));
  assert.equal(runs.forward(), already);
  layers.call = fused;
  const actual = tf.tidy(() => compute().map((tensor) => Array.from(tensor.dataSync())));
  assert.equal(runs.forward() - already, kernels);
  assert.equal(actual.length, expected.length);
  for (const [k, values] of expected.entries()) {
    assert.equal(actual[k]!.length, values.length);
    for (const [i, value] of values.entries()) {
      const error = Math.abs(actual[k]![i]! - value);
      assert.ok(
        error <= tolerance * Math.max(1, Math.abs(value)),
        `${k}, ${i}: ${actual[k]![i]} for ${value}`,
      );
    }
  }
}

function seeded(seed: number) {
  return {
    kernelInitializer: tf.initializers.glorotUniform({ seed }),
    recurrentInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
  };
}

test('returnState gives the output, then h, then c; gradients flow through all of them', () => {
  for (const returnSequences of [false, true]) {
    const x = uniform([2, 5, 3]);
    const layer = tf.layers.lstm({ units: 4, returnSequences, returnState: true, ...seeded(1) });
    const apply = (from: tf.Tensor) => layer.apply(from) as tf.Tensor[];
    apply(x);
    compare(() => {
      const loss = (from: tf.Tensor) =>
        tf.tidy(() =>
          tf.addN(
            apply(from).map((tensor, i) =>
              tensor
                .square()
                .sum()
                .mul(i + 1),
            ),
          ),
        ) as tf.Scalar;
      return [...apply(x), tf.grad(loss)(x)];
    }, 2);
  }
});

test('tf.layers.rnn of published cells, also stacked, runs one kernel a cell', () => {
  const cells = () => [
    tf.layers.lstmCell({ units: 4, ...seeded(1) }),
    tf.layers.gruCell({ units: 3, ...seeded(3) }),
    tf.layers.simpleRNNCell({ units: 5, ...seeded(5) }),
  ];
  const layer = tf.layers.rnn({ cell: cells(), returnSequences: true, returnState: true, goBackwards: true });
  const x = uniform([2, 6, 3]);
  const states = [5, 3, 4, 4].map((units) => uniform([2, units]));
  layer.apply(x);
  compare(() => {
    const apply = (from: tf.Tensor) => layer.apply(from, { initialState: states }) as tf.Tensor[];
    const gradient = tf.grad((from) => tf.addN(apply(from).map((tensor) => tensor.square().sum())))(x);
    return [...(layer.apply(x) as tf.Tensor[]), ...apply(x), gradient];
  }, 9);
});

/** Layers or calls that need the published code, each as a function of x [2, 4, 3]. */
const unfused: Record<string, () => (x: tf.Tensor) => tf.Tensor> = {
  'dropout in training': () => {
    const layer = tf.layers.lstm({ units: 3, dropout: 0.5 });
    return (x) => layer.apply(x, { training: true }) as tf.Tensor;
  },
  'recurrent dropout in training': () => {
    const layer = tf.layers.gru({ units: 3, recurrentDropout: 0.5 });
    return (x) => layer.apply(x, { training: true }) as tf.Tensor;
  },
  'a mask': () => {
    const layer = tf.layers.simpleRNN({ units: 3 });
    return (x) => layer.apply(x, { mask: tf.tensor2d([1, 1, 0, 0, 1, 1, 1, 0], [2, 4]) }) as tf.Tensor;
  },
  'an activation without a kernel': () => {
    const layer = tf.layers.lstm({ units: 3, activation: 'softplus' });
    return (x) => layer.apply(x) as tf.Tensor;
  },
  'a cell with a step of its own': () => {
    const cell = tf.layers.simpleRNNCell({ units: 3 });
    const step = cell.call.bind(cell);
    cell.call = (inputs, kwargs) => {
      const [h] = step(inputs, kwargs) as tf.Tensor[];
      return [h!.neg(), h!.neg()];
    };
    const layer = tf.layers.rnn({ cell });
    return (x) => layer.apply(x) as tf.Tensor;
  },
};

for (const [name, create] of Object.entries(unfused)) {
  test(`${name} runs the published code`, () => {
    tf.tidy(() => {
      const apply = create();
      const x = uniform([2, 4, 3]);
      const gradient = tf.grad((from) => apply(from).square().sum())(x);
      assert.ok(gradient.abs().sum().dataSync()[0]! > 0);
      assert.equal(runs.forward() + runs.backward(), 0);
    });
  });
}

test('dropout is no reason outside training, nor is a rate that drops nothing', () => {
  const x = uniform([2, 4, 3]);
  const layer = tf.layers.lstm({ units: 3, dropout: 0.5, recurrentDropout: 0.2 });
  tf.tidy(() => void layer.apply(x));
  assert.equal(runs.forward(), 1);
  const all = tf.layers.gru({ units: 3, dropout: 1 });
  tf.tidy(() => void all.apply(x, { training: true }));
  assert.equal(runs.forward(), 2);
});

test('a gradient of a gradient, as in a gradient penalty, is the published one', () => {
  const layer = tf.layers.lstm({ units: 3, recurrentActivation: 'sigmoid', ...seeded(1) });
  const x = uniform([2, 3, 2]);
  layer.apply(x);
  compare(() => {
    const penalty = () => {
      const score = (from: tf.Tensor) => (layer.apply(from) as tf.Tensor).sum();
      return tf.grad(score)(x).square().sum().sub(1).square() as tf.Scalar;
    };
    const weights = layer.trainableWeights.map((weight) => weight.read());
    const variables = weights.filter((weight) => weight instanceof tf.Variable);
    const { value, grads } = tf.variableGrads(penalty, variables);
    return [value, ...Object.values(grads)];
  }, 0);
});

test('the learner reads the shapes of tfjs when an input does not fit', () => {
  const layer = tf.layers.lstm({ units: 3 });
  layer.apply(uniform([2, 4, 3]));
  assert.throws(() => layer.apply(uniform([2, 4, 5])), /expected axis -1|dim=5|incompatible|Input 0/);
  const wrongState = () => layer.apply(uniform([2, 4, 3]), { initialState: [uniform([2, 3])] });
  assert.throws(wrongState, /2 state\(s\)/);
});

test('weights, saving and loading are untouched: a loaded model predicts the same', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.gru({ inputShape: [4, 3], units: 5, returnSequences: true }),
      tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 2 }) }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    }),
  );
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
  const x = uniform([2, 4, 3]);
  assert.deepEqual((loaded.predict(x) as tf.Tensor).dataSync(), (model.predict(x) as tf.Tensor).dataSync());
  assert.equal(runs.forward(), 6);
});

test('model.fit trains through the kernels', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 12, outputDim: 4, inputLength: 6 }),
      tf.layers.lstm({ units: 8 }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.05), loss: 'binaryCrossentropy' });
  // Is the first word one of the second half of the vocabulary? The LSTM has to remember it to the end.
  const words = Array.from({ length: 64 }, () => Array.from({ length: 6 }, () => random.integer(0, 11)));
  const labels = words.map(([first]) => [first! > 5 ? 1 : 0]);
  const [x, y] = [tf.tensor2d(words), tf.tensor2d(labels)];
  const { history } = await model.fit(x, y, { epochs: 30, batchSize: 16, shuffle: false });
  assert.equal(runs.backward(), 30 * 4);
  assert.ok(Number(history['loss']!.at(-1)) < 0.1);
});

for (const kind of ['lstm', 'gru', 'simpleRNN'] as const) {
  test(`training and predicting with a stateful and a plain ${kind} leave tensors and heap as they were`, async () => {
    const heap = countHeapBytes(tf);
    const model = tf.sequential({
      layers: [
        tf.layers[kind]({ batchInputShape: [4, 5, 3], units: 6, stateful: true, returnSequences: true }),
        tf.layers[kind]({ units: 3, goBackwards: true }),
        tf.layers.dense({ units: 1 }),
      ],
    });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const [x, y] = [uniform([4, 5, 3]), uniform([4, 1])];
    const step = async () => {
      await model.trainOnBatch(x, y);
      tf.dispose(model.predict(x, { batchSize: 4 }));
      // tfjs keeps the states of each training batch until then.
      model.resetStates();
    };
    await step();
    await step();
    const [{ numTensors, numDataBuffers }, bytes] = [tf.memory(), heap.bytes()];
    for (let i = 0; i < 20; i++) await step();
    assert.ok(runs.backward() >= 40);
    assert.deepEqual(
      [tf.memory().numTensors, tf.memory().numDataBuffers, heap.bytes()],
      [numTensors, numDataBuffers, bytes],
    );
    heap.stop();
  });
}

test('disposing of the kernels puts the layers back as they were', async () => {
  const kernels = await registerTrainingKernels(tf, { training: readTrainingBinary() });
  assert.notEqual(layers.call, fused);
  kernels.dispose();
  assert.equal(layers.call, fused);
  assert.notEqual(fused, published);
});
