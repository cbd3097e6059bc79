import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endingSentence } from '../../../src/core/words/endings.ts';
import type { RateScan } from '../../../src/protocol/exhibit.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

function scanOf(snapshot: RunSnapshot): RateScan {
  const scans = snapshot.exhibits.filter((exhibit) => exhibit.kind === 'rate-scan');
  assert.equal(scans.length, 1);
  return scans[0] as RateScan;
}

/** Prints all that training changes, before and after the search. */
const bits = `
  const bits = (model) => {
    const optimizer = model.optimizer;
    const lists = Object.values(optimizer).filter(Array.isArray).map((list) => list.length);
    const weights = model.getWeights().map((weight) => [...weight.dataSync()].join()).join(';');
    const scalars = [optimizer.accBeta1, optimizer.accBeta2].filter(Boolean).map((one) => one.dataSync()[0]);
    return JSON.stringify([weights, lists, scalars, optimizer.iterations, optimizer.learningRate, optimizer.c && optimizer.c.dataSync()[0]]);
  };`;
const program = (optimizer: string, before = '') => `import * as tf from '@tensorflow/tfjs';${bits}
  const xs = tf.randomNormal([256, 6]);
  const ys = xs.sum(1, true).greater(0).cast('float32');
  const model = tf.sequential({ name: 'net', layers: [tf.layers.dense({ units: 16, activation: 'relu', inputShape: [6] }), tf.layers.batchNormalization(), tf.layers.dropout({ rate: 0.1 }), tf.layers.dense({ units: 1, activation: 'sigmoid' })] });
  model.compile({ optimizer: ${optimizer}, loss: 'binaryCrossentropy' });
  ${before}
  const kept = bits(model);
  let calls = 0;
  try { await model.fit(xs, ys, { epochs: 2, batchSize: 32, validationSplit: 0.25, callbacks: { onEpochEnd: () => { calls += 1; } } }); }
  catch (thrown) { console.log('restored', bits(model) === kept, 'tensors', tf.memory().numTensors, 'random', Math.random()); throw thrown; }
  console.log('went on');`;

describe('a run that looks for a learning rate', () => {
  for (const [name, optimizer] of [
    ['adam', 'tf.train.adam(0.02)'],
    ['momentum', 'tf.train.momentum(0.02, 0.9)'],
    ['rmsprop', 'tf.train.rmsprop(0.02)'],
    ['sgd', 'tf.train.sgd(0.02)'],
  ] as const)
    it(`puts everything back bit by bit: ${name}`, async () => {
      const { ending, snapshot } = await bench.run(`${name}.js`, program(optimizer), {
        purpose: 'find-rate',
      });
      assert.deepEqual(
        [ending.kind, ending.kind === 'finished' && ending.scanned],
        ['finished', true],
        JSON.stringify(ending),
      );
      assert.match(endingSentence(ending, 'en'), /the weights are as before/);
      const printed = snapshot.console.map(({ text }) => text).join('');
      assert.match(printed, /restored true/);
      assert.doesNotMatch(printed, /went on/);
      const scan = scanOf(snapshot);
      assert.equal(scan.model, 'net');
      assert.ok(scan.rates.length > 40 && scan.rates.length <= 100, `${scan.rates.length}`);
      assert.equal(scan.verdict, 'found', JSON.stringify([...scan.losses]));
      assert.ok((scan.suggestion ?? 0) > 1e-5 && (scan.suggestion ?? 9) < 5, `${scan.suggestion}`);
      assert.equal(snapshot.header.purpose, 'find-rate');
    });

  it('in a custom loop, where the learner keeps two optimizers', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const x = tf.randomNormal([64, 4]); const target = tf.randomNormal([64, 1]);
      const w = tf.variable(tf.randomNormal([4, 1])); const v = tf.variable(tf.randomNormal([4, 1]));
      const before = [...w.dataSync(), ...v.dataSync()].join();
      const first = tf.train.adam(0.01), second = tf.train.sgd(0.01);
      const loss = (one) => () => x.matMul(one).sub(target).square().mean();
      try {
        for (let step = 0; step < 500; step++) { first.minimize(loss(w)); second.minimize(loss(v)); }
      } finally { console.log('restored', before === [...w.dataSync(), ...v.dataSync()].join(), second.iterations); }`;
    const { ending, snapshot } = await bench.run('loop.js', text, { purpose: 'find-rate' });
    assert.equal(ending.kind === 'finished' && ending.scanned, true, JSON.stringify(ending));
    assert.match(snapshot.console.map(({ text: line }) => line).join(''), /restored true 0/);
    assert.equal(scanOf(snapshot).model, 'Adam');
  });

  it('says when the program was too short', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const w = tf.variable(tf.scalar(1)); const optimizer = tf.train.sgd(0.1);
      for (let step = 0; step < 5; step++) optimizer.minimize(() => w.square().asScalar());`;
    const { ending, snapshot } = await bench.run('short.js', text, { purpose: 'find-rate' });
    assert.equal(ending.kind, 'finished');
    assert.equal(scanOf(snapshot).verdict, 'too-short');
  });
});
