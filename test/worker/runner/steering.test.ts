import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Mark } from '../../../src/protocol/exhibit.ts';
import type { RunHandle } from '../../../src/runner/runnerTypes.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());
afterEach(() => assert.deepEqual(bench.workersLeft(), [], 'a worker process was left behind'));

/** A network that is best early on: its targets for validation are others than those it learns. */
const overfitting = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], useBias: false, kernelInitializer: 'zeros' })] });
model.compile({ optimizer: tf.train.sgd(0.02), loss: 'meanSquaredError' });
const x = tf.tensor2d([[1, 0], [0, 1]]);
const history = await model.fit(x, tf.tensor2d([[2], [2]]), {
  epochs: 1e6, batchSize: 2, validationData: [x, tf.tensor2d([[1], [1]])],
});
console.log('weights', model.getWeights()[0].dataSync().join(), 'epochs', history.epoch.length);
`;
const slowFit = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: tf.train.NAME(0.01), loss: 'meanSquaredError' });
await model.fit(tf.ones([64, 2]), tf.ones([64, 1]), { epochs: 1e6, batchSize: 8 });
`;
const loop = `import * as tf from '@tensorflow/tfjs';
const w = tf.variable(tf.zeros([10]));
const optimizer = tf.train.sgd(1e-3);
for (let i = 0; i < 1e9; i++) optimizer.minimize(() => w.sub(3).square().mean().asScalar());
`;

const marksOf = (handle: RunHandle): Mark[] =>
  handle.snapshot().exhibits.flatMap((exhibit) => (exhibit.kind === 'mark' ? [exhibit] : []));

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (isTrue()) return;
    await wait(50);
  }
  assert.fail(`${what} did not happen in 10 s`);
}

const epochsOf = (handle: RunHandle): number =>
  Math.max(0, ...handle.snapshot().exhibits.map(({ at }) => at.epoch ?? 0));

describe('Stop at the best epoch', () => {
  it('ends fit() with the weights of its best epoch, and the program goes on', async () => {
    const handle = bench.start(await bench.write('best.ts', overfitting));
    // The weight grows from 0 towards 2 and passes 1, where the validation loss is 0.
    await until(() => epochsOf(handle) > 200, 'training');
    handle.stopAtBest();
    assert.equal((await handle.ended).kind, 'finished');
    const { blocks, series, console: written } = handle.snapshot();
    const text = written.map(({ text: part }) => part).join('');
    const weight = Number(/weights ([\d.]+)/.exec(text)?.[1]);
    const losses = series.find(({ split, scale }) => split === 'validation' && scale === 'epoch');
    const values = blocks.find(({ id }) => id === losses?.id)?.values ?? new Float32Array();
    const best = values.indexOf(Math.min(...values));
    assert.ok(Math.abs(weight - 1) < 0.02, `the weight is ${weight}, not the best epoch’s`);
    const mark = marksOf(handle).find(({ code }) => code === 'stopped-at-best');
    assert.equal(mark?.to, best + 1);
    assert.ok((mark?.from ?? 0) > 200);
  });

  it('also frees a paused run', async () => {
    const handle = bench.start(await bench.write('best.ts', overfitting));
    await until(() => epochsOf(handle) > 5, 'training');
    handle.pause();
    await wait(300);
    handle.stopAtBest();
    assert.equal((await handle.ended).kind, 'finished');
  });
});

describe('the learning rate of a run that is going on', () => {
  for (const name of ['sgd', 'adam', 'rmsprop', 'adagrad'])
    it(`changes at the next batch: ${name}`, async () => {
      const handle = bench.start(await bench.write(`${name}.ts`, slowFit.replace('NAME', name)));
      await until(() => handle.snapshot().progress?.learningRate === 0.01, 'the rate in the progress');
      handle.setLearningRate(0.25);
      await until(() => handle.snapshot().progress?.learningRate === 0.25, 'the change');
      await handle.stop();
      const marks = marksOf(handle).filter(({ code }) => code === 'rate-changed');
      assert.deepEqual(
        marks.map(({ from, to }) => [from, to]),
        [[0.01, 0.25]],
      );
    });

  it('is what tfjs computes with: at a rate of nearly nothing the curve stands still', async () => {
    const handle = bench.start(await bench.write('loop.ts', loop));
    const values = () => handle.snapshot().blocks[0]?.values ?? new Float32Array();
    await until(() => values().length > 50, 'training');
    handle.setLearningRate(1e-30);
    await until(() => marksOf(handle).length > 0, 'the change');
    const before = values().length;
    await until(() => values().length > before + 200, 'more steps');
    const [a, b] = values().slice(-2);
    assert.equal(a, b);
    assert.ok((a ?? 0) > 0.01);
    await handle.stop();
  });
});

describe('early stopping', () => {
  const stops = (options: string) => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], useBias: false, kernelInitializer: 'zeros' })] });
model.compile({ optimizer: tf.train.sgd(0.02), loss: 'meanSquaredError' });
const x = tf.tensor2d([[1, 0], [0, 1]]);
await model.fit(x, tf.tensor2d([[2], [2]]), {
  epochs: 500, batchSize: 2, validationData: [x, tf.tensor2d([[1], [1]])],
  callbacks: tf.callbacks.earlyStopping({ monitor: 'val_loss', patience: 20${options} }),
});
console.log('weight', model.getWeights()[0].dataSync()[0]);
`;
  const weightOf = (text: string): number => Number(/weight ([\d.]+)/.exec(text)?.[1]);

  it('is marked with its epoch', async () => {
    const { snapshot, ending } = await bench.run('early.ts', stops(''));
    assert.equal(ending.kind, 'finished');
    const mark = snapshot.exhibits.find((one) => one.kind === 'mark' && one.code === 'early-stop');
    assert.ok(mark, 'no mark');
    assert.ok(weightOf(snapshot.console.map(({ text }) => text).join('')) > 1.1);
  });

  it('can restore the weights of the best epoch, which tfjs itself refuses', async () => {
    const { snapshot, ending } = await bench.run('restore.ts', stops(', restoreBestWeights: true'));
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const weight = weightOf(snapshot.console.map(({ text }) => text).join(''));
    assert.ok(Math.abs(weight - 1) < 0.02, `the weight is ${weight}`);
  });
});
