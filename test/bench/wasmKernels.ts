/**
 * Samples per second of a small image classifier trained on tfjs's wasm backend: our SIMD kernels against the missing
 * kernels composed from published ones. The variants take turns, so that a busy machine slows both.
 *
 *   conv 32 (3x3) - pool - conv 64 (3x3) - pool - dense 128 - dense 10, 28 x 28 x 1, batch 128, Adam
 */
import type * as tfjs from '@tensorflow/tfjs';
import { composeMissingKernels } from '../../src/worker/kernels/composeMissingKernels.ts';
import { registerTrainingKernels } from '../../src/worker/kernels/registerTrainingKernels.ts';
import { median } from './median.ts';
import { readTrainingBinary, startWasm } from '../worker/kernels/wasmEngine.ts';

const BATCH = 128;
const STEPS_PER_ROUND = 6;

function createModel(tf: typeof tfjs): tfjs.Sequential {
  const seeded = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [28, 28, 1],
        filters: 32,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: seeded(1),
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu', kernelInitializer: seeded(2) }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 128, activation: 'relu', kernelInitializer: seeded(3) }),
      tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: seeded(4) }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  return model;
}

/** Trains one round and returns samples per second. */
async function measure(tf: typeof tfjs, model: tfjs.Sequential): Promise<number> {
  const images = tf.randomUniform([BATCH, 28, 28, 1], 0, 1, 'float32', 7);
  const labels = tf.tidy(() =>
    tf.oneHot(tf.range(0, BATCH, 1, 'int32').mod(tf.scalar(10, 'int32')), 10).toFloat(),
  );
  await model.trainOnBatch(images, labels);
  const startMs = performance.now();
  for (let step = 0; step < STEPS_PER_ROUND; step++) await model.trainOnBatch(images, labels);
  const wallMs = performance.now() - startMs;
  tf.dispose([images, labels]);
  return (STEPS_PER_ROUND * BATCH * 1000) / wallMs;
}

export interface WasmKernelFigures {
  simdSamplesPerSecond: number;
  composedSamplesPerSecond: number;
  /** SIMD over composed; the goal is 3 or more. */
  ratio: number;
}

export async function measureWasmKernels(rounds: number): Promise<WasmKernelFigures> {
  const tf = await startWasm();
  const training = readTrainingBinary();
  const model = createModel(tf);
  const rates = { simd: [] as number[], composed: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const variant of ['simd', 'composed'] as const) {
      const kernels =
        variant === 'simd' ? await registerTrainingKernels(tf, { training }) : composeMissingKernels(tf);
      rates[variant].push(await measure(tf, model));
      kernels.dispose();
    }
  }
  const simd = median(rates.simd);
  const composed = median(rates.composed);
  return { simdSamplesPerSecond: simd, composedSamplesPerSecond: composed, ratio: simd / composed };
}
