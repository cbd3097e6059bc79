import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { endingSentence } from '../../../src/core/words/endings.ts';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import { exportModel, keepModel, keptModelsOf } from '../../../src/storage/keptModels.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { itOnGpu, testGpu } from './softwareGpu.ts';

const gpu = testGpu();

/** y = 2 a - b: learned quickly, so that kept weights can be told from fresh ones. */
const training = (loop: string): string => `import * as tf from '@tensorflow/tfjs';
const xs = tf.randomUniform([64, 2], -1, 1, 'float32', 3);
const ys = tf.tidy(() => xs.mul([[2, -1]]).sum(1, true));
const model = tf.sequential({ name: 'plane', layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: tf.train.adam(0.3), loss: 'meanSquaredError' });
${loop}
console.log('went on');`;

describe('when the graphics card is lost', () => {
  let bench: Workbench;
  before(async () => {
    bench = await createWorkbench(gpu.env);
  });
  after(() => bench.dispose());

  async function lose(name: string, loop: string) {
    const runFolder = path.join(bench.folder, `${name} kept`);
    const checkpoints: Checkpoint[] = [];
    const { ending, snapshot } = await bench.run(`${name}.ts`, training(loop), {
      engines: ['webgpu'],
      stallSeconds: 60,
      keepCheckpoint: async (_runId, checkpoint) => {
        checkpoints.push(checkpoint);
        await keepModel(runFolder, checkpoint);
      },
    });
    assert.equal(ending.kind, 'device-lost', JSON.stringify(ending));
    const output = snapshot.console.map(({ text }) => text).join('');
    assert.doesNotMatch(output, /went on/);
    assert.deepEqual(bench.workersLeft(), []);
    return { ending, snapshot, runFolder, checkpoints };
  }

  itOnGpu('fit() ends, and the weights after the last kept epoch load on another engine', async () => {
    const loop = `await model.fit(xs, ys, { epochs: 20, batchSize: 32, callbacks: {
      onEpochEnd: (epoch) => { if (epoch === 8) tf.backend().device.destroy(); } } });`;
    const { ending, snapshot, runFolder, checkpoints } = await lose('fit', loop);
    const last = checkpoints.at(-1);
    assert.ok(last?.epoch !== undefined && last.epoch >= 1, 'an epoch was kept');
    const { epoch, updates } = last;
    assert.deepEqual(snapshot.header.kept, [{ model: 'plane', epoch, updates, lastEpoch: epoch }]);
    assert.match(endingSentence(ending, 'en'), new RegExp(`weights after epoch ${last.epoch} were kept`));
    assert.match(endingSentence(ending, 'zh-TW'), new RegExp(`第 ${last.epoch} 輪`));

    const [kept] = await keptModelsOf(runFolder);
    assert.equal(kept?.model, 'plane');
    const file = await exportModel(kept, path.join(bench.folder, 'exported plane'));
    const load = `import * as tf from '@tensorflow/tfjs';
      const model = await tf.loadLayersModel('file://' + ${JSON.stringify(file)});
      console.log('weights', model.getWeights().flatMap((weight) => [...weight.dataSync()]).join());`;
    const { ending: loaded, snapshot: second } = await bench.run('load.ts', load, { engines: ['wasm'] });
    assert.equal(loaded.kind, 'finished', JSON.stringify(loaded));
    const written = second.console.map(({ text }) => text).join('');
    assert.match(written, new RegExp(`^weights ${[...new Float32Array(last.weights)].join()}$`, 'm'));
  });

  itOnGpu('a program that waits synchronously ends', async () => {
    const loop = `const step = () => model.optimizer.minimize(() => tf.losses.meanSquaredError(ys, model.predict(xs)), true);
      step().dataSync();
      tf.backend().device.destroy();
      for (let i = 0; i < 20; i++) step().dataSync();`;
    const { ending } = await lose('sync', loop);
    assert.equal(ending.kind === 'device-lost' && ending.kept, undefined);
  });

  itOnGpu('a program that hides errors ends', async () => {
    await lose(
      'hidden',
      `tf.backend().device.destroy();
      for (let i = 0; i < 20; i++) try { await model.trainOnBatch(xs, ys); } catch {}`,
    );
  });
});
