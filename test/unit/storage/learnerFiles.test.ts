import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Exercise } from '../../../src/protocol/pack.ts';
import { openLearnerFiles } from '../../../src/storage/learnerFiles.ts';
import type { LearnerFiles } from '../../../src/storage/learnerFiles.ts';
import { createRandom } from '../core/createRandom.ts';
import { createRecordingLogger, temporaryFolder } from './temporaryFolder.ts';

const starter = '// TODO: 卷積\nexport const x = 1;\n';

interface Desk {
  files: LearnerFiles;
  exercise: Exercise;
  /** The learner's folder; its name has spaces, a quote and letters of another script. */
  targetFolder: string;
  starterFile: string;
}

async function createDesk(context: TestContext): Promise<Desk> {
  const folder = await temporaryFolder(context);
  const pack = join(folder, 'pack');
  await mkdir(pack);
  const starterFile = join(pack, 'starter.ts');
  await writeFile(starterFile, starter);
  const exercise = {
    folder: pack,
    manifest: { learnerFile: 'cnn-mnist.ts', starter: 'starter.ts' },
  } as Exercise;
  const files = openLearnerFiles({ folder: join(folder, 'kept'), logger: createRecordingLogger() });
  return { files, exercise, starterFile, targetFolder: join(folder, 'my "deep" 學習 folder') };
}

const text = (file: string): Promise<string> => readFile(file, 'utf8');

describe('learner files', () => {
  it('creates the file once and never overwrites it', async (context) => {
    const { files, exercise, targetFolder } = await createDesk(context);
    const first = await files.create({ exercise, targetFolder });
    assert.deepEqual(first, { file: join(targetFolder, 'cnn-mnist.ts'), created: true });
    assert.equal(await text(first.file), starter);
    assert.equal(await files.isTouched(first.file), false);
    await writeFile(first.file, 'mine');
    assert.equal((await files.create({ exercise, targetFolder })).created, false);
    assert.equal(await text(first.file), 'mine');
    assert.equal(await files.isTouched(first.file), true);
    assert.match((await files.baseOf(first.file))?.starterHash ?? '', /^[0-9a-f]{64}$/);
  });

  it('takes a file it did not create for touched', async (context) => {
    const { files, exercise, targetFolder } = await createDesk(context);
    await mkdir(targetFolder);
    const file = join(targetFolder, 'cnn-mnist.ts');
    await writeFile(file, starter);
    assert.equal((await files.create({ exercise, targetFolder })).created, false);
    assert.equal(await files.baseOf(file), undefined);
    assert.equal(await files.isTouched(file), true);
  });

  it('lets only one of two windows create it', async (context) => {
    const { files, exercise, targetFolder } = await createDesk(context);
    const made = await Promise.all([1, 2, 3].map(() => files.create({ exercise, targetFolder })));
    assert.equal(made.filter(({ created }) => created).length, 1);
  });

  it('resets after a snapshot, and undoes it', async (context) => {
    const { files, exercise, targetFolder } = await createDesk(context);
    const { file } = await files.create({ exercise, targetFolder });
    await writeFile(file, 'mine');
    const reset = await files.reset({ exercise, file });
    assert.equal(await text(file), starter);
    assert.equal(await files.isTouched(file), false);
    assert.equal((await files.snapshots(file)).length, 1);
    await writeFile(file, 'typed after the reset');
    await reset.undo();
    assert.equal(await text(file), 'mine');
    const kept = await files.snapshots(file);
    assert.equal(kept.length, 2, 'what was typed after the reset is kept too');
    await files.restore(file, kept[0]!.id);
    assert.equal(await text(file), 'typed after the reset');
  });

  it('undoes the base of an older starter too', async (context) => {
    const { files, exercise, targetFolder, starterFile } = await createDesk(context);
    const { file } = await files.create({ exercise, targetFolder });
    const base = await files.baseOf(file);
    await writeFile(starterFile, '// new');
    const reset = await files.reset({ exercise, file });
    assert.notDeepEqual(await files.baseOf(file), base);
    await reset.undo();
    assert.deepEqual(await files.baseOf(file), base);
    assert.equal(await files.isTouched(file), false);
  });

  it('keeps snapshots newest first, equal ones once, and restores any of them with undo', async (context) => {
    const { files, exercise, targetFolder } = await createDesk(context);
    const { file } = await files.create({ exercise, targetFolder });
    const ids: string[] = [];
    for (const content of ['one', 'two', 'two', 'three']) {
      await writeFile(file, content);
      ids.push(await files.snapshot(file));
    }
    assert.equal(ids[1], ids[2]);
    const kept = await files.snapshots(file);
    assert.deepEqual(
      kept.map(({ id }) => id),
      [ids[3], ids[1], ids[0]],
    );
    assert.ok(Math.abs(Date.parse(kept[0]!.takenAt) - Date.now()) < 60_000);
    const restored = await files.restore(file, ids[0]!);
    assert.equal(await text(file), 'one');
    await restored.undo();
    assert.equal(await text(file), 'three');
    await assert.rejects(files.restore(file, 'nonsense'), { code: 'snapshot-gone' });
    await assert.rejects(files.restore(file, '../base.json'), { code: 'snapshot-gone' });
  });

  it('copes with a file that was deleted', async (context) => {
    const { files, exercise, targetFolder } = await createDesk(context);
    const { file } = await files.create({ exercise, targetFolder });
    await writeFile(file, 'mine');
    const id = await files.snapshot(file);
    await rm(targetFolder, { recursive: true });
    assert.equal(await files.isTouched(file), false);
    await assert.rejects(files.snapshot(file), { code: 'file-gone' });
    const reset = await files.reset({ exercise, file });
    assert.equal(await text(file), starter);
    await reset.undo();
    await assert.rejects(stat(file), { code: 'ENOENT' });
    await files.restore(file, id);
    assert.equal(await text(file), 'mine');
  });

  it('says when the starter is gone', async (context) => {
    const { files, exercise, targetFolder, starterFile } = await createDesk(context);
    await rm(starterFile);
    await assert.rejects(files.create({ exercise, targetFolder }), { code: 'starter-gone' });
  });

  const canDropRights = process.platform !== 'win32' && process.getuid?.() === 0;
  const needsRights = process.platform === 'win32' ? { skip: 'Windows has no such folders' } : {};
  it('says when the folder is read-only', needsRights, async (context) => {
    const { files, exercise, targetFolder, starterFile } = await createDesk(context);
    await mkdir(targetFolder);
    const file = join(targetFolder, 'cnn-mnist.ts');
    await writeFile(file, 'mine');
    // Permissions do not bind the superuser, so that the test steps down for a moment.
    for (const path of [dirname(dirname(starterFile)), dirname(starterFile)]) await chmod(path, 0o777);
    await chmod(targetFolder, 0o555);
    if (canDropRights) process.seteuid?.(65534);
    try {
      await assert.rejects(files.create({ exercise, targetFolder: join(targetFolder, 'deeper') }), {
        code: 'read-only-folder',
      });
      await assert.rejects(files.reset({ exercise, file }), { code: 'read-only-folder' });
    } finally {
      if (canDropRights) process.seteuid?.(0);
      await chmod(targetFolder, 0o755);
    }
    assert.equal(await text(file), 'mine');
    assert.equal(await files.baseOf(file), undefined);
  });

  it('writes through a link, and keeps what the file permits', needsRights, async (context) => {
    const { files, exercise, targetFolder } = await createDesk(context);
    const { file } = await files.create({ exercise, targetFolder });
    await chmod(file, 0o600);
    const link = join(dirname(targetFolder), 'link.ts');
    await symlink(file, link);
    await writeFile(link, 'mine');
    await files.reset({ exercise, file: link });
    assert.equal(await text(file), starter);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('brings untouched files to a new starter and leaves every touched byte alone', async (context) => {
    const { files, exercise, targetFolder, starterFile } = await createDesk(context);
    const random = createRandom(4);
    for (let round = 0; round < 60; round++) {
      const folder = join(targetFolder, String(round));
      await writeFile(starterFile, `// version ${random.below(4)}`);
      const { file } = await files.create({ exercise, targetFolder: folder });
      let own: string | undefined;
      for (let step = 0; step < 4; step++) {
        const action = random.below(3);
        if (action === 0) await writeFile(file, (own = `mine ${random.below(1e9)}`));
        if (action === 1) await writeFile(starterFile, `// version ${random.below(4)}`);
        const outcome = await files.refresh({ exercise, file });
        if (own !== undefined) {
          assert.equal(await text(file), own);
          assert.notEqual(outcome, 'replaced');
        } else assert.equal(await text(file), await text(starterFile));
      }
    }
  });
});
