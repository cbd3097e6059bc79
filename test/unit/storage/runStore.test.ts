import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openRunStore } from '../../../src/storage/runStore.ts';
import { runLogVersion } from '../../../src/storage/runRecords.ts';
import type { RunStore } from '../../../src/storage/runStore.ts';
import { createEvaluation, createHeader, createSnapshot } from './runFixture.ts';
import { startRole } from './startRole.ts';
import { createRecordingLogger, temporaryFolder } from './temporaryFolder.ts';
import { waitFor } from './waitFor.ts';

const [, , role, folderOfWriter] = process.argv;
const open = (folder: string, runsAtMost?: number): Promise<RunStore> =>
  openRunStore({ folder, logger: createRecordingLogger(), ...(runsAtMost !== undefined && { runsAtMost }) });

// The same file is also the program of the editor that a test kills.
if (role === 'editor') await runForEver(folderOfWriter!);
else defineTests();

async function runForEver(folder: string): Promise<void> {
  const store = await open(folder);
  for (let points = 400; ; points += 400) {
    await store.save(createSnapshot(createHeader('going', { wallMs: points }), points));
    process.send?.(points);
  }
}

function defineTests(): void {
  describe('run store', () => {
    it('gives back what was saved, to the bit', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      const snapshot = createSnapshot(
        createHeader('one', { status: 'ended', ending: { kind: 'finished', wallMs: 9 } }),
        1000,
      );
      snapshot.evaluations = [createEvaluation(101, true), createEvaluation(33, false)];
      await store.save(snapshot);
      assert.deepEqual(await store.load('one'), snapshot);
      store.dispose();
      const again = await open(folder);
      assert.deepEqual(await again.load('one'), snapshot);
      assert.deepEqual(again.headers(), [snapshot.header]);
      assert.equal(await again.load('nobody'), undefined);
      again.dispose();
    });

    it('appends what is new and reads it as one', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      for (let second = 1; second <= 20; second++) {
        const snapshot = createSnapshot(createHeader('one', { wallMs: second }), second * 40);
        snapshot.console = [{ stream: 'stdout', text: 'a'.repeat(second) }];
        if (second > 10) snapshot.console.push({ stream: 'stderr', text: 'warning '.repeat(second - 10) });
        snapshot.evaluations = Array.from({ length: Math.floor(second / 7) }, (_, index) => ({
          ...createEvaluation(50, true),
          accuracy: index,
        }));
        await store.save(snapshot);
        assert.deepEqual(await store.load('one'), snapshot, `second ${second}`);
      }
      store.dispose();
    });

    it('writes anew what did not just grow', async (context) => {
      const store = await open(await temporaryFolder(context));
      await store.save(createSnapshot(createHeader('one'), 4000));
      const decimated = createSnapshot(createHeader('one'), 400);
      decimated.console = [{ stream: 'stdout', text: 'tail', droppedCharacters: 9 }];
      await store.save(decimated);
      assert.deepEqual(await store.load('one'), decimated);
      const changed = createSnapshot(createHeader('one'), 400);
      changed.blocks[0]!.values.fill(5);
      await store.save(changed);
      assert.deepEqual(await store.load('one'), changed);
      store.dispose();
    });

    it('joins blocks of one curve', async (context) => {
      const store = await open(await temporaryFolder(context));
      const snapshot = createSnapshot(createHeader('one'), 400);
      const [first] = snapshot.blocks;
      snapshot.blocks.splice(
        0,
        1,
        { id: 0, steps: first!.steps.slice(0, 30), values: first!.values.slice(0, 30) },
        { id: 0, steps: first!.steps.slice(30), values: first!.values.slice(30) },
      );
      await store.save(snapshot);
      await store.save({ ...snapshot, blocks: createSnapshot(snapshot.header, 800).blocks });
      assert.deepEqual((await store.load('one'))?.blocks, createSnapshot(snapshot.header, 800).blocks);
      store.dispose();
    });

    it('saves 100,000 points and each second after that within 20 ms', async (context) => {
      const store = await open(await temporaryFolder(context));
      const timeOf = async (points: number): Promise<number> => {
        const snapshot = createSnapshot(createHeader('one'), points);
        const startedAt = performance.now();
        await store.save(snapshot);
        return performance.now() - startedAt;
      };
      const firstMs = await timeOf(100_000);
      const laterMs: number[] = [];
      for (let second = 1; second <= 30; second++) laterMs.push(await timeOf(100_000 + second * 2000));
      laterMs.sort((a, b) => a - b);
      const [median, worst] = [laterMs[15]!, laterMs[29]!];
      const startedAt = performance.now();
      await store.load('one');
      context.diagnostic(
        `whole ${firstMs.toFixed(1)} ms; +2000 points: median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms; ` +
          `load ${(performance.now() - startedAt).toFixed(1)} ms`,
      );
      assert.ok(median <= 20, `median ${median} ms`);
      store.dispose();
    });

    for (const [what, damage] of [
      ['one bit is another', (bytes: Buffer) => void (bytes[300] = bytes[300]! ^ 1)],
      ['the heading is gone', (bytes: Buffer) => void bytes.fill(0, 0, 8)],
      ['a newer version wrote it', (bytes: Buffer) => void (bytes[7] = runLogVersion + 1)],
    ] as const)
      it(`lists a run whose data is damaged, but does not load it: ${what}`, async (context) => {
        const folder = await temporaryFolder(context);
        const store = await open(folder);
        const header = createHeader('one', { status: 'ended', ending: { kind: 'finished', wallMs: 9 } });
        await store.save(createSnapshot(header, 1000));
        const bytes = await readFile(join(folder, 'one', 'data.bin'));
        damage(bytes);
        await writeFile(join(folder, 'one', 'data.bin'), bytes);
        store.dispose();
        const again = await open(folder);
        assert.deepEqual(again.headers(), [header]);
        assert.equal(await again.load('one'), undefined);
        again.dispose();
      });

    it('never throws on a log that is cut or changed anywhere', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      const ended = createHeader('one', { status: 'ended', ending: { kind: 'stopped', forced: false } });
      const snapshot = createSnapshot(ended, 40);
      snapshot.evaluations = [createEvaluation(20, true)];
      await store.save(snapshot);
      const file = join(folder, 'one', 'data.bin');
      const whole = await readFile(file);
      for (let at = 0; at < whole.length; at += 7) {
        await writeFile(file, whole.subarray(0, at));
        assert.equal(await store.load('one'), undefined, `cut at ${at}`);
        const changed = Buffer.from(whole);
        changed[at] = changed[at]! ^ 0x55;
        await writeFile(file, changed);
        assert.equal(await store.load('one'), undefined, `changed at ${at}`);
      }
      store.dispose();
    });

    it('reads the header from the log when header.json is damaged', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      const header = createHeader('one', { status: 'ended', ending: { kind: 'finished', wallMs: 9 } });
      await store.save(createSnapshot(header, 100));
      store.dispose();
      await truncate(join(folder, 'one', 'header.json'), 10);
      const again = await open(folder);
      assert.deepEqual(again.headers(), [header]);
      again.dispose();
    });

    it(
      'shows a run whose editor was killed as ended, with all that was acknowledged',
      { timeout: 60_000 },
      async (context) => {
        const folder = await temporaryFolder(context);
        for (let kill = 0; kill < 8; kill++) {
          const child = startRole(import.meta.url, ['editor', folder]);
          let saved = 0;
          child.on('message', (points: number) => (saved = points));
          await waitFor('some saves', () => saved > 2000, 20_000);
          const other = await open(folder);
          assert.equal(other.headers()[0]?.status, 'running', 'another window sees it running');
          other.dispose();
          await delay(kill * 3);
          child.kill('SIGKILL');
          await once(child, 'exit');
          const store = await open(folder);
          const [header] = store.headers();
          assert.equal(header?.status, 'ended');
          assert.deepEqual(header.ending, { kind: 'crashed', detail: 'editor-closed' });
          const loaded = await store.load('going');
          assert.ok(loaded && loaded.seq >= saved, `${loaded?.seq} of ${saved}`);
          // The last save may have been cut off on its way to the disk.
          for (const { steps } of loaded.blocks) assert.ok(steps.length >= loaded.seq / 4);
          store.dispose();
        }
      },
    );

    it('counts runs per file and finds the one before', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      assert.equal(store.nextNumber('/a.ts'), 1);
      const save = async (id: string, file: string, number: number): Promise<void> => {
        const startedAt = new Date(1.7e12 + number * 1000).toISOString();
        await store.save(createSnapshot(createHeader(id, { file, number, startedAt, status: 'ended' }), 4));
      };
      await save('a1', '/a.ts', 1);
      await save('a2', '/a.ts', 2);
      await save('b1', '/b.ts', 1);
      await save('a3', '/a.ts', 3);
      assert.equal(store.nextNumber('/a.ts'), 4);
      assert.equal(store.nextNumber('/b.ts'), 2);
      const of = (id: string) => store.headers().find((header) => header.id === id)!;
      assert.equal(store.previousOf(of('a3'))?.id, 'a2');
      assert.equal(store.previousOf(of('a1')), undefined);
      await store.remove('a3');
      store.dispose();
      const again = await open(folder);
      assert.equal(again.nextNumber('/a.ts'), 4, 'the number of a removed run is not given again');
      again.dispose();
    });

    it('removes, and takes it back', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      const snapshot = createSnapshot(createHeader('one', { status: 'ended' }), 100);
      await store.save(snapshot);
      let changes = 0;
      store.onDidChange(() => changes++);
      const undo = await store.remove('one');
      assert.deepEqual(store.headers(), []);
      assert.equal(await store.load('one'), undefined);
      await undo();
      await undo();
      assert.deepEqual(await store.load('one'), snapshot);
      assert.equal(changes, 2);
      store.dispose();
    });

    it('keeps so many runs, the pinned ones among them', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder, 5);
      for (let number = 1; number <= 8; number++) {
        const startedAt = new Date(1.7e12 + number * 1000).toISOString();
        await store.save(
          createSnapshot(createHeader(`r${number}`, { number, startedAt, status: 'ended' }), 4),
        );
        if (number === 1) await store.setPinned('r1', true);
      }
      assert.deepEqual(
        store.headers().map(({ id }) => id),
        ['r8', 'r7', 'r6', 'r5', 'r1'],
      );
      assert.equal((await readdir(join(folder, '.trash'))).length, 3);
      store.dispose();
      const again = await open(folder, 5);
      assert.equal(again.isPinned('r1'), true);
      again.dispose();
    });

    it('opens 200 runs quickly', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      for (let number = 1; number <= 200; number++)
        await store.save(createSnapshot(createHeader(`r${number}`, { number }), 4));
      store.dispose();
      const startedAt = performance.now();
      const again = await open(folder);
      const wallMs = performance.now() - startedAt;
      assert.equal(again.headers().length, 200);
      context.diagnostic(`opening 200 runs: ${wallMs.toFixed(0)} ms`);
      assert.ok(wallMs < 2000);
      again.dispose();
    });

    it('shows the runs of another window', async (context) => {
      const folder = await temporaryFolder(context);
      const [one, two] = [await open(folder), await open(folder)];
      await one.save(createSnapshot(createHeader('shared'), 4));
      await waitFor('the other window', () => two.headers().length === 1);
      await one.save(createSnapshot(createHeader('shared', { status: 'ended' }), 8));
      await waitFor('its end', () => two.headers()[0]?.status === 'ended');
      one.dispose();
      two.dispose();
    });

    it('refuses ids that are no names', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      await assert.rejects(store.save(createSnapshot(createHeader('../out'), 4)), RangeError);
      await assert.rejects(stat(join(folder, '..', 'out')));
      store.dispose();
    });
  });
}
