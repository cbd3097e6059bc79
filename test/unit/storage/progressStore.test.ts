import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerRecord } from '../../../src/storage/progressDocument.ts';
import { openProgressStore } from '../../../src/storage/progressStore.ts';
import type { ProgressStore } from '../../../src/storage/progressStore.ts';
import { startRole } from './startRole.ts';
import { createRecordingLogger, temporaryFolder } from './temporaryFolder.ts';
import { waitFor } from './waitFor.ts';

const [, self, role, folderOfWriter, nameOfWriter, countOfWriter] = process.argv;

// The same file is also the program of the writers that the tests start.
if (role === 'writer') await writeAnswers(folderOfWriter!, nameOfWriter!, Number(countOfWriter));
else defineTests();

function answerAt(index: number): AnswerRecord {
  const answeredAt = new Date().toISOString();
  return { answer: { kind: 'numeric', text: `${index}` }, score: 1, correct: true, attempts: 1, answeredAt };
}

/** Saves one answer after another and tells the parent of each that is saved. */
async function writeAnswers(folder: string, name: string, count: number): Promise<void> {
  const store = await openProgressStore({ folder, logger: createRecordingLogger() });
  for (let index = 0; index < count; index++) {
    await store.update((draft) => {
      draft.quizzes[name] ??= { order: {}, current: 0, hints: [], answers: {} };
      draft.quizzes[name].answers[`q${index}`] = answerAt(index);
    });
    process.send?.(index);
  }
  store.dispose();
  process.disconnect();
}

function startWriter(folder: string, name: string, count: number): ChildProcess {
  return startRole(import.meta.url, ['writer', folder, name, String(count)]);
}

function defineTests(): void {
  assert.ok(self);
  const open = (folder: string, backupEveryMs?: number): Promise<ProgressStore> =>
    openProgressStore({
      folder,
      logger: createRecordingLogger(),
      ...(backupEveryMs !== undefined && { backupEveryMs }),
    });
  const readLesson = (id: string) => (draft: { lessons: Record<string, { readAt?: string }> }) => {
    draft.lessons[id] = { readAt: new Date().toISOString() };
  };

  describe('progress store', () => {
    it('keeps what was saved, and starts empty', async (context) => {
      const folder = join(await temporaryFolder(context), 'not there yet');
      const store = await open(folder);
      assert.equal(store.mode, 'normal');
      assert.deepEqual(store.get().lessons, {});
      const seen: number[] = [];
      store.onDidChange((document) => seen.push(Object.keys(document.lessons).length));
      await store.update(readLesson('a'));
      assert.deepEqual(seen, [1]);
      store.dispose();
      const again = await open(folder);
      assert.ok(again.get().lessons.a?.readAt);
      again.dispose();
      assert.deepEqual(
        (await readdir(folder)).sort(),
        ['progress.backup-1.json', 'progress.json'],
        'no lock or temporary file stays behind',
      );
    });

    it('leaves no trace of a change that throws, and goes on', async (context) => {
      const store = await open(await temporaryFolder(context));
      const bad = store.update((draft) => {
        draft.lessons.half = {};
        throw new Error('halfway');
      });
      const good = store.update(readLesson('b'));
      await assert.rejects(bad, /halfway/);
      await good;
      assert.deepEqual(Object.keys(store.get().lessons), ['b']);
      store.dispose();
    });

    it('carries unknown keys along, at every level', async (context) => {
      const folder = await temporaryFolder(context);
      const file = join(folder, 'progress.json');
      const unknown = { reviews: { due: [1, 2] }, lessons: { a: { readAt: 'x', stars: 5 } } };
      const document = { formatVersion: 1, updatedAt: 'x', exercises: {}, quizzes: {}, ...unknown };
      await writeFile(file, JSON.stringify(document));
      const store = await open(folder);
      await store.update(readLesson('b'));
      store.dispose();
      const written = JSON.parse(await readFile(file, 'utf8')) as typeof document;
      assert.deepEqual(written.reviews, unknown.reviews);
      assert.deepEqual(written.lessons.a, unknown.lessons.a);
    });

    for (const [what, damage] of [
      ['cut off', (text: string) => text.slice(0, text.length / 2)],
      ['empty', () => ''],
      ['zeros', (text: string) => '\0'.repeat(text.length)],
      ['something else', () => '{"formatVersion":1,"lessons":[]}'],
      [
        'a wrong state',
        (text: string) => text.replace('"exercises": {}', '"exercises": {"x": {"state": "lost"}}'),
      ],
    ] as const)
      it(`falls back to the last good state when the file is ${what}, and keeps the bad one`, async (context) => {
        const folder = await temporaryFolder(context);
        const first = await open(folder);
        await first.update(readLesson('a'));
        await first.update(readLesson('b'));
        first.dispose();
        const file = join(folder, 'progress.json');
        const damaged = damage(await readFile(file, 'utf8'));
        await writeFile(file, damaged);
        const store = await open(folder);
        assert.equal(store.mode, 'recovered');
        assert.deepEqual(Object.keys(store.get().lessons), ['a', 'b'], 'not even the last answer is lost');
        await store.update(readLesson('c'));
        store.dispose();
        const kept = (await readdir(folder)).find((name) => name.startsWith('progress.damaged-'));
        assert.equal(await readFile(join(folder, kept!), 'utf8'), damaged);
        assert.equal((await open(folder)).mode, 'normal');
      });

    it('falls back to an older backup when the newest is damaged too', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder, 0);
      for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await store.update(readLesson(id));
      store.dispose();
      const names = (await readdir(folder)).filter((name) => name.startsWith('progress.backup-')).sort();
      assert.deepEqual(
        names,
        [1, 2, 3, 4, 5].map((index) => `progress.backup-${index}.json`),
      );
      for (const name of ['progress.json', 'progress.backup-1.json', 'progress.backup-2.json'])
        await writeFile(join(folder, name), '{');
      const recovered = await open(folder);
      assert.deepEqual(Object.keys(recovered.get().lessons), ['a', 'b', 'c', 'd', 'e']);
      recovered.dispose();
    });

    it('moves older backups on only now and then', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      for (let index = 0; index < 10; index++) await store.update(readLesson(`l${index}`));
      const backups = async (): Promise<number> =>
        (await readdir(folder)).filter((name) => name.startsWith('progress.backup-')).length;
      assert.equal(await backups(), 2);
      const longAgo = new Date(Date.now() - 3_600_000);
      await utimes(join(folder, 'progress.backup-2.json'), longAgo, longAgo);
      await store.update(readLesson('x'));
      assert.equal(await backups(), 3);
      await store.update(readLesson('y'));
      assert.equal(await backups(), 3);
      store.dispose();
    });

    it('never overwrites the file of a newer version', async (context) => {
      const folder = await temporaryFolder(context);
      const file = join(folder, 'progress.json');
      const text = JSON.stringify({
        formatVersion: 2,
        updatedAt: 'x',
        lessons: { a: {} },
        exercises: {},
        quizzes: {},
      });
      await writeFile(file, text);
      const store = await open(folder);
      assert.equal(store.mode, 'read-only');
      assert.ok(store.get().lessons.a, 'what can be understood is shown');
      await store.update(readLesson('b'));
      assert.ok(store.get().lessons.b, 'for this session');
      store.dispose();
      assert.equal(await readFile(file, 'utf8'), text);
      assert.deepEqual(await readdir(folder), ['progress.json']);
    });

    it('becomes read-only when another window with a newer version takes over', async (context) => {
      const folder = await temporaryFolder(context);
      const store = await open(folder);
      await store.update(readLesson('a'));
      const text = '{"formatVersion":2,"everything":"new"}';
      await writeFile(join(folder, 'progress.json'), text);
      await store.update(readLesson('b'));
      assert.equal(store.mode, 'read-only');
      store.dispose();
      assert.equal(await readFile(join(folder, 'progress.json'), 'utf8'), text);
    });

    it('hears of the changes of another window', async (context) => {
      const folder = await temporaryFolder(context);
      const [one, two] = [await open(folder), await open(folder)];
      let heard = 0;
      two.onDidChange(() => heard++);
      await one.update(readLesson('a'));
      await waitFor('the other window', () => heard > 0);
      assert.ok(two.get().lessons.a);
      await Promise.all([one.update(readLesson('b')), two.update(readLesson('c'))]);
      await waitFor('both', () => Object.keys(one.get().lessons).length === 3);
      one.dispose();
      two.dispose();
    });

    it('takes over the lock of a process that died', async (context) => {
      const folder = await temporaryFolder(context);
      const child = startWriter(folder, 'dead', 0);
      const pid = child.pid;
      await once(child, 'exit');
      const { hostname } = await import('node:os');
      await writeFile(join(folder, 'progress.lock'), JSON.stringify({ pid, host: hostname(), token: 'x' }));
      const startedAt = performance.now();
      const store = await open(folder);
      assert.ok(performance.now() - startedAt < 1000);
      // One that was killed before it could write its name.
      await writeFile(join(folder, 'progress.lock'), '');
      await store.update(readLesson('a'));
      store.dispose();
    });

    it('saves a burst in few writes', async (context) => {
      const store = await open(await temporaryFolder(context));
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: 500 }, (_, index) => store.update(readLesson(`l${index}`))));
      const wallMs = performance.now() - startedAt;
      assert.equal(Object.keys(store.get().lessons).length, 500);
      context.diagnostic(`500 changes at once: ${wallMs.toFixed(0)} ms`);
      assert.ok(wallMs < 5000);
      store.dispose();
    });

    it('loses nothing when two processes write 200 answers each', { timeout: 120_000 }, async (context) => {
      const folder = await temporaryFolder(context);
      const startedAt = performance.now();
      const writers = ['left', 'right'].map((name) => startWriter(folder, name, 200));
      const codes = await Promise.all(writers.map(async (child) => (await once(child, 'exit'))[0] as number));
      assert.deepEqual(codes, [0, 0]);
      context.diagnostic(`2 × 200 answers: ${(performance.now() - startedAt).toFixed(0)} ms`);
      const store = await open(folder);
      assert.equal(store.mode, 'normal');
      for (const name of ['left', 'right']) {
        const answers = store.get().quizzes[name]?.answers ?? {};
        for (let index = 0; index < 200; index++)
          assert.equal(answers[`q${index}`]?.score, 1, `${name} ${index}`);
      }
      store.dispose();
    });

    it('loses no acknowledged answer to 50 kills during saves', { timeout: 240_000 }, async (context) => {
      const folder = await temporaryFolder(context);
      let acknowledged = 0;
      for (let kill = 0; kill < 50; kill++) {
        const child = startWriter(folder, `writer${kill}`, 100_000);
        const saved: number[] = [];
        child.on('message', (index: number) => saved.push(index));
        await waitFor('the first answer', () => saved.length > 0, 30_000);
        // Spread over the whole of a save, lock and all.
        await delay((kill * 7) % 40);
        child.kill('SIGKILL');
        await once(child, 'exit');
        const store = await open(folder);
        assert.equal(store.mode, 'normal');
        const answers = store.get().quizzes[`writer${kill}`]?.answers ?? {};
        for (const index of saved) assert.ok(answers[`q${index}`], `kill ${kill}: answer ${index} is lost`);
        acknowledged += saved.length;
        store.dispose();
      }
      const store = await open(folder);
      assert.equal(Object.keys(store.get().quizzes).length, 50);
      store.dispose();
      context.diagnostic(`${acknowledged} acknowledged answers, 0 lost`);
    });
  });
}
