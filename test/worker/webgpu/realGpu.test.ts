import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { EngineId } from '../../../src/protocol/run.ts';
import { createWorkbench } from '../runner/workbench.ts';
import { testGpu, testGpuVariable } from './softwareGpu.ts';

const gpu = testGpu();
const skip = gpu.real ? (gpu.missing ?? false) : `only with ${testGpuVariable}=real`;

/** The network of docs/benchmarks.md: two convolutions, 28 x 28 x 1, batches of 128, Adam. Prints samples a second. */
const cnn = `import * as tf from '@tensorflow/tfjs';
const { layers } = tf;
const model = tf.sequential({ layers: [
  layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }),
  layers.maxPooling2d({ poolSize: 2 }),
  layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
  layers.maxPooling2d({ poolSize: 2 }),
  layers.flatten(), layers.dense({ units: 128, activation: 'relu' }), layers.dense({ units: 10, activation: 'softmax' })] });
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
const n = 2048, x = tf.randomUniform([n, 28, 28, 1]);
const y = tf.oneHot(tf.range(0, n, 1, 'int32').mod(tf.scalar(10, 'int32')), 10).toFloat();
const epoch = async () => { const start = performance.now(); await model.fit(x, y, { batchSize: 128, epochs: 1 }); return performance.now() - start; };
await epoch();
const ms = []; for (let i = 0; i < 5; i++) ms.push(await epoch());
console.log('samples/s', Math.round(n / (ms.sort((a, b) => a - b)[2] / 1000)));`;

async function train(engine: EngineId, context: TestContext): Promise<number> {
  const bench = await createWorkbench(gpu.env);
  try {
    const { ending, snapshot } = await bench.run(`cnn-${engine}.ts`, cnn, {
      engines: [engine],
      stallSeconds: 120,
    });
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const output = snapshot.console.map(({ text }) => text).join('');
    const speed = Number(/samples\/s (\d+)/.exec(output)?.[1]);
    const report = snapshot.header.engine;
    context.diagnostic(
      `${engine}: ${speed} samples/s on ${report?.device ?? 'the processor'} (${report?.version ?? ''})`,
    );
    if (engine === 'webgpu') assert.equal(report?.gpu, true);
    return speed;
  } finally {
    await bench.dispose();
  }
}

describe('a real graphics card', () => {
  it('is faster than WebAssembly on a small convolutional network', { skip }, async (context) => {
    const [webgpu, wasm] = [await train('webgpu', context), await train('wasm', context)];
    assert.ok(webgpu > wasm, `${webgpu} against ${wasm} samples/s`);
  });

  it('that is full ends the run and says so', { skip }, async () => {
    const bench = await createWorkbench(gpu.env);
    const text = `import * as tf from '@tensorflow/tfjs';
      const kept = [];
      for (;;) { kept.push(tf.fill([64, 1024, 1024], 1)); await kept.at(-1).slice([0], [1]).sum().data(); }`;
    const { ending } = await bench.run('full.ts', text, {
      engines: ['webgpu'],
      stallSeconds: 60,
      memoryMb: 32_000,
    });
    assert.ok(ending.kind === 'device-lost' && ending.failure === 'out-of-memory', JSON.stringify(ending));
    await bench.dispose();
  });
});
