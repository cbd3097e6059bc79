import assert from 'node:assert/strict';
import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type FullCheckpoint,
} from '../../../src/core/checkpoints/checkpointFile.ts';
import {
  EpochFolder,
  forgetOldestEpochs,
  keptEpochsOf,
  readEpoch,
  type KeptEpochFile,
} from '../../../src/storage/keptEpochs.ts';
import { exportCheckpoint } from '../../../src/storage/keptModels.ts';
import { openRunStore } from '../../../src/storage/runStore.ts';
import { createHeader, createSnapshot } from './runFixture.ts';
import { createRecordingLogger, temporaryFolder } from './temporaryFolder.ts';

/** Losses fall to epoch 7 and rise again. */
export function fullCheckpoint(model: string, epoch: number, values = 2): FullCheckpoint {
  const losses = Array.from({ length: epoch }, (_, index) => Math.abs(index + 1 - 7) + 1);
  return {
    model,
    epoch,
    updates: epoch * 10,
    topology: { class_name: 'Model', config: { name: model } },
    weightSpecs: [{ name: 'dense/kernel', shape: [values], dtype: 'float32' }],
    weights: new Float32Array(values).fill(epoch).buffer,
    training: {
      elapsedMs: epoch * 1000,
      fitCall: 0,
      epochIndex: epoch - 1,
      isOver: false,
      samples: 4,
      shuffles: Int32Array.of(1, 2, 3, -4),
      random: Int32Array.of(5, 6, 7, 8),
      optimizer: {
        name: 'Adam',
        plain: { learningRate: 0.01, iterations_: epoch * 10 },
        tensors: { accBeta1: { shape: [], dtype: 'float32', values: Float32Array.of(0.9 ** epoch) } },
        lists: {
          accumulatedFirstMoment: [
            null,
            { name: 'm', tensor: { shape: [1], dtype: 'float32', values: Float32Array.of(NaN) } },
          ],
        },
      },
      layers: [],
      callbacks: [{ best: Infinity, wait: 0, monitor: 'val_loss' }],
      history: { epochs: losses.map((_, index) => index), logs: { loss: losses, val_loss: losses } },
      recorded: { lastSteps: [{ id: 0, step: epoch * 10 - 1 }], evaluations: 0, exhibits: 0 },
    },
  };
}

const epochsOf = (kept: readonly KeptEpochFile[]): number[] => kept.map(({ epoch }) => epoch);

describe('epochs of a run', () => {
  it('come back exactly as they were', () => {
    const checkpoint = fullCheckpoint('net 深', 3);
    assert.deepEqual(decodeCheckpoint(encodeCheckpoint(checkpoint)), checkpoint);
    // Files are read into Node's own kind of byte array, which may lie inside of a larger one.
    const inside = Buffer.concat([Buffer.alloc(3), encodeCheckpoint(checkpoint)]).subarray(3);
    assert.deepEqual(decodeCheckpoint(inside), checkpoint);
  });

  it('are listed with what they reported, and read one by one', async (context) => {
    const folder = await temporaryFolder(context);
    const epochs = new EpochFolder(folder);
    for (const epoch of [1, 2, 10]) await epochs.keep(fullCheckpoint('../n*t', epoch));
    const kept = await keptEpochsOf(folder);
    assert.deepEqual(epochsOf(kept), [1, 2, 10]);
    const { epoch, updates, elapsedMs, logs, learningRate } = kept[2]!;
    assert.deepEqual(
      { epoch, updates, elapsedMs, logs, learningRate },
      { epoch: 10, updates: 100, elapsedMs: 10_000, logs: { loss: 4, val_loss: 4 }, learningRate: 0.01 },
    );
    assert.deepEqual(await readEpoch(kept[2]!), fullCheckpoint('../n*t', 10));
    assert.deepEqual(await readdir(folder), ['checkpoints']);
  });

  it('that were cut short or are something else are refused, and not listed', async (context) => {
    const folder = await temporaryFolder(context);
    await new EpochFolder(folder).keep(fullCheckpoint('net', 1));
    const [kept] = await keptEpochsOf(folder);
    const whole = await readFile(kept!.file);
    for (const damaged of [
      whole.subarray(0, -1),
      whole.subarray(0, 30),
      Buffer.alloc(whole.length),
      Buffer.from('x'),
    ]) {
      assert.throws(() => decodeCheckpoint(damaged), RangeError);
    }
    await writeFile(join(kept!.file, '..', 'epoch-000002.ckpt'), Buffer.alloc(500));
    assert.deepEqual(epochsOf(await keptEpochsOf(folder)), [1]);
    await truncate(kept!.file, 10);
    assert.deepEqual(await keptEpochsOf(folder), []);
    assert.deepEqual(await keptEpochsOf(join(folder, 'nothing')), []);
  });

  it('are thinned out evenly, and the first, the last and the best stay', async (context) => {
    const folder = await temporaryFolder(context);
    const epochs = new EpochFolder(folder, { countAtMost: 10, bytesAtMost: 1e9 });
    for (let epoch = 1; epoch <= 64; epoch++) {
      await epochs.keep(fullCheckpoint('net', epoch));
      const kept = epochsOf(await keptEpochsOf(folder));
      assert.equal(kept.length, Math.min(epoch, 10));
      assert.equal(kept[0], 1);
      assert.equal(kept.at(-1), epoch);
      assert.ok(epoch < 7 || kept.includes(7), `the best is gone at ${epoch}: ${kept.join()}`);
    }
    const gaps = epochsOf(await keptEpochsOf(folder)).map(
      (epoch, index, all) => epoch - (all[index - 1] ?? epoch),
    );
    assert.ok(Math.max(...gaps) <= 16, gaps.join());
  });

  it('share the room of a run among its models', async (context) => {
    const folder = await temporaryFolder(context);
    const epochs = new EpochFolder(folder, { countAtMost: 1000, bytesAtMost: 40_000 });
    for (let epoch = 1; epoch <= 12; epoch++)
      for (const model of ['a', 'b']) await epochs.keep(fullCheckpoint(model, epoch, 1000));
    const kept = await keptEpochsOf(folder);
    assert.ok(kept.reduce((sum, { bytes }) => sum + bytes, 0) <= 40_000);
    for (const model of ['a', 'b']) assert.ok(kept.filter((one) => one.model === model).length >= 3);
  });

  it('are exported as tf.loadLayersModel reads them', async (context) => {
    const folder = await temporaryFolder(context);
    const file = await exportCheckpoint(fullCheckpoint('net', 5), join(folder, 'out'));
    const { weightsManifest } = JSON.parse(await readFile(file, 'utf8')) as {
      weightsManifest: { paths: string[]; weights: { shape: number[] }[] }[];
    };
    assert.deepEqual(weightsManifest[0]?.paths, ['weights.bin']);
    const bytes = await readFile(join(folder, 'out', 'weights.bin'));
    assert.deepEqual([...new Float32Array(new Uint8Array(bytes).buffer)], [5, 5]);
  });

  it('of the oldest runs go first', async (context) => {
    const folder = await temporaryFolder(context);
    const runs = ['new', 'middle', 'old'].map((name) => join(folder, name));
    for (const run of runs) await new EpochFolder(run).keep(fullCheckpoint('net', 1, 1000));
    await forgetOldestEpochs(runs, 12_000);
    const counts = await Promise.all(runs.map(async (run) => (await keptEpochsOf(run)).length));
    assert.deepEqual(counts, [1, 1, 0]);
  });

  it('belong to their run: the store lists them, and removes them with it', async (context) => {
    const folder = await temporaryFolder(context);
    const store = await openRunStore({ folder, logger: createRecordingLogger() });
    await store.keepModel('run-1', fullCheckpoint('net', 1));
    await store.keepModel('run-1', fullCheckpoint('net', 2));
    await store.save(createSnapshot(createHeader('run-1', { status: 'ended' }), 4));
    assert.deepEqual(epochsOf(await store.keptEpochs('run-1')), [1, 2]);
    const undo = await store.remove('run-1');
    assert.deepEqual(await store.keptEpochs('run-1'), []);
    await undo();
    assert.deepEqual(epochsOf(await store.keptEpochs('run-1')), [1, 2]);
    store.dispose();
  });
});
