import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const program = (rate: string, body: string): string => `import * as tf from '@tensorflow/tfjs';
const xs = tf.randomUniform([64, 3]), ys = xs.sum(1, true);
const model = tf.sequential({ name: 'sum', layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
model.compile({ optimizer: tf.train.sgd(${rate}), loss: 'meanSquaredError' });
const show = () => console.log('now', model.getWeights().flatMap((weight) => [...weight.dataSync()]).join());
${body}`;

async function run(name: string, text: string) {
  const checkpoints: Checkpoint[] = [];
  const { ending, snapshot } = await bench.run(`${name}.ts`, text, {
    keepCheckpoint: (_runId, checkpoint) => {
      checkpoints.push(checkpoint);
      return Promise.resolve();
    },
  });
  const output = snapshot.console.map((part) => part.text).join('');
  return { ending, snapshot, checkpoints, output };
}

const weightsOf = (checkpoint: Checkpoint | undefined): string =>
  [...new Float32Array(checkpoint?.weights ?? new ArrayBuffer(0))].join();

describe('weights are kept while a model trains', () => {
  it('the first epoch at once, and at the end what has come since', async () => {
    const text = program('0.1', 'await model.fit(xs, ys, { epochs: 7, batchSize: 32 });\nshow();');
    const { ending, snapshot, checkpoints, output } = await run('fit', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const epochs = checkpoints.map(({ epoch = 0 }) => epoch);
    assert.deepEqual([epochs[0], epochs.at(-1)], [1, 7]);
    // Those in between depend on what they cost.
    for (const { model, epoch = 0, updates } of checkpoints)
      assert.deepEqual([model, updates], ['sum', 2 * epoch]);
    assert.equal(output.match(/^now (.*)$/m)?.[1], weightsOf(checkpoints.at(-1)));
    const [kept] = snapshot.header.kept ?? [];
    assert.deepEqual([kept?.model, kept?.epoch, kept?.updates], ['sum', 7, 14]);
    assert.equal(kept?.lastEpoch, checkpoints.findLast(({ training }) => training)?.epoch);
  });

  it('now and then in a loop of updates', async () => {
    const loop = `for (const end = Date.now() + 4500; Date.now() < end; ) await model.trainOnBatch(xs, ys);\nshow();`;
    const { checkpoints, output } = await run('loop', program('0.01', loop));
    assert.equal(checkpoints.length, 2);
    assert.equal(checkpoints[0]?.epoch, undefined);
    assert.ok((checkpoints[0]?.updates ?? 0) > 1);
    assert.equal(output.match(/^now (.*)$/m)?.[1], weightsOf(checkpoints.at(-1)));
  });

  it('weights that are no numbers do not take the place of good ones', async () => {
    const body = `await model.fit(xs, ys, { epochs: 1 });\nshow();
      model.compile({ optimizer: tf.train.sgd(1e30), loss: 'meanSquaredError' });
      await model.fit(xs, ys, { epochs: 9 });`;
    const { ending, checkpoints, output } = await run('diverged', program('0.1', body));
    assert.equal(ending.kind, 'diverged', JSON.stringify(ending));
    assert.equal(output.match(/^now (.*)$/m)?.[1], weightsOf(checkpoints.at(-1)));
  });

  it('a model that was disposed of is left out, and the run goes on', async () => {
    const { ending, checkpoints } = await run(
      'disposed',
      program('0.1', 'await model.fit(xs, ys, { epochs: 2 });\nmodel.dispose();'),
    );
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.deepEqual(
      checkpoints.map(({ epoch }) => epoch),
      [1, 2],
    );
  });

  it('a store that fails is logged, and the run goes on', async () => {
    // This bench throws what the runner has logged, at the end of the run.
    const other = await createWorkbench();
    const keepCheckpoint = () => Promise.reject(new Error('disk full'));
    const text = program('0.1', "await model.fit(xs, ys, { epochs: 2 });\nconsole.log('went on');");
    await assert.rejects(
      other.run('full.ts', text, { keepCheckpoint }),
      /The weights of a model could not be kept.*disk full/,
    );
    await other.dispose();
  });
});

describe('models in files', () => {
  for (const engine of ['wasm', 'cpu'] as const)
    it(`are saved and loaded by file:// on ${engine}, as tfjs-node does`, async () => {
      const text = program(
        '0.1',
        `await model.fit(xs, ys, { epochs: 1 });\nshow();
        await model.save('file://./saved ${engine}');
        const again = await tf.loadLayersModel('file://./saved ${engine}/model.json');
        const difference = again.predict(xs).sub(model.predict(xs)).abs().max().dataSync()[0];
        console.log('difference', difference, again.layers.length);
        await tf.loadLayersModel('file://./nothing/model.json').catch((error) => console.log(error.code));`,
      );
      const { ending, snapshot } = await bench.run(`files-${engine}.ts`, text, { engines: [engine] });
      assert.equal(ending.kind, 'finished', JSON.stringify(ending));
      const output = snapshot.console.map((part) => part.text).join('');
      assert.match(output, /^difference 0 [12]$/m);
      assert.match(output, /^ENOENT$/m);
      const saved = await readFile(path.join(bench.folder, `saved ${engine}`, 'model.json'), 'utf8');
      assert.deepEqual(
        (JSON.parse(saved) as { weightsManifest: { paths: string[] }[] }).weightsManifest[0]?.paths,
        ['weights.bin'],
      );
    });
});
