import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const digits = `import * as tf from '@tensorflow/tfjs'; import { dataset } from 'deep-learning-lessons';
const mnist = await dataset('mnist', { train: 640 });
const model = tf.sequential({ name: 'net', layers: [
  tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 4, kernelSize: 3, strides: 2, activation: 'relu' }),
  tf.layers.flatten(), tf.layers.dropout({ rate: 0.2 }), tf.layers.dense({ units: 10, activation: 'softmax' })] });
model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
`;

function curve(snapshot: RunSnapshot, metric: string, split: string): number[] {
  const info = snapshot.series.find(
    (one) => one.metric === metric && one.split === split && one.scale === 'epoch',
  );
  return [...(snapshot.blocks.find(({ id }) => id === info?.id)?.values ?? [])];
}

describe('evaluations of a real training', () => {
  it('fit(): one for the first and the last epoch at least, on the validation curve, with pictures once', async () => {
    const file = await bench.write(
      'fit-digits.ts',
      `${digits}await model.fit(mnist.train.xs, mnist.train.ys, { epochs: 5, validationData: [mnist.test.xs, mnist.test.ys] });`,
    );
    const handle = bench.start(file);
    const ending = await handle.ended;
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const { evaluations, ...snapshot } = handle.snapshot();
    const accuracies = curve({ ...snapshot, evaluations }, 'acc', 'validation');
    assert.deepEqual([evaluations[0]?.at?.epoch, evaluations.at(-1)?.at?.epoch], [1, 5]);
    for (const { at, accuracy, truth, split } of evaluations) {
      assert.equal(split, 'validation');
      assert.equal(truth.length, 1000);
      assert.equal(at?.updates, (at?.epoch ?? 0) * 20);
      assert.ok(Math.abs(accuracy - (accuracies[(at?.epoch ?? 0) - 1] ?? NaN)) < 1e-6);
    }
    assert.deepEqual(
      evaluations.map(({ scores }) => scores?.length),
      [...evaluations.slice(1).map(() => undefined), 10_000],
    );
    const last = evaluations.length - 1;
    assert.equal(evaluations[last]?.pictures, undefined);
    const [first, later] = [0, last].map((number) => handle.samplePictures(number, [3, 999, 1000]));
    assert.deepEqual(first, later);
    assert.deepEqual(
      later?.bytes.map(({ length }) => length),
      [784, 784, 0],
    );
    const { truth, predicted } = evaluations[last] ?? { truth: [], predicted: [] };
    const wrong = truth.findIndex((label, index) => label !== predicted[index]);
    const cell = handle.pictures(last, truth[wrong] ?? 0, predicted[wrong] ?? 0);
    assert.ok(cell.samples.some(({ index }) => index === wrong));
  });

  it('fitDataset(): its validation is no test of the program’s, from tensors and from a dataset', async () => {
    const { ending, snapshot } = await bench.run(
      'dataset-digits.ts',
      `${digits}const data = tf.data.zip({ xs: tf.data.array(tf.unstack(mnist.train.xs)), ys: tf.data.array(tf.unstack(mnist.train.ys)) }).batch(64);
      await model.fitDataset(data, { epochs: 2, validationData: [mnist.test.xs, mnist.test.ys] });
      await model.fitDataset(data, { epochs: 2, validationData: data });
      const result = await model.evaluateDataset(data, {});`,
    );
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.deepEqual(
      snapshot.evaluations.map(({ split, truth, at }) => [split, truth.length, at?.epoch]),
      [
        ['validation', 1000, 1],
        ['validation', 1000, 2],
        ['validation', 640, 3],
        ['validation', 640, 4],
        ['test', 640, 4],
      ],
    );
    assert.equal(curve(snapshot, 'acc', 'validation').length, 4);
    assert.equal(curve(snapshot, 'acc', 'test').length, 1);
    const [, second, third, fourth, fifth] = snapshot.evaluations;
    assert.ok(Math.abs((second?.accuracy ?? 0) - (curve(snapshot, 'acc', 'validation')[1] ?? 1)) < 1e-6);
    assert.deepEqual([third?.pictures?.count, fourth?.pictures], [640, undefined]);
    assert.equal(third?.heldOut, fourth?.heldOut);
    assert.deepEqual(fourth?.predicted, fifth?.predicted);
  });

  it('training goes on bit for bit as if nobody looked, in fit() and in fitDataset()', async () => {
    const text = `${digits}
      await model.fit(mnist.train.xs, mnist.train.ys, { epochs: 3, validationSplit: 0.25 });
      const data = tf.data.zip({ xs: tf.data.array(tf.unstack(mnist.train.xs)), ys: tf.data.array(tf.unstack(mnist.train.ys)) }).shuffle(100, 'seed').batch(64);
      await model.fitDataset(data, { epochs: 2, validationData: [mnist.test.xs, mnist.test.ys] });
      const bytes = model.getWeights().flatMap((weight) => [...new Uint32Array(weight.dataSync().slice().buffer)]);
      console.log('weights', bytes.reduce((sum, word) => (Math.imul(sum, 31) + word) >>> 0, 7), Math.random(), tf.memory().numTensors);`;
    const outputs = [];
    for (const observe of [true, false]) {
      const { ending, snapshot } = await bench.run('same.ts', text, { observe });
      assert.equal(ending.kind, 'finished', JSON.stringify(ending));
      outputs.push(snapshot.console.map(({ text: part }) => part).join(''));
      assert.equal(snapshot.evaluations.length > 0, observe);
    }
    assert.match(outputs[0] ?? '', /weights \d+ 0\.\d+ \d+/);
    assert.equal(outputs[0], outputs[1]);
  });
});
