import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import { exportModel, keepModel, keptModelsOf } from '../../../src/storage/keptModels.ts';
import { openRunStore } from '../../../src/storage/runStore.ts';
import { createHeader, createSnapshot } from './runFixture.ts';
import { createRecordingLogger, temporaryFolder } from './temporaryFolder.ts';

const checkpoint = (model: string, updates: number): Checkpoint => ({
  model,
  updates,
  topology: { class_name: 'Model', config: { name: model } },
  weightSpecs: [{ name: 'dense/kernel', shape: [1, 2], dtype: 'float32' }],
  weights: Float32Array.of(updates, -updates).buffer,
});

interface Description {
  weightsManifest: { paths: string[] }[];
}

/** The weights that the folder's model.json names. */
async function weightsIn(folder: string): Promise<number[]> {
  const { weightsManifest } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as Description;
  const bytes = await readFile(join(folder, weightsManifest[0]?.paths[0] ?? ''));
  return [...new Float32Array(new Uint8Array(bytes).buffer)];
}

describe('models of a run', () => {
  it('keep their latest weights, each model its own', async (context) => {
    const folder = await temporaryFolder(context);
    for (let updates = 1; updates <= 3; updates++) await keepModel(folder, checkpoint('generator', updates));
    await keepModel(folder, checkpoint('../判別 *.器', 9));
    const kept = await keptModelsOf(folder);
    assert.deepEqual(kept.map(({ model }) => model).sort(), ['../判別 *.器', 'generator']);
    for (const { model, folder: place } of kept) {
      assert.deepEqual(await weightsIn(place), model === 'generator' ? [3, -3] : [9, -9]);
      assert.equal((await readdir(place)).length, 2, 'nothing older is left');
    }
    assert.deepEqual(await readdir(folder), ['models'], 'no name leads out of the folder');
  });

  it('what an interrupted write has left does no harm', async (context) => {
    const folder = await temporaryFolder(context);
    await keepModel(folder, checkpoint('net', 1));
    const place = (await keptModelsOf(folder))[0]?.folder ?? '';
    await writeFile(join(place, 'weights-00000000.bin'), 'half');
    assert.deepEqual(await weightsIn(place), [1, -1]);
    await keepModel(folder, checkpoint('net', 2));
    assert.deepEqual(await weightsIn(place), [2, -2]);
  });

  it('are exported as model.json and weights.bin', async (context) => {
    const folder = await temporaryFolder(context);
    await keepModel(folder, checkpoint('net', 5));
    const [kept] = await keptModelsOf(folder);
    assert.ok(kept);
    const target = join(folder, 'my "net"');
    assert.equal(await exportModel(kept, target), join(target, 'model.json'));
    assert.deepEqual((await readdir(target)).sort(), ['model.json', 'weights.bin']);
    assert.deepEqual(await weightsIn(target), [5, -5]);
  });

  it('a run without any has none', async (context) => {
    const folder = await temporaryFolder(context);
    assert.deepEqual(await keptModelsOf(join(folder, 'nothing')), []);
  });

  it('only the latest runs keep weights, and pinned ones', async (context) => {
    const folder = await temporaryFolder(context);
    const store = await openRunStore({ folder, logger: createRecordingLogger() });
    const ids = Array.from({ length: 23 }, (_, index) => `run-${String(index).padStart(2, '0')}`);
    for (const [index, id] of ids.entries()) {
      await store.keepModel(id, checkpoint('net', index + 1));
      const header = createHeader(id, {
        startedAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
        status: 'ended',
        ending: { kind: 'finished', wallMs: 1 },
        kept: [{ model: 'net', updates: index + 1 }],
      });
      await store.save(createSnapshot(header, 4));
      if (index === 1) await store.setPinned(id, true);
    }
    const counts = await Promise.all(ids.map(async (id) => (await store.keptModels(id)).length));
    assert.deepEqual(counts.slice(0, 4), [0, 1, 0, 1]);
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      21,
    );
    assert.equal(store.headers().length, 23, 'every run keeps its curves');
    store.dispose();
  });
});
