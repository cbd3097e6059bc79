import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { noteLength } from '../../../src/core/compare/noteLength.ts';
import type { RunHeader } from '../../../src/protocol/run.ts';
import { openRunStore, type RunStore } from '../../../src/storage/runStore.ts';
import { createHeader, createSnapshot } from './runFixture.ts';
import { createRecordingLogger, temporaryFolder } from './temporaryFolder.ts';
import { waitFor } from './waitFor.ts';

const open = (folder: string): Promise<RunStore> => openRunStore({ folder, logger: createRecordingLogger() });
const ended: Partial<RunHeader> = { status: 'ended', ending: { kind: 'finished', wallMs: 1 } };

async function storeWith(folder: string, ...ids: string[]): Promise<RunStore> {
  const store = await open(folder);
  for (const id of ids) await store.save(createSnapshot(createHeader(id, ended), 40));
  return store;
}

describe('notes and pins of runs', () => {
  it('outlive a restart', async (context) => {
    const folder = await temporaryFolder(context);
    const store = await storeWith(folder, 'one', 'two');
    await store.setNote('one', '  twice the\nfilters 「兩倍」 ');
    await store.setPinned('one', true);
    store.dispose();
    const again = await open(folder);
    assert.equal(again.noteOf('one'), 'twice the filters 「兩倍」');
    assert.deepEqual([again.isPinned('one'), again.isPinned('two')], [true, false]);
    assert.equal(again.noteOf('two'), '');
    await again.setNote('one', '   ');
    assert.equal(again.noteOf('one'), '');
    again.dispose();
    const third = await open(folder);
    assert.equal(third.noteOf('one'), '');
    third.dispose();
  });

  it('go to the trash with their run and come back with it', async (context) => {
    const store = await storeWith(await temporaryFolder(context), 'one');
    await store.setNote('one', 'the one to beat');
    await store.setPinned('one', true);
    const undo = await store.remove('one');
    await store.setNote('one', 'of a run that is gone');
    await undo();
    assert.equal(store.noteOf('one'), 'the one to beat');
    assert.ok(store.isPinned('one'));
    store.dispose();
  });

  it('are seen by other windows, also when both write', async (context) => {
    const folder = await temporaryFolder(context);
    const here = await storeWith(folder, 'one', 'two');
    const there = await open(folder);
    let told = 0;
    there.onDidChange(() => told++);
    await Promise.all([here.setNote('one', 'from here'), there.setNote('two', 'from there')]);
    await waitFor(
      'the notes of the other window',
      () => there.noteOf('one') === 'from here' && here.noteOf('two') === 'from there',
    );
    assert.ok(told > 0);
    here.dispose();
    there.dispose();
  });

  it('are cut where they are too long', async (context) => {
    const folder = await temporaryFolder(context);
    const store = await storeWith(folder, 'one');
    await store.setNote('one', 'x'.repeat(noteLength + 50));
    assert.equal(store.noteOf('one').length, noteLength);
    await writeFile(join(folder, 'one', 'note.txt'), 'y'.repeat(9999));
    store.dispose();
    const again = await open(folder);
    assert.equal(again.noteOf('one').length, noteLength);
    again.dispose();
  });
});

describe('a run without data', () => {
  it('is listed, and says why it has no curves', async (context) => {
    const folder = await temporaryFolder(context);
    const store = await storeWith(folder, 'gone', 'damaged', 'newer', 'sound');
    const data = (id: string): string => join(folder, id, 'data.bin');
    await rm(data('gone'));
    const bytes = await readFile(data('damaged'));
    bytes.fill(0x55, 30, 60);
    await writeFile(data('damaged'), bytes);
    const newer = await readFile(data('newer'));
    newer[7] = 250;
    await writeFile(data('newer'), newer);
    assert.deepEqual(await store.read('gone'), { ok: false, problem: 'gone' });
    assert.deepEqual(await store.read('damaged'), { ok: false, problem: 'damaged' });
    assert.deepEqual(await store.read('newer'), { ok: false, problem: 'newer-version' });
    assert.deepEqual(await store.read('never there'), { ok: false, problem: 'gone' });
    assert.equal((await store.read('sound')).ok, true);
    assert.equal(store.headers().length, 4);
    store.dispose();
  });
});
