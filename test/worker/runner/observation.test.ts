import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createWorkbench, lastValue, type Workbench } from './workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const blobs = `
const xs = tf.randomNormal([300, 8, 8, 1]);
const labels = tf.tidy(() => xs.mean([1, 2, 3]).greater(0).cast('int32'));
const ys = tf.tidy(() => tf.oneHot(labels, 2).cast('float32'));`;
const classifier = `
const model = tf.sequential({ name: 'net', layers: [
  tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu' }),
  tf.layers.flatten(), tf.layers.dense({ units: 2, activation: 'softmax' })] });
model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });`;

describe('training is observed without any special code', () => {
  it('fit() with validation gives curves, a summary and a confusion matrix with pictures', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';${blobs}${classifier}
      await model.fit(xs, ys, { epochs: 4, batchSize: 32, validationSplit: 0.2 });`;
    const { ending, snapshot } = await bench.run('fit.ts', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const curves = snapshot.series.map(({ metric, split, scale }) => `${metric} ${split} ${scale}`).sort();
    assert.deepEqual(curves, [
      'acc train batch',
      'acc train epoch',
      'acc validation epoch',
      'loss train batch',
      'loss train epoch',
      'loss validation epoch',
    ]);
    const batches = snapshot.blocks.find(
      ({ id }) => snapshot.series.find((s) => s.id === id)?.scale === 'batch',
    );
    assert.equal(batches?.values.length, 4 * Math.ceil(240 / 32));
    assert.deepEqual([...(batches?.steps.slice(0, 3) ?? [])], [0, 1, 2]);
    const [evaluation] = snapshot.evaluations;
    assert.equal(evaluation?.truth.length, 60);
    assert.equal(evaluation?.pictures?.bytes.length, 60 * 64);
    const last = snapshot.evaluations.at(-1);
    const right = last?.truth.filter((label, index) => label === last.predicted[index]).length ?? 0;
    assert.equal(last?.at?.epoch, 4);
    assert.equal(last.accuracy, right / 60);
    assert.ok(
      Math.abs((lastValue(snapshot, 'acc', 'validation') ?? 0) - right / 60) < 1e-6,
      'the matrix agrees with the curve',
    );
    assert.equal(snapshot.models[0]?.parameters, 40 + 36 * 4 * 2 + 2);
    assert.deepEqual(snapshot.models[0]?.layers.at(-1)?.outputShape, [null, 2]);
    assert.equal(snapshot.progress?.epoch, 4);
  });

  it('evaluate() gives the test figures and the matrix of the digits', async () => {
    const text = `import * as tf from '@tensorflow/tfjs-node-gpu'; import { dataset } from 'deep-learning-lessons';
      const mnist = await dataset('mnist', { train: 640 });
      const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [28, 28, 1] }), tf.layers.dense({ units: 10, activation: 'softmax' })] });
      model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
      await model.fit(mnist.train.xs, mnist.train.ys, { epochs: 8 });
      model.evaluate(mnist.test.xs, mnist.test.ys);`;
    const { ending, snapshot } = await bench.run('evaluate.ts', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const [evaluation] = snapshot.evaluations;
    assert.equal(evaluation?.split, 'test');
    assert.equal(evaluation?.truth.length, 1000);
    assert.ok((evaluation?.accuracy ?? 0) > 0.7);
    assert.equal(snapshot.header.headline?.split, 'test');
    assert.ok(Math.abs((snapshot.header.headline?.value ?? 0) - (evaluation?.accuracy ?? 1)) < 1e-6);
  });

  it('fitDataset(), trainOnBatch() and learners’ own callbacks', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';${blobs}${classifier}
      let epochs = 0;
      const data = tf.data.zip({ xs: tf.data.array(tf.unstack(xs)), ys: tf.data.array(tf.unstack(ys)) }).batch(50);
      await model.fitDataset(data, { epochs: 2, callbacks: { onEpochEnd: () => { epochs += 1; } } });
      await model.fit(xs, ys, { epochs: 1, callbacks: [tf.callbacks.earlyStopping({ monitor: 'loss' })] });
      for (let i = 0; i < 5; i++) await model.trainOnBatch(xs, ys);
      console.log('epochs seen', epochs);`;
    const { ending, snapshot } = await bench.run('mixed.ts', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const loss = snapshot.series.find(({ metric, scale }) => metric === 'loss' && scale === 'batch');
    const block = snapshot.blocks.find(({ id }) => id === loss?.id);
    assert.equal(block?.values.length, 2 * 6 + 10 + 5);
    assert.deepEqual(
      [...(block?.steps ?? [])],
      Array.from({ length: 27 }, (_, step) => step),
      'one curve goes on',
    );
    assert.match(snapshot.console.map(({ text: line }) => line).join(''), /epochs seen 2/);
  });

  it('custom loops: minimize() and variableGrads() with applyGradients()', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const w = tf.variable(tf.scalar(5)); const v = tf.variable(tf.scalar(5));
      const first = tf.train.sgd(0.1); const second = tf.train.adam(0.1);
      for (let i = 0; i < 20; i++) {
        first.minimize(() => w.sub(1).square().asScalar());
        const { grads } = tf.variableGrads(() => v.sub(1).square().asScalar(), [v]);
        second.applyGradients(grads);
      }`;
    const { ending, snapshot } = await bench.run('loops.ts', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.deepEqual(
      snapshot.series.map(({ model }) => model),
      ['SGD', 'Adam'],
    );
    for (const { values } of snapshot.blocks) {
      assert.equal(values.length, 20);
      assert.equal(values[0], 16);
    }
  });

  it('a GAN in two optimizers, an LSTM with embedding: both train on WebAssembly', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const generator = tf.sequential({ name: 'generator', layers: [tf.layers.dense({ units: 8, inputShape: [2], activation: 'relu' }), tf.layers.dense({ units: 2 })] });
      const discriminator = tf.sequential({ name: 'discriminator', layers: [tf.layers.dense({ units: 8, inputShape: [2], activation: 'relu' }), tf.layers.dense({ units: 1 })] });
      const dOpt = tf.train.adam(1e-2), gOpt = tf.train.adam(1e-2);
      const bce = (labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits);
      for (let i = 0; i < 10; i++) {
        const z = tf.randomNormal([16, 2]), real = tf.randomNormal([16, 2], 3);
        dOpt.minimize(() => bce(tf.ones([16, 1]), discriminator.apply(real)).add(bce(tf.zeros([16, 1]), discriminator.apply(generator.apply(z)))), false, discriminator.getWeights(true).map((w) => w) && discriminator.trainableWeights.map((w) => w.val));
        gOpt.minimize(() => bce(tf.ones([16, 1]), discriminator.apply(generator.apply(z))), false, generator.trainableWeights.map((w) => w.val));
        await tf.nextFrame();
      }
      const lstm = tf.sequential({ name: 'lstm', layers: [tf.layers.embedding({ inputDim: 50, outputDim: 8, inputLength: 12 }), tf.layers.lstm({ units: 8 }), tf.layers.dense({ units: 1, activation: 'sigmoid' })] });
      lstm.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
      const tokens = tf.randomUniform([64, 12], 0, 50, 'int32');
      await lstm.fit(tokens, tf.ones([64, 1]), { epochs: 3, validationSplit: 0.25 });`;
    const { ending, snapshot } = await bench.run('gan-lstm.js', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.deepEqual([...new Set(snapshot.series.map(({ model }) => model))], ['Adam', 'Adam 2', 'lstm']);
    assert.equal(snapshot.evaluations[0]?.classCount, 2);
  });

  it('the same seed gives the same curve, another seed another', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';${blobs}${classifier}\nawait model.fit(xs, ys, { epochs: 2 });`;
    const losses = [];
    for (const seed of [3, 3, 4])
      losses.push(lastValue((await bench.run('seeded.ts', text, { seed })).snapshot, 'loss', 'train'));
    assert.equal(losses[0], losses[1]);
    assert.notEqual(losses[0], losses[2]);
  });

  it('the plain cpu engine is the last resort', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';${blobs}${classifier}\nawait model.fit(xs, ys, { epochs: 1 });`;
    const { ending, snapshot } = await bench.run('cpu.ts', text, { engines: ['native', 'cpu'] });
    assert.equal(ending.kind, 'finished');
    assert.equal(snapshot.header.engine?.id, 'cpu');
    assert.equal(snapshot.header.engine?.passedOver[0]?.id, 'native');
  });

  it('ES modules and CommonJS, TypeScript and JavaScript, with files beside', async () => {
    await bench.write('beside.ts', 'export const width: number = 3;\nexport type Unused = string;\n');
    await bench.write('old.cjs', "exports.tf = require('@tensorflow/tfjs-node');\n");
    const programs = {
      'a.ts':
        "import { width } from './beside';\nimport * as tf from '@tensorflow/tfjs';\nconsole.log('ok', tf.ones([width as number]).size);",
      'b.js':
        "const tf = require('@tensorflow/tfjs');\nconst other = require('./old.cjs');\nconsole.log('ok', tf === other.tf ? 3 : 0);",
      'c.mjs':
        "import tf from '@tensorflow/tfjs';\nimport old from './old.cjs';\nconsole.log('ok', tf === old.tf ? 3 : 0);",
      'd.ts':
        "const tf = require('@tensorflow/tfjs') as { ones(shape: number[]): { size: number } };\nconsole.log('ok', tf.ones([3]).size);",
    };
    for (const [name, text] of Object.entries(programs)) {
      const { ending, snapshot } = await bench.run(name, text);
      assert.equal(ending.kind, 'finished', `${name} ${JSON.stringify(ending)}`);
      assert.match(snapshot.console.map(({ text: line }) => line).join(''), /ok 3/, name);
    }
  });
});
