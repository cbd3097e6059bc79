import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { findTensorFlow } from '../../../src/runner/tensorflow/findTensorFlow.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { fatLibraryBytes, libraryBytes, pythonPackage, unpackedArchive, writeFiles } from './libraryFiles.ts';
import { createDesk, problemOf } from './searchDesk.ts';

describe('a TensorFlow of the setting', () => {
  it('is an unpacked archive, its lib, a package, a site-packages folder or a virtual environment', async (context) => {
    const { folder, search } = await createDesk(context);
    await writeFiles(join(folder, 'archive'), unpackedArchive());
    await writeFiles(join(folder, 'venv/lib/python3.11/site-packages'), pythonPackage());
    const packages = 'venv/lib/python3.11/site-packages';
    const cases = [
      ['archive', 'archive/lib', '2.18.1-rc2'],
      ['archive/lib', 'archive/lib', '2.18.1-rc2'],
      [`${packages}/tensorflow`, `${packages}/tensorflow`, '2.21.0'],
      [packages, `${packages}/tensorflow`, '2.21.0'],
      ['venv', `${packages}/tensorflow`, '2.21.0'],
    ] as const;
    for (const [named, found, version] of cases) {
      const { location } = await search(join(folder, named));
      assert.equal(location?.folder, join(folder, found), named);
      assert.deepEqual([location.origin, location.version], ['setting', version], named);
    }
    assert.equal((await search('~/venv')).location?.version, '2.21.0');
  });

  it('gets the names our add-on asks for, and CUDA’s folders on the path', async (context) => {
    const { folder, search } = await createDesk(context);
    await writeFiles(folder, pythonPackage());
    await writeFiles(folder, {
      'nvidia/cudnn/lib/libcudnn.so.9': '',
      'nvidia/cublas/lib/x': '',
      'nvidia/x.py': '',
    });
    const { location } = await search(folder);
    assert.ok(location);
    assert.deepEqual(location.libraryFolders, [
      location.linkFolder,
      join(folder, 'tensorflow'),
      join(folder, 'nvidia/cublas/lib'),
      join(folder, 'nvidia/cudnn/lib'),
    ]);
    for (const name of ['libtensorflow.so.2', 'libtensorflow_framework.so.2'])
      assert.deepEqual(await readFile(join(location.linkFolder, name)), libraryBytes());
  });

  it('has its version in the name of the library file where nothing else says it', async (context) => {
    const { folder, search } = await createDesk(context);
    await writeFiles(folder, {
      'lib/libtensorflow.so.2.17.3': libraryBytes(),
      'lib/libtensorflow_framework.so.2': libraryBytes(),
    });
    await symlink('libtensorflow.so.2.17.3', join(folder, 'lib/libtensorflow.so.2'));
    assert.equal((await search(folder)).location?.version, '2.17.3');
  });

  it('is found for macOS and Windows by their names and headers', async (context) => {
    const { folder, search } = await createDesk(context);
    const mac = {
      'lib/libtensorflow.2.dylib': fatLibraryBytes(),
      'lib/libtensorflow_framework.2.dylib': libraryBytes('darwin', 'arm64'),
    };
    await writeFiles(join(folder, 'mac'), mac);
    await writeFiles(join(folder, 'windows'), { 'lib/tensorflow.dll': libraryBytes('win32') });
    const onMac = await search(join(folder, 'mac'), { platform: 'darwin', arch: 'arm64' });
    const onWindows = await search(join(folder, 'windows'), { platform: 'win32' });
    assert.equal(onMac.location?.folder, join(folder, 'mac/lib'));
    assert.equal(onWindows.location?.folder, join(folder, 'windows/lib'));
    assert.ok((await stat(join(onWindows.location.linkFolder, 'tensorflow.dll'))).isFile());
    await truncate(join(folder, 'windows/lib/tensorflow.dll'), 3000);
    await truncate(join(folder, 'mac/lib/libtensorflow_framework.2.dylib'), 3000);
    assert.equal(
      problemOf(await search(join(folder, 'mac'), { platform: 'darwin', arch: 'arm64' })),
      'incomplete',
    );
    assert.equal(problemOf(await search(join(folder, 'windows'), { platform: 'win32' })), 'incomplete');
  });
});

describe('a TensorFlow that cannot be used', () => {
  it('is not there, or is a folder of something else', async (context) => {
    const { folder, search } = await createDesk(context);
    assert.equal(problemOf(await search(join(folder, 'nowhere'))), 'not-found');
    assert.equal(problemOf(await search('relative/folder')), 'not-found');
    await mkdir(join(folder, 'tensorflow'));
    assert.equal(problemOf(await search(folder)), 'no-library');
  });

  it('was built for another processor or another system', async (context) => {
    const { folder, search } = await createDesk(context);
    await writeFiles(folder, {
      ...unpackedArchive(),
      'lib/libtensorflow.so.2': libraryBytes('linux', 'arm64'),
    });
    const [candidate] = (await search(folder)).candidates;
    assert.deepEqual(candidate?.problem, {
      code: 'wrong-platform',
      file: join(folder, 'lib/libtensorflow.so.2'),
      found: 'Linux arm64',
      needed: 'Linux x64',
    });
    // The archive of another system has other file names.
    await writeFiles(join(folder, 'w'), { 'lib/tensorflow.dll': libraryBytes('win32') });
    await writeFiles(join(folder, 'm'), { 'lib/libtensorflow.2.dylib': libraryBytes('darwin', 'arm64') });
    assert.equal(problemOf(await search(join(folder, 'w'))), 'wrong-platform');
    assert.equal(problemOf(await search(join(folder, 'm'))), 'wrong-platform');
  });

  it('is cut off, empty, half there, or no library', async (context) => {
    const { folder, search } = await createDesk(context);
    const main = join(folder, 'lib/libtensorflow.so.2');
    await writeFiles(folder, unpackedArchive());
    await truncate(main, 4095);
    assert.equal(problemOf(await search(folder)), 'incomplete');
    await truncate(main, 0);
    assert.equal(problemOf(await search(folder)), 'incomplete');
    await writeFile(main, `<html>${'404 '.repeat(100)}</html>`);
    assert.equal(problemOf(await search(folder)), 'not-a-library');
    await writeFile(main, libraryBytes());
    await rm(join(folder, 'lib/libtensorflow_framework.so.2'));
    assert.equal(problemOf(await search(folder)), 'incomplete');
  });

  it('knows a real program of this machine from its half', async (context) => {
    if (process.platform !== 'linux') {
      context.skip('cuts an ELF file, so it needs Linux');
      return;
    }
    const { folder, search } = await createDesk(context);
    const program = await readFile(process.execPath);
    await writeFiles(folder, { ...unpackedArchive(), 'lib/libtensorflow.so.2': program });
    const here = { arch: process.arch };
    if (process.arch === 'x64') assert.equal(problemOf(await search(folder, here)), undefined);
    await truncate(join(folder, 'lib/libtensorflow.so.2'), program.length >> 1);
    assert.equal(problemOf(await search(folder, here)), 'incomplete');
  });

  it('is too old or too new', async (context) => {
    const { folder, search } = await createDesk(context);
    const cases = {
      '2.8.4': 'too-old',
      '1.15.0': 'too-old',
      '2.9.0': undefined,
      '2.30.1rc0': undefined,
      '3.0.0': 'too-new',
    };
    for (const [version, code] of Object.entries(cases)) {
      await writeFiles(join(folder, version), pythonPackage(version));
      assert.equal(problemOf(await search(join(folder, version))), code, version);
    }
  });

  it('may not be read', async (context) => {
    const { seteuid, geteuid } = process;
    if (!seteuid || !geteuid) {
      context.skip('this system has no file permissions of that kind');
      return;
    }
    const { folder, search } = await createDesk(context);
    await writeFiles(join(folder, 'tf'), unpackedArchive());
    await chmod(join(folder, 'tf/lib/libtensorflow.so.2'), 0);
    await chmod(folder, 0o755);
    // The administrator may read everything, so the search is made as nobody.
    const isRoot = geteuid() === 0;
    if (isRoot) seteuid(65534);
    try {
      assert.equal(problemOf(await search(join(folder, 'tf'))), 'no-permission');
    } finally {
      if (isRoot) seteuid(0);
    }
  });

  it('does not keep another one from being found', async (context) => {
    const { folder, search } = await createDesk(context);
    await writeFiles(join(folder, 'old'), pythonPackage('2.4.0'));
    await writeFiles(join(folder, 'installed'), { ...unpackedArchive(), 'tensorflow.json': '{}' });
    const { candidates, location } = await search(join(folder, 'old'));
    assert.deepEqual(
      candidates.map(({ origin, problem }) => [origin, problem?.code]),
      [
        ['setting', 'too-old'],
        ['installed', undefined],
      ],
    );
    assert.equal(location?.origin, 'installed');
  });
});

describe('the TensorFlow of a Python', () => {
  /** A program that answers as Python does: prefix and module path, a line each. */
  const python = (prefix: string, ...path: string[]): string =>
    `#!/bin/sh\nprintf '%s\\n' ${[prefix, ...path].map((each) => `'${each.replaceAll("'", "'\\''")}'`).join(' ')}\n`;

  it('is asked for at the interpreter on PATH and of the active environment, that one first', async (context) => {
    if (process.platform === 'win32') {
      context.skip('writes shell scripts in the place of Python');
      return;
    }
    const { folder, search } = await createDesk(context);
    await writeFiles(join(folder, 'system'), pythonPackage('2.20.0'));
    await writeFiles(join(folder, 'environment'), pythonPackage('2.19.0'));
    await writeFiles(folder, {
      'bin/python3': python('/usr', '', 'relative', join(folder, 'system')),
      'venv/bin/python3': python(join(folder, 'venv'), join(folder, 'environment')),
    });
    for (const name of ['bin/python3', 'venv/bin/python3']) await chmod(join(folder, name), 0o755);
    assert.equal((await search()).location?.version, '2.20.0');
    const env = {
      PATH: ['relative', join(folder, 'bin')].join(delimiter),
      VIRTUAL_ENV: join(folder, 'venv'),
    };
    const { candidates, location } = await search('', { env });
    assert.equal(location?.version, '2.19.0');
    assert.deepEqual(
      candidates.map(({ folder: found }) => found),
      [join(folder, 'environment/tensorflow'), join(folder, 'system/tensorflow')],
    );
  });

  it('is looked for in the usual folders when no interpreter answers, even if one hangs', async (context) => {
    if (process.platform === 'win32') {
      context.skip('writes shell scripts in the place of Python');
      return;
    }
    const { folder, search } = await createDesk(context);
    await writeFiles(folder, {
      'bin/python3': '#!/bin/sh\nexit 9\n',
      'bin/python': '#!/bin/sh\n/bin/sleep 60\n',
    });
    for (const name of ['bin/python3', 'bin/python']) await chmod(join(folder, name), 0o755);
    await writeFiles(join(folder, '.local/lib/python3.12/site-packages'), pythonPackage());
    const startedAt = performance.now();
    assert.equal((await search()).location?.origin, 'python');
    assert.ok(performance.now() - startedAt < 15_000);
  });

  it('of a workspace is left alone, though the workspace has one', async (context) => {
    const { folder, search } = await createDesk(context);
    await writeFiles(join(folder, 'workspace/.venv/lib/python3.11/site-packages'), pythonPackage());
    const before = process.cwd();
    process.chdir(join(folder, 'workspace'));
    context.after(() => process.chdir(before));
    const ours = (await search()).candidates.filter((each) => each.folder.startsWith(folder));
    assert.deepEqual(ours, []);
  });

  it('is the real one where this machine has it', async (context) => {
    const folder = await temporaryFolder(context);
    const own = { installFolder: join(folder, 'installed'), linkRoot: join(folder, 'links') };
    const { location, candidates } = await findTensorFlow({
      setting: process.env['DL_TENSORFLOW'] ?? '',
      ...own,
    });
    if (!location) {
      context.skip(
        `no TensorFlow here: install one for the python3 on PATH, or name its folder in DL_TENSORFLOW (${JSON.stringify(candidates)})`,
      );
      return;
    }
    assert.match(location.version ?? '', /^2\.\d+\.\d+/);
    const links = ['libtensorflow.so.2', 'libtensorflow.2.dylib', 'tensorflow.dll'];
    const found = await Promise.all(
      links.map((name) =>
        stat(join(location.linkFolder, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    assert.ok(Math.max(...found) > 50e6, `the library is ${Math.max(...found)} bytes`);
  });
});
