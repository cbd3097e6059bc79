import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const tfjs = `import * as tf from '@tensorflow/tfjs';`;
const data = `const xs = tf.randomNormal([64, 3]); const ys = tf.randomNormal([64, 1]);`;

describe('how a run trained is noted', () => {
  it('of fit(): optimizer, loss, lengths and parameters, with the best of its epochs', async () => {
    const text = `${tfjs}${data}
      const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [3], units: 1 })] });
      model.compile({ optimizer: tf.train.momentum(0.05, 0.9), loss: 'meanSquaredError' });
      await model.fit(xs, ys, { epochs: 3, batchSize: 16, validationSplit: 0.25 });`;
    const { snapshot } = await bench.run('fit.ts', text, { group: 'seeds' });
    const { settings, best, group } = snapshot.header;
    assert.deepEqual(settings, {
      optimizer: 'Momentum',
      learningRate: 0.05,
      momentum: 0.9,
      loss: 'meanSquaredError',
      parameters: 4,
      epochs: 3,
      batchSize: 16,
    });
    assert.equal(group, 'seeds');
    const info = snapshot.series.find(({ split, scale }) => split === 'validation' && scale === 'epoch');
    const values = [...(snapshot.blocks.find(({ id }) => id === info?.id)?.values ?? [])];
    const found = best?.find(({ split }) => split === 'validation');
    assert.equal(found?.value, Math.min(...values));
    assert.equal(found?.step, values.indexOf(found?.value ?? NaN));
  });

  it('of a loop without a model, and of a second model under its name', async () => {
    const text = `${tfjs}${data}
      const meanAbsolute = (truth, guess) => truth.sub(guess).abs().mean();
      const w = tf.variable(tf.zeros([3, 1]));
      const byHand = tf.train.sgd(0.1);
      for (let step = 0; step < 3; step++) byHand.minimize(() => xs.matMul(w).sub(ys).square().mean());
      const model = tf.sequential({ name: 'critic', layers: [tf.layers.dense({ inputShape: [3], units: 1 })] });
      model.compile({ optimizer: tf.train.adam(0.002), loss: meanAbsolute });
      await model.trainOnBatch(xs, ys);`;
    const { ending, snapshot } = await bench.run('loop.ts', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.deepEqual(snapshot.header.settings, {
      optimizer: 'SGD',
      learningRate: 0.1,
      'critic.optimizer': 'Adam',
      'critic.learningRate': 0.002,
      'critic.beta1': 0.9,
      'critic.beta2': 0.999,
      'critic.loss': 'meanAbsolute',
      'critic.parameters': 4,
    });
  });
});
