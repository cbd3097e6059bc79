import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endingSentence } from '../../../src/core/words/endings.ts';
import type { Culprit, Ending } from '../../../src/protocol/ending.ts';
import { locales } from '../../../src/protocol/locale.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

function assertDiverged(
  ending: Ending,
  culprit: Culprit | undefined,
): asserts ending is Extract<Ending, { kind: 'diverged' }> {
  assert.equal(ending.kind, 'diverged', JSON.stringify(ending));
  assert.deepEqual(ending.kind === 'diverged' && ending.culprit, culprit, JSON.stringify(ending));
  for (const locale of locales) assert.doesNotMatch(endingSentence(ending, locale), /\{\w+\}|undefined/);
}

function alarms(snapshot: RunSnapshot) {
  return snapshot.exhibits.filter((exhibit) => exhibit.kind === 'alarm');
}

function points(snapshot: RunSnapshot): number[] {
  const loss = snapshot.series.find(({ metric, scale }) => metric === 'loss' && scale === 'batch');
  return [...(snapshot.blocks.find(({ id }) => id === loss?.id)?.values ?? [])];
}

const head = "import * as tf from '@tensorflow/tfjs';\n";
/** Turns what the second dense layer gives out into something infinite from the third update on. */
const bomb = `
let calls = 0;
class Bomb extends tf.layers.Layer {
  static className = 'Bomb';
  call(inputs, { training }) { if (training) calls += 1; const x = Array.isArray(inputs) ? inputs[0] : inputs; return calls >= 3 ? x.div(0) : x.mul(1); }
}`;

describe('a loss or a gradient that is not a number', () => {
  it('names the first layer whose output is infinite, within the batch, and leaves the weights alone', async () => {
    const text = `${head}${bomb}
      const dense = tf.layers.dense({ units: 3, inputShape: [4], name: 'first', kernelInitializer: 'ones' });
      const model = tf.sequential({ layers: [dense, new Bomb({ name: 'bomb' }), tf.layers.dense({ units: 1, name: 'last' })] });
      model.compile({ optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError' });
      const kernel = () => [...dense.getWeights()[0].dataSync()].join();
      let good = '';
      try {
        await model.fit(tf.ones([12, 4]), tf.ones([12, 1]), { batchSize: 4, epochs: 2, shuffle: false,
          callbacks: { onBatchBegin: (batch) => { if (batch === 2) good = kernel(); } } });
      } finally { console.log('unchanged', good !== '' && good === kernel()); }`;
    const { ending, snapshot } = await bench.run('layer.js', text);
    // One over zero is infinite, and infinity times a negative and a positive weight would be NaN: the first is told.
    assertDiverged(ending, { in: 'output', layer: 'bomb', is: 'infinite' });
    assert.deepEqual([ending.epoch, ending.batch], [1, 3]);
    assert.match(
      endingSentence(ending, 'en'),
      /batch 3 of epoch 1\. It begins in layer bomb: its output is infinite/,
    );
    assert.match(snapshot.console.map(({ text: line }) => line).join(''), /unchanged true/);
    const losses = points(snapshot);
    assert.equal(losses.length, 3, 'the bad batch is on the curve');
    assert.ok(!Number.isFinite(losses[2]));
    const [alarm] = alarms(snapshot);
    assert.deepEqual([alarm?.code, alarm?.layer, alarm?.at.updates], ['loss-not-finite', 'bomb', 3]);
  });

  it('looks into a model within the model', async () => {
    const text = `${head}${bomb}
      const inner = tf.sequential({ name: 'inner', layers: [tf.layers.dense({ units: 2, inputShape: [2], name: 'a' }), new Bomb({ name: 'bomb' })] });
      const input = tf.input({ shape: [2] });
      const output = tf.layers.dense({ units: 1 }).apply(inner.apply(input));
      const model = tf.model({ inputs: input, outputs: output, name: 'outer' });
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      calls = 0;
      for (let step = 0; step < 5; step++) await model.trainOnBatch(tf.ones([4, 2]), tf.ones([4, 1]));`;
    const { ending } = await bench.run('nested.js', text);
    assert.equal(ending.kind, 'diverged', JSON.stringify(ending));
    assert.equal(ending.kind === 'diverged' && ending.culprit?.layer, 'inner/bomb');
  });

  const tiny = `
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });`;

  it('blames the data where the data holds it', async () => {
    const inputs = `${head}${tiny}\nawait model.fit(tf.tensor2d([[1, NaN]]), tf.ones([1, 1]), { epochs: 2 });`;
    assertDiverged((await bench.run('inputs.js', inputs)).ending, { in: 'input', is: 'nan' });
    const targets = `${head}${tiny}\nawait model.fit(tf.ones([1, 2]), tf.tensor2d([[Infinity]]), { epochs: 2 });`;
    assertDiverged((await bench.run('targets.js', targets)).ending, { in: 'target', is: 'infinite' });
  });

  it('blames the loss where every layer is finite', async () => {
    const text = `${head}
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], name: 'd' })] });
      model.compile({ optimizer: tf.train.sgd(0.1), loss: (truth, predicted) => predicted.sub(predicted).log().mul(0) });
      await model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 1 });`;
    assertDiverged((await bench.run('loss.js', text)).ending, { in: 'loss', is: 'nan' });
  });

  it('withholds an infinite gradient of a finite loss', async () => {
    const text = `${head}
      const dense = tf.layers.dense({ units: 1, inputShape: [2], name: 'root', kernelInitializer: 'zeros', activation: 'linear' });
      const model = tf.sequential({ layers: [dense] });
      model.compile({ optimizer: tf.train.sgd(0.1), loss: (truth, predicted) => predicted.abs().sqrt().mean() });
      try { await model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 1 }); }
      finally { console.log('kept', dense.getWeights()[0].dataSync().join()); }`;
    const { ending, snapshot } = await bench.run('gradient.js', text);
    assert.equal(ending.kind === 'diverged' && ending.metric, 'gradient', JSON.stringify(ending));
    assert.equal(ending.kind === 'diverged' && ending.culprit?.layer, 'root');
    assert.match(snapshot.console.map(({ text: line }) => line).join(''), /kept 0,0/);
    assert.equal(alarms(snapshot)[0]?.code, 'gradient-not-finite');
  });

  it('names the variable in a loop of one’s own, at its line', async () => {
    const text = [
      head.trim(),
      "const fine = tf.variable(tf.scalar(1), true, 'fine'); const root = tf.variable(tf.scalar(0), true, 'root');",
      'const optimizer = tf.train.adam(0.1);',
      'for (let i = 0; i < 3; i++)',
      '  optimizer.minimize(() => fine.square().add(root.sqrt()).asScalar());',
    ].join('\n');
    const { ending } = await bench.run('loop.js', text);
    assertDiverged(ending, { in: 'gradient', layer: 'root', is: 'infinite' });
    assert.equal(ending.at?.line, 5);
  });

  it('tells once and trains on when that was asked for', async () => {
    const text = `${head}${tiny}\nawait model.fit(tf.tensor2d([[1, NaN]]), tf.ones([1, 1]), { epochs: 5 });`;
    const { ending, snapshot } = await bench.run('on.js', text, { stopOnNaN: false });
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.equal(points(snapshot).length, 5);
    assert.equal(alarms(snapshot).filter(({ code }) => code === 'loss-not-finite').length, 1);
  });
});
