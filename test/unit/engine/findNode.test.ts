import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findNode } from '../../../src/runner/engines/findNode.ts';

/* Stand-ins for Node programs are scripts, which only a POSIX system starts without a shell of ours. */
const skip = process.platform === 'win32' ? 'scripts cannot stand in for programs on Windows' : false;

describe('finding a Node', { skip }, () => {
  let base = '';
  before(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'dl-node "quoted" 節點-'));
  });
  after(() => rm(base, { recursive: true, force: true }));

  /** A folder with a `node` that answers so. */
  const nodeIn = async (name: string, script: string): Promise<string> => {
    const folder = path.join(base, name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'node'), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, 'node'), 0o755);
    return folder;
  };
  const answering = (version: string, electron = 'null') => `echo '["${version}",${electron}]'`;
  const pathOf = (...folders: string[]): string => folders.join(path.delimiter);

  it('takes this process itself where it is no editor', async () => {
    const own = { path: process.execPath, version: '22.1.0', isEditor: false };
    assert.deepEqual(await findNode({ setting: '', searchPath: '', own }), {
      node: { path: process.execPath, version: '22.1.0' },
    });
  });

  it('takes the first on the path that is new enough and no editor', async () => {
    const searchPath = pathOf(
      path.join(base, 'nowhere'),
      await nodeIn('old', answering('18.20.4')),
      await nodeIn('electron', answering('22.0.0', '"37.2.0"')),
      await nodeIn('broken', 'exit 3'),
      await nodeIn('good', answering('20.19.0')),
      await nodeIn('newer', answering('24.0.0')),
    );
    const own = { path: process.execPath, version: '22.1.0', isEditor: true };
    const found = await findNode({ setting: '', searchPath, own });
    assert.deepEqual(found.node, { path: path.join(base, 'good', 'node'), version: '20.19.0' });
  });

  it('says what it found instead', async () => {
    const searchPath = await nodeIn('old', answering('18.20.4'));
    assert.deepEqual(await findNode({ setting: '', searchPath }), { tooOld: '18.20.4' });
    assert.deepEqual(await findNode({ setting: '', searchPath: path.join(base, 'nowhere') }), {});
  });

  it('asks only the program of the setting where there is one', async () => {
    const searchPath = await nodeIn('good', answering('20.19.0'));
    const setting = path.join(base, 'no such node');
    assert.deepEqual(await findNode({ setting, searchPath }), { tooOld: setting });
    const real = await findNode({ setting: process.execPath, searchPath: '' });
    assert.equal(real.node?.version, process.versions.node);
  });

  it('leaves out folders of the path that depend on where the editor was started', async () => {
    const folder = await nodeIn('good', answering('20.19.0'));
    const searchPath = path.relative(process.cwd(), folder);
    assert.deepEqual(await findNode({ setting: '', searchPath }), {});
  });
});
