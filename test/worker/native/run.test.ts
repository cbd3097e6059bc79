import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createRunner } from '../../../src/runner/createRunner.ts';
import { inNativeProcess, nativeFolder } from './inNativeProcess.ts';

const program = `
import * as tf from '@tensorflow/tfjs-node';
import { createRequire } from 'node:module';
const gpu = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu');
const model = tf.sequential({ layers: [
  tf.layers.conv2d({ inputShape: [6, 6, 1], filters: 3, kernelSize: 3, activation: 'relu' }),
  tf.layers.maxPooling2d({ poolSize: 2 }),
  tf.layers.flatten(),
  tf.layers.dense({ units: 2, activation: 'softmax' }),
] });
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const xs = tf.randomUniform([64, 6, 6, 1]);
const ys = tf.oneHot(tf.randomUniform([64], 0, 2, 'int32'), 2).toFloat();
await model.fit(xs, ys, { epochs: 2, batchSize: 16 });
await model.save('file://' + process.cwd() + '/saved');
const loaded = await tf.loadLayersModel('file://' + process.cwd() + '/saved/model.json');
const png = await tf.node.encodePng(tf.fill([2, 3, 3], 7, 'int32'));
const shape = tf.node.decodePng(png).shape;
const same = tf.sub(model.predict(xs), loaded.predict(xs)).abs().max().dataSync()[0];
console.log(JSON.stringify({ backend: tf.getBackend(), one: tf.tensor === gpu.tensor, shape, same }));
`;

inNativeProcess(import.meta.filename, (location) => {
  test("a learner's program trains on it, under the names of tfjs-node", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dl-native-run-'));
    const root = path.join(nativeFolder, '..', '..');
    const logged: string[] = [];
    const log = (...parts: unknown[]) => void logged.push(parts.map(String).join(' '));
    const runner = createRunner({
      workerFolder: path.join(root, 'dist', 'worker'),
      nodePath: process.execPath,
      datasetsFolder: path.join(root, 'lessons', 'datasets'),
      tensorflow: location,
      logger: { info: () => undefined, warn: log, error: log },
    });
    const file = path.join(folder, 'program.mjs');
    await writeFile(
      file,
      program.replace('console.log(', "(await import('node:fs')).writeFileSync('out.json', "),
    );
    const handle = runner.run({
      ...{ file, title: 'native', number: 1, seed: 7, engines: ['native'] },
      ...{ memoryMb: 4096, stallSeconds: 60, stopOnNaN: true },
    });
    const ending = await handle.ended;
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const { header, series, console: written } = handle.snapshot();
    const { engine } = header;
    assert.deepEqual(written, [], 'nothing of TensorFlow is among what the program writes');
    assert.equal(engine?.id, 'native');
    assert.equal(engine.log, undefined, 'a greeting is no warning');
    assert.ok(series.some(({ metric, scale }) => metric === 'loss' && scale === 'batch'));
    assert.deepEqual(JSON.parse(await readFile(path.join(folder, 'out.json'), 'utf8')), {
      backend: 'tensorflow',
      one: true,
      shape: [2, 3, 3],
      same: 0,
    });
    assert.deepEqual(logged, []);
    await runner.dispose();
    await rm(folder, { recursive: true });
  });
});
