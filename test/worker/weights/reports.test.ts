import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Exhibit, TensorReport, WeightReport } from '../../../src/protocol/exhibit.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

function reportsOf(exhibits: readonly Exhibit[]): WeightReport[] {
  return exhibits.filter((exhibit) => exhibit.kind === 'weights');
}

function tensorOf(
  report: WeightReport | undefined,
  layer: string,
  tensor: string,
  role: TensorReport['role'],
) {
  return report?.tensors.find((one) => one.layer === layer && one.tensor === tensor && one.role === role);
}

const program = `import * as tf from '@tensorflow/tfjs';
  const xs = tf.randomNormal([96, 8, 8, 1]);
  const ys = tf.tidy(() => tf.oneHot(xs.mean([1, 2, 3]).greater(0).cast('int32'), 2).cast('float32'));
  const model = tf.sequential({ name: 'net', layers: [
    tf.layers.conv2d({ name: 'conv', inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu' }),
    tf.layers.flatten({ name: 'flat' }), tf.layers.dropout({ rate: 0.3 }),
    tf.layers.dense({ name: 'out', units: 2, activation: 'softmax' })] });
  model.compile({ optimizer: tf.train.sgd(0.05), loss: 'categoricalCrossentropy' });
  const kernel = () => model.getWeights()[0].dataSync();
  const norm = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  console.log('before', norm(kernel()));
  const tensors = tf.memory().numTensors;
  await model.fit(xs, ys, { epochs: 5, batchSize: 32 });
  console.log('after', norm(kernel()), 'left', tf.memory().numTensors - tensors, 'next', Math.random(), 'name', tf.layers.dense({ units: 1 }).name);`;

describe('weights, gradients and activations are reported', () => {
  it('at the start, the first and the last epoch of fit(), and agree with the program’s own figures', async () => {
    const { ending, snapshot } = await bench.run('fit.js', program);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const printed = snapshot.console.map(({ text }) => text).join('');
    const reports = reportsOf(snapshot.exhibits);
    assert.equal(reports[0]?.at.updates, 0);
    assert.equal(reports[1]?.at.epoch, 1);
    assert.equal(reports.at(-1)?.at.epoch, 5);
    const first = tensorOf(reports[0], 'conv', 'kernel', 'weight');
    assert.deepEqual(first?.shape, [3, 3, 1, 4]);
    assert.ok(Math.abs((first?.norm ?? 0) - Number(/before ([\d.]+)/.exec(printed)?.[1])) < 1e-4);
    const last = tensorOf(reports.at(-1), 'conv', 'kernel', 'weight');
    assert.ok(Math.abs((last?.norm ?? 0) - Number(/after ([\d.]+)/.exec(printed)?.[1])) < 1e-4);
    assert.equal(
      last?.counts.reduce((sum, one) => sum + one, 0),
      36,
    );
    const gradient = tensorOf(reports[1], 'out', 'kernel', 'gradient');
    assert.ok((gradient?.norm ?? 0) > 0);
    const weight = tensorOf(reports[1], 'out', 'kernel', 'weight');
    // SGD: the change is the learning rate times the gradient.
    const expected = (0.05 * (gradient?.norm ?? 0)) / (weight?.norm ?? 1);
    assert.ok(
      Math.abs((weight?.updateRatio ?? 0) / expected - 1) < 0.05,
      `${weight?.updateRatio} ${expected}`,
    );
    const activation = tensorOf(reports.at(-1), 'conv', 'output', 'activation');
    assert.deepEqual(activation?.shape, [64, 6, 6, 4]);
    assert.ok((activation?.zeros ?? 0) > 0.1 && (activation?.dead ?? 1) < 1);
    assert.equal(tensorOf(reports[0], 'flat', 'output', 'activation'), undefined);
    assert.match(printed, /left 0 /);
  });

  it('without changing what the program draws, trains or names', async () => {
    const [seen, unseen] = [
      await bench.run('seen.js', program),
      await bench.run('unseen.js', program, { observe: false }),
    ].map(({ snapshot }) => snapshot.console.map(({ text }) => text).join(''));
    assert.equal(seen, unseen);
  });

  it('in loops of one’s own, by the names of the variables', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const layer = tf.layers.dense({ units: 3, inputShape: [2], name: 'mine' });
      const x = tf.ones([4, 2]); layer.apply(x);
      const free = tf.variable(tf.ones([3]), true, 'free');
      const optimizer = tf.train.adam(0.01);
      for (let step = 0; step < 30; step++)
        optimizer.minimize(() => layer.apply(x).mul(free).square().mean());`;
    const { ending, snapshot } = await bench.run('loop.js', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const reports = reportsOf(snapshot.exhibits);
    assert.ok(reports.length >= 2);
    assert.equal(reports.at(-1)?.model, 'Adam');
    assert.equal(reports.at(-1)?.at.updates, 30);
    assert.deepEqual(
      reports
        .at(-1)
        ?.tensors.filter(({ role }) => role === 'weight')
        .map(({ layer, tensor }) => `${layer} ${tensor}`)
        .sort(),
      ['free variable', 'mine bias', 'mine kernel'],
    );
  });

  it('a bounded number of times', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      await model.fit(tf.ones([4, 1]), tf.ones([4, 1]), { epochs: 900 });`;
    const { snapshot } = await bench.run('long.js', text);
    const reports = reportsOf(snapshot.exhibits);
    assert.ok(reports.length <= 202 && reports.length >= 3, `${reports.length}`);
    assert.equal(reports.at(-1)?.at.epoch, 900);
  });

  it('together with what each layer takes, gives and costs', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const input = tf.input({ shape: [6, 6, 2], name: 'picture' });
      const left = tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', name: 'left', trainable: false }).apply(input);
      const right = tf.layers.separableConv2d({ filters: 4, kernelSize: 3, padding: 'same', name: 'right' }).apply(input);
      const flat = tf.layers.flatten({ name: 'flat' }).apply(tf.layers.add({ name: 'sum' }).apply([left, right]));
      const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 3, name: 'out' }).apply(flat), name: 'branches' });
      model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
      await model.fit(tf.ones([4, 6, 6, 2]), tf.ones([4, 3]), { epochs: 1 });`;
    const { ending, snapshot } = await bench.run('branches.js', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const [model] = snapshot.models;
    const layer = (name: string) => model?.layers.find((one) => one.name === name);
    assert.deepEqual(
      layer('sum')?.inputs?.map(({ from }) => from),
      ['left', 'right'],
    );
    assert.deepEqual(layer('left')?.inputs, [{ from: 'picture', shape: [null, 6, 6, 2] }]);
    assert.deepEqual([layer('left')?.macs, layer('left')?.trainableParameters], [36 * 9 * 2 * 4, 0]);
    assert.equal(layer('right')?.macs, 36 * (9 * 2 + 2 * 4));
    assert.deepEqual([layer('out')?.macs, layer('out')?.activations], [144 * 3, 3]);
    assert.deepEqual([layer('picture')?.macs, layer('picture')?.inputs], [0, []]);
    assert.equal(model?.optimizerNumbers, 2);
  });
});
