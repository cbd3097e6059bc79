import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { composeMissingKernels } from '../../../src/worker/kernels/composeMissingKernels.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { createModels } from './models.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

const STEPS = 12;

/** Relative difference of losses after STEPS updates: float32 sums in another order, amplified by Adam. */
const TOLERANCE = 1e-3;

before(startWasm);

const register = {
  simd: () => registerTrainingKernels(tf, { training: readTrainingBinary() }),
  composed: () => Promise.resolve(composeMissingKernels(tf)),
};

function assertSameCurve(actual: readonly number[], expected: readonly number[]): void {
  expected.forEach((loss, step) => {
    const error = Math.abs(actual[step]! - loss) / Math.max(Math.abs(loss), 1e-3);
    assert.ok(error <= TOLERANCE, `step ${step}: ${actual[step]} instead of ${loss}`);
  });
}

/** Losses of STEPS updates on the current backend. */
async function trainModel(name: keyof ReturnType<typeof createModels>): Promise<number[]> {
  const { model, x, y } = createModels(tf)[name]();
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) losses.push(Number(await model.trainOnBatch(x, y)));
  model.dispose();
  tf.dispose([x, y]);
  return losses;
}

/** A GAN on 8 x 8 images with a hand-written loop: losses of discriminator and generator in turn. */
function trainGan(): number[] {
  const { layers } = tf;
  const init = (seed: number) => tf.initializers.glorotUniform({ seed });
  const generator = tf.sequential({
    layers: [
      layers.dense({ inputShape: [6], units: 4 * 4 * 6, kernelInitializer: init(1) }),
      layers.reshape({ targetShape: [4, 4, 6] }),
      layers.batchNormalization(),
      layers.leakyReLU(),
      layers.conv2dTranspose({
        filters: 1,
        kernelSize: 4,
        strides: 2,
        padding: 'same',
        activation: 'tanh',
        kernelInitializer: init(2),
      }),
    ],
  });
  const discriminator = tf.sequential({
    layers: [
      layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 5,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        kernelInitializer: init(3),
      }),
      layers.leakyReLU(),
      layers.flatten(),
      layers.dense({ units: 1, kernelInitializer: init(4) }),
    ],
  });
  const random = createSeededRandom(9);
  const optimizers = [tf.train.adam(0.003, 0.5), tf.train.adam(0.003, 0.5)] as const;
  // A layer's read() is typed as Tensor and returns its Variable.
  const variablesOf = (model: tf.Sequential) =>
    model.trainableWeights.map((weight) => weight.read()).filter((value) => value instanceof tf.Variable);
  const judge = (images: tf.Tensor, label: 0 | 1): tf.Scalar => {
    const logits = discriminator.apply(images, { training: true }) as tf.Tensor;
    return tf.losses.sigmoidCrossEntropy(tf.fill(logits.shape, label), logits);
  };
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    tf.tidy(() => {
      const noise = tf.tensor(random.values(8 * 6), [8, 6]);
      const real = tf.tensor(random.values(8 * 64), [8, 8, 8, 1]).sign();
      const generate = () => generator.apply(noise, { training: true }) as tf.Tensor;
      const fake = generate();
      const judged = () => tf.add<tf.Scalar>(judge(real, 1), judge(fake, 0));
      losses.push(optimizers[0].minimize(judged, true, variablesOf(discriminator))!.dataSync()[0]!);
      const fooled = () => judge(generate(), 1);
      losses.push(optimizers[1].minimize(fooled, true, variablesOf(generator))!.dataSync()[0]!);
    });
  }
  for (const disposable of [generator, discriminator, ...optimizers]) disposable.dispose();
  return losses;
}

const cases: Record<string, () => Promise<number[]>> = {
  'a CNN with batch normalisation': () => trainModel('cnn'),
  'an LSTM with an embedding': () => trainModel('lstm'),
  'a depthwise-separable net': () => trainModel('separable'),
  'a decoder of transposed convolutions': () => trainModel('transposed'),
  'a GAN': () => Promise.resolve(trainGan()),
};

for (const [name, train] of Object.entries(cases)) {
  test(`${name} learns on wasm exactly as on cpu, with SIMD and composed kernels`, async () => {
    await tf.setBackend('cpu');
    const expected = await train();
    await tf.setBackend('wasm');
    for (const variant of ['simd', 'composed'] as const) {
      const kernels = await register[variant]();
      assert.equal(kernels.variant, variant);
      assertSameCurve(await train(), expected);
      kernels.dispose();
    }
  });
}

test('without the binary, or with bytes that do not validate, the composed kernels are used and say why', async () => {
  await tf.setBackend('wasm');
  const none = await registerTrainingKernels(tf, { training: undefined });
  assert.deepEqual([none.variant, none.reason], ['composed', 'no-binary']);
  none.dispose();
  const broken = await registerTrainingKernels(tf, { training: Uint8Array.of(0, 97, 115, 109) });
  assert.deepEqual([broken.variant, broken.reason], ['composed', 'no-simd']);
  broken.dispose();
});

test('dispose restores the published kernels', async () => {
  const names = () =>
    tf.getKernelsForBackend('wasm').map(({ kernelName, kernelFunc }) => [kernelName, kernelFunc]);
  const byName = (a: unknown[], b: unknown[]) => String(a[0]).localeCompare(String(b[0]));
  const published = names().sort(byName);
  const kernels = await register.simd();
  assert.ok(kernels.kernelNames.includes('Conv2DBackpropFilter'));
  kernels.dispose();
  assert.deepEqual(names().sort(byName), published);
});

test('another backend is refused with a sentence', async () => {
  await tf.setBackend('cpu');
  await assert.rejects(() => register.simd(), /wasm backend in version 4\.22; in use is 'cpu'/);
});
