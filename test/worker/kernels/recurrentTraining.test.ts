import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { countRecurrentKernels } from './recurrentRuns.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

const UPDATES = 5;
const [BATCH, TIME, INPUTS] = [3, 4, 2];

/** Relative difference of a loss: float32 sums in another order, through UPDATES updates of Adam. */
const TOLERANCE = 1e-4;

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

const kinds = ['lstm', 'gru', 'simpleRNN'] as const;

/** One choice of every option; each is false or the smallest in the base case. */
interface Options {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
  readonly bidirectional: boolean;
  readonly sigmoid: boolean;
  readonly initialState: boolean;
  readonly noBias: boolean;
  readonly relu: boolean;
  readonly twoLayers: boolean;
}

const base: Options = {
  units: 5,
  returnSequences: false,
  goBackwards: false,
  stateful: false,
  bidirectional: false,
  sigmoid: false,
  initialState: false,
  noBias: false,
  relu: false,
  twoLayers: false,
};

const toggles = [
  ...(['returnSequences', 'goBackwards', 'stateful', 'bidirectional', 'sigmoid'] as const),
  ...(['initialState', 'noBias', 'relu', 'twoLayers'] as const),
];

function mixtures(kind: string): Options[] {
  const random = createSeededRandom(kind.length);
  const single = toggles.map((toggle) => ({ ...base, [toggle]: true }));
  const mixed = Array.from({ length: 12 }, () => {
    const chosen = Object.fromEntries(toggles.map((toggle) => [toggle, random.pick([true, false])]));
    return { ...base, ...chosen, units: random.pick([1, 3, 4, 6]) };
  });
  // Published tfjs builds no stateful layer with an initial state, and Bidirectional takes its states another way.
  const isPublished = ({ bidirectional, stateful, initialState }: Options) =>
    [bidirectional, stateful, initialState].filter(Boolean).length < 2;
  return [base, ...single, ...mixed.filter(isPublished)];
}

function createLayer(kind: (typeof kinds)[number], options: Options, seed: number, returnSequences: boolean) {
  const args = {
    units: options.units,
    returnSequences,
    goBackwards: options.goBackwards,
    stateful: options.stateful,
    useBias: !options.noBias,
    kernelInitializer: tf.initializers.glorotUniform({ seed }),
    recurrentInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
    biasInitializer: tf.initializers.randomUniform({ minval: -1, maxval: 1, seed: seed + 2 }),
    ...(options.sigmoid ? { recurrentActivation: 'sigmoid' as const } : {}),
    ...(options.relu ? { activation: 'relu' as const } : {}),
  };
  if (kind === 'lstm') return tf.layers.lstm(args);
  return kind === 'gru' ? tf.layers.gru(args) : tf.layers.simpleRNN(args);
}

function createModel(kind: (typeof kinds)[number], options: Options): tf.LayersModel {
  const input = tf.input({ batchShape: [BATCH, TIME, INPUTS] });
  const stateCount = options.initialState ? (kind === 'lstm' ? 2 : 1) : 0;
  const states = Array.from({ length: stateCount }, () => tf.input({ batchShape: [BATCH, options.units] }));
  const first = createLayer(kind, options, 1, options.returnSequences || options.twoLayers);
  let output: tf.SymbolicTensor;
  if (options.bidirectional) {
    const both = tf.layers.bidirectional({ layer: first, mergeMode: 'concat' });
    output = both.apply(input) as tf.SymbolicTensor;
  } else {
    const initial = stateCount > 0 ? { initialState: states } : {};
    output = first.apply(input, initial) as tf.SymbolicTensor;
  }
  if (options.twoLayers) {
    output = createLayer(kind, options, 11, options.returnSequences).apply(output) as tf.SymbolicTensor;
  }
  if (options.returnSequences) output = tf.layers.flatten().apply(output) as tf.SymbolicTensor;
  const dense = tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: 21 }) });
  output = dense.apply(output) as tf.SymbolicTensor;
  const model = tf.model({ inputs: [input, ...states], outputs: output });
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
  return model;
}

/** Losses of UPDATES updates on other batches each, then one prediction. */
async function train(kind: (typeof kinds)[number], options: Options): Promise<number[]> {
  const model = createModel(kind, options);
  const random = createSeededRandom(77);
  const uniform = (shape: number[]) => tf.tensor(random.values(tf.util.sizeFromShape(shape)), shape);
  const losses: number[] = [];
  for (let update = 0; update < UPDATES; update++) {
    const x = model.inputs.map(({ shape }) => uniform(shape as number[]));
    const y = uniform([BATCH, 1]);
    losses.push(Number(await model.trainOnBatch(x, y)));
    tf.dispose([x, y]);
  }
  tf.tidy(() => {
    const x = model.inputs.map(({ shape }) => uniform(shape as number[]));
    losses.push(...(model.predict(x, { batchSize: BATCH }) as tf.Tensor).dataSync());
  });
  model.dispose();
  return losses;
}

for (const kind of kinds) {
  for (const options of mixtures(kind)) {
    const changed = toggles.filter((toggle) => options[toggle]);
    const name = `${kind} of ${options.units} ${changed.length > 0 ? changed.join(' ') : 'as tfjs makes it'}`;
    test(`${name}: the same losses fused on wasm as published on cpu`, async () => {
      const counting = countRecurrentKernels(tf);
      await tf.setBackend('cpu');
      const expected = await train(kind, options);
      assert.equal(counting.forward(), 0);
      await tf.setBackend('wasm');
      const actual = await train(kind, options);
      counting.stop();
      const layers = (options.twoLayers ? 2 : 1) + (options.bidirectional ? 1 : 0);
      assert.deepEqual([counting.forward(), counting.backward()], [(UPDATES + 1) * layers, UPDATES * layers]);
      expected.forEach((loss, i) => {
        const error = Math.abs(actual[i]! - loss) / Math.max(Math.abs(loss), 0.1);
        assert.ok(error <= TOLERANCE, `${i}: ${actual[i]} instead of ${loss}`);
      });
      assert.equal(actual.length, expected.length);
    });
  }
}
