import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { FoundLibrary } from '../../../src/runner/tensorflow/inspectLibrary.ts';
import { linkLibrary, removeLinksTo } from '../../../src/runner/tensorflow/linkLibrary.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { libraryBytes, unpackedArchive, writeFiles } from './libraryFiles.ts';

async function createLibrary(
  context: TestContext,
): Promise<{ folder: string; library: FoundLibrary; root: string }> {
  const folder = await temporaryFolder(context);
  await writeFiles(folder, unpackedArchive());
  const lib = join(folder, 'lib');
  const library = {
    folder: lib,
    main: join(lib, 'libtensorflow.so.2'),
    framework: join(lib, 'libtensorflow_framework.so.2'),
  };
  return { folder, library, root: join(folder, 'links') };
}

async function linked(library: FoundLibrary, root: string): Promise<string> {
  const result = await linkLibrary(library, root, 'linux');
  assert.equal(result.problem, undefined);
  return result.folder;
}

describe('the link folder', () => {
  it('stays the same as long as the library does', async (context) => {
    const { library, root } = await createLibrary(context);
    const first = await linked(library, root);
    assert.equal(await linked(library, root), first);
    assert.deepEqual(await readdir(root), [first.slice(root.length + 1)]);
  });

  it('is made once by many at the same time', async (context) => {
    const { library, root } = await createLibrary(context);
    const folders = await Promise.all(Array.from({ length: 8 }, () => linked(library, root)));
    assert.equal(new Set(folders).size, 1);
    assert.equal((await readdir(root)).length, 1);
    assert.equal(await readlink(join(folders[0] ?? '', 'libtensorflow.so.2')), library.main);
  });

  it('is repaired when it was damaged', async (context) => {
    const { library, root } = await createLibrary(context);
    const folder = await linked(library, root);
    await rm(join(folder, 'libtensorflow.so.2'));
    await rm(join(folder, 'libtensorflow_framework.so.2'));
    await symlink('/nowhere', join(folder, 'libtensorflow_framework.so.2'));
    assert.equal(await linked(library, root), folder);
    assert.deepEqual(await readFile(join(folder, 'libtensorflow.so.2')), libraryBytes());
    assert.deepEqual(await readFile(join(folder, 'libtensorflow_framework.so.2')), libraryBytes());
  });

  it('is another one once the library was updated; copies of the old one go, links stay', async (context) => {
    const { library, root } = await createLibrary(context);
    const first = await linked(library, root);
    await writeFile(library.main, libraryBytes('linux', 'x64', 8192));
    const second = await linked(library, root);
    assert.notEqual(second, first);
    assert.equal((await readFile(join(second, 'libtensorflow.so.2'))).length, 8192);
    assert.equal((await readdir(root)).length, 2);
    // As on a system that permits no links.
    await rm(join(second, 'libtensorflow.so.2'));
    await writeFile(join(second, 'libtensorflow.so.2'), libraryBytes('linux', 'x64', 8192));
    await utimes(library.main, 1000, 1000);
    const third = await linked(library, root);
    assert.deepEqual(
      (await readdir(root)).sort(),
      [first, third].map((folder) => folder.slice(root.length + 1)).sort(),
    );
  });

  it('goes with the library that was removed, and only with that', async (context) => {
    const { folder, library, root } = await createLibrary(context);
    const other = join(folder, 'lib2');
    await writeFiles(other, unpackedArchive());
    await linked(library, root);
    const kept = await linked({ folder: other, main: join(other, 'lib/libtensorflow.so.2') }, root);
    await removeLinksTo(join(folder, 'lib'), root);
    assert.deepEqual(await readdir(root), [kept.slice(root.length + 1)]);
  });

  it('says that the disk is full', async (context) => {
    const { folder, library } = await createLibrary(context);
    const disk = join(folder, 'disk');
    await mkdir(disk);
    try {
      // Too small for the second of three files.
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k,nr_inodes=3', 'none', disk], { stdio: 'ignore' });
    } catch {
      context.skip('needs the right to mount a small file system');
      return;
    }
    try {
      const { problem } = await linkLibrary(library, join(disk, 'links'), 'linux');
      assert.equal(problem?.code, 'no-space');
      assert.deepEqual(await readdir(join(disk, 'links')).catch(() => []), []);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
