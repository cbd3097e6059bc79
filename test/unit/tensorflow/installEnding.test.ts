import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { archive, createDesk } from './archiveDesk.ts';
import { serveFile } from './archiveServer.ts';

describe('an installation that does not come to its end', () => {
  for (const stage of ['download', 'verify', 'unpack'] as const)
    it(`leaves nothing when it is cancelled at ${stage}`, async (context) => {
      const { install, store, find } = await createDesk(context, {
        answer: serveFile(archive, () => ({ pauseMs: 5 })),
      });
      const cancel = new AbortController();
      const problem = await install(cancel.signal, (progress) => {
        if (progress.stage === stage && progress.doneBytes > 0) cancel.abort();
      });
      assert.deepEqual(problem, { code: 'cancelled' });
      assert.deepEqual(await readdir(store), []);
      assert.equal(await find(), undefined);
    });

  it('ends when the window closes', async (context) => {
    const { install, installer, store } = await createDesk(context, {
      answer: serveFile(archive, () => ({ pauseMs: 20 })),
    });
    const ended = install(undefined, ({ doneBytes }) => {
      if (doneBytes > 0) installer.dispose();
    });
    assert.deepEqual(await ended, { code: 'cancelled' });
    assert.deepEqual(await readdir(store), []);
  });

  it('of a process that was killed is cleared away by the next', async (context) => {
    const { install, store } = await createDesk(context);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(
      join(store, '.tensorflow-lock'),
      JSON.stringify({ pid, host: hostname(), token: 'gone' }),
    );
    await mkdir(join(store, '.tensorflow-staging-old/unpacked'), { recursive: true });
    await writeFile(join(store, '.tensorflow-part-0123.tar.gz'), 'of an older version');
    assert.equal(await install(), undefined);
    assert.deepEqual(await readdir(store), ['tensorflow']);
  });

  it('takes a lock over that was not touched for a minute', async (context) => {
    const { install, store } = await createDesk(context);
    const lock = join(store, '.tensorflow-lock');
    await writeFile(lock, JSON.stringify({ pid: process.pid, host: 'another computer', token: 'x' }));
    assert.deepEqual(await install(), { code: 'busy' });
    await utimes(lock, Date.now() / 1000 - 90, Date.now() / 1000 - 90);
    assert.equal(await install(), undefined);
  });

  it('is not begun twice', async (context) => {
    const { install, installer, find, store } = await createDesk(context, {
      answer: serveFile(archive, () => ({ pauseMs: 2 })),
    });
    const first = install();
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.deepEqual(await Promise.all([install(), installer.remove()]), [
      { code: 'busy' },
      { code: 'busy' },
    ]);
    assert.equal(await first, undefined);
    assert.equal(await find(), '2.18.0');
    assert.deepEqual(await readdir(store), ['tensorflow']);
  });

  it('is not begun without the space for it', async (context) => {
    const { install, server, store } = await createDesk(context, { runtime: { diskBytes: 1e17 } });
    const problem = await install();
    assert.equal(problem?.code, 'disk-full');
    assert.ok((problem.neededMb ?? 0) > 1e11 && (problem.freeMb ?? 0) > 0);
    assert.deepEqual(server.requests, ['HEAD /libtensorflow.tar.gz']);
    assert.deepEqual(await readdir(store), []);
  });

  for (const [when, size] of [
    ['while it is fetched', '200k'],
    ['while it is unpacked', '1100k'],
  ] as const)
    it(`is undone when the disk fills up ${when}`, async (context) => {
      const folder = await temporaryFolder(context);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder], { stdio: 'ignore' });
      } catch {
        context.skip('needs the right to mount a small file system');
        return;
      }
      try {
        // So small a claim that the check beforehand lets it pass.
        const claim = { downloadBytes: 1, diskBytes: 1 };
        const { install, store } = await createDesk(context, { store: folder, runtime: claim });
        assert.equal((await install())?.code, 'disk-full');
        assert.deepEqual(await readdir(store), []);
      } finally {
        execFileSync('umount', [folder]);
      }
    });

  it('is told when the folder may not be written to', async (context) => {
    const { seteuid, geteuid } = process;
    if (!seteuid || geteuid?.() !== 0) {
      context.skip('becomes another user, so it needs to run as root');
      return;
    }
    const { install } = await createDesk(context);
    seteuid(65534);
    try {
      assert.equal((await install())?.code, 'no-write');
    } finally {
      seteuid(0);
    }
  });
});
