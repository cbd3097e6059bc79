import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { createDatasets } from '../../../src/worker/data/createDatasets.ts';
import { DatasetError, type DatasetErrorCode } from '../../../src/worker/data/datasetError.ts';
import { datasetsFolder } from './datasetsFolder.ts';

type Json = Record<string, unknown>;

describe('a damaged data set', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, 'mnist', name);

  before(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'datasets-'))));
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => cp(datasetsFolder, folder, { recursive: true, force: true }));

  async function editManifest(edit: (manifest: Json) => void) {
    const manifest = JSON.parse(await readFile(file('manifest.json'), 'utf8')) as Json;
    edit(manifest);
    await writeFile(file('manifest.json'), JSON.stringify(manifest));
  }

  async function failure(): Promise<DatasetError> {
    const { numTensors } = tf.memory();
    const error: unknown = await createDatasets({ tf, folder })('mnist').then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof DatasetError, `expected a DatasetError, got ${String(error)}`);
    assert.equal(tf.memory().numTensors, numTensors);
    return error;
  }

  async function failsWith(code: DatasetErrorCode, damagedFile?: string) {
    const error = await failure();
    assert.equal(error.code, code);
    if (damagedFile !== undefined) assert.equal(error.values.file, damagedFile);
  }

  it('is found when one bit of the data has flipped', async () => {
    const bytes = await readFile(file('data.bin.br'));
    bytes.writeUInt8(bytes.readUInt8(400_000) ^ 1, 400_000);
    await writeFile(file('data.bin.br'), bytes);
    const error = await failure();
    assert.equal(error.code, 'dataset-damaged');
    assert.equal(
      error.message,
      'The file data.bin.br of the data set "mnist" is missing or damaged. Reinstalling the extension restores it.',
    );
  });

  it('is found when the data is cut short', async () => {
    await writeFile(file('data.bin.br'), (await readFile(file('data.bin.br'))).subarray(0, 100_000));
    await failsWith('dataset-damaged', 'data.bin.br');
  });

  it('is found when a file is missing', async () => {
    await rm(file('data.bin.br'));
    await failsWith('dataset-damaged', 'data.bin.br');
    await rm(file('manifest.json'));
    await failsWith('dataset-damaged', 'manifest.json');
  });

  it('is found when the manifest is not JSON, or not an object', async () => {
    for (const text of ['', '{"formatVersion": 1', '[]', 'null', '7']) {
      await writeFile(file('manifest.json'), text);
      await failsWith('dataset-damaged', 'manifest.json');
    }
  });

  it('is found for every key that the loader needs', async () => {
    const keys = [
      'formatVersion',
      'id',
      'title',
      'classNames',
      'source',
      'licence',
      'attribution',
      'baseline',
      'arrays',
      'data',
    ];
    for (const key of keys) {
      await cp(datasetsFolder, folder, { recursive: true, force: true });
      await editManifest((manifest) => (manifest[key] = undefined));
      await failsWith('dataset-damaged', 'manifest.json');
    }
  });

  it('is found when the manifest contradicts the data', async () => {
    const edits: readonly ((manifest: Json) => void)[] = [
      (manifest) => (manifest.id = 'other'),
      (manifest) => (manifest.arrays = {}),
      (manifest) => (manifest.classNames = ['0', '1', '2']),
      (manifest) => ((manifest.arrays as Record<string, Json>)['train.labels']!.shape = [4999]),
      (manifest) => ((manifest.arrays as Record<string, Json>)['test.images']!.byteOffset = 4_000_000),
      (manifest) => ((manifest.arrays as Record<string, Json>)['train.images']!.shape = [5000, 784]),
      (manifest) => ((manifest.data as Json).decodedBytes = 4_709_999),
      (manifest) => ((manifest.data as Json).decodedBytes = 4_710_001),
      (manifest) => ((manifest.data as Json).file = '../mnist/data.bin.br'),
    ];
    for (const edit of edits) {
      await cp(datasetsFolder, folder, { recursive: true, force: true });
      await editManifest(edit);
      await failsWith('dataset-damaged');
    }
  });

  it('is told apart from a newer format, whatever else that holds', async () => {
    await writeFile(file('manifest.json'), '{"formatVersion": 2, "id": 7}');
    const error = await failure();
    assert.equal(error.code, 'dataset-newer');
    assert.deepEqual(error.values, { formatVersion: 2, supported: 1 });
    assert.match(error.message, /^The data set "mnist" was made for a newer version/);
  });

  it('may hold keys that this version does not know', async () => {
    await editManifest((manifest) => (manifest.somethingNew = { since: 2030 }));
    const mnist = await createDatasets({ tf, folder })('mnist', { train: 1, test: 1 });
    mnist.dispose();
  });
});
