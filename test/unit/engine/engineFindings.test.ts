import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { withTensorFlow } from '../../../src/runner/engines/engineLaunch.ts';
import { openEngineFindings } from '../../../src/storage/engineFindings.ts';

describe('stored findings', () => {
  let folder = '';
  before(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'dl-findings-')), 'new');
  });
  after(() => rm(path.dirname(folder), { recursive: true, force: true }));

  it('come back under their own key only', async () => {
    const files = openEngineFindings(folder);
    assert.equal(await files.read('a'), undefined);
    await files.write('a', { n: 1 });
    await files.write('b', { n: 2 });
    assert.deepEqual(await files.read('a'), { n: 1 });
    assert.deepEqual(await files.read('b'), { n: 2 });
  });

  it('are whole at every moment, whoever writes at the same time', async () => {
    const [one, other] = [openEngineFindings(folder), openEngineFindings(folder)];
    const record = (n: number) => ({ n, text: String(n).repeat(5000) });
    const writes = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : other).write('same', record(n)));
    const reads = Array.from({ length: 40 }, () => one.read('same'));
    for (const read of await Promise.all(reads)) {
      if (read === undefined) continue;
      const { n, text } = read as { n: number; text: string };
      assert.equal(text, String(n).repeat(5000));
    }
    await Promise.all(writes);
    assert.notEqual(await other.read('same'), undefined);
    assert.ok((await readdir(folder)).every((name) => name.endsWith('.json')));
  });

  it('are nothing where the file was damaged', async () => {
    const files = openEngineFindings(folder);
    await files.write('damaged', { n: 1 });
    for (const name of await readdir(folder)) await writeFile(path.join(folder, name), '{"key":');
    assert.equal(await files.read('damaged'), undefined);
  });

  it('do not pile up', async () => {
    const files = openEngineFindings(folder);
    for (let n = 0; n < 20; n++) await files.write(`key ${n}`, { n });
    assert.ok((await readdir(folder)).length <= 8);
    assert.deepEqual(await files.read('key 19'), { n: 19 });
  });
});

describe('the library path of a TensorFlow process', () => {
  const location = {
    origin: 'setting',
    folder: '/t',
    linkFolder: '/links',
    libraryFolders: ['/links', '/t'],
  } as const;
  const libraries = { ...location, libraryFolders: [...location.libraryFolders] };
  const launch = { nodePath: 'node', env: { ELECTRON_RUN_AS_NODE: '1' } };

  it('has the folders of TensorFlow before those that were there', () => {
    const { env, tensorflow } = withTensorFlow(launch, libraries, 'linux', { LD_LIBRARY_PATH: '/usr/mine' });
    assert.deepEqual(env, { ELECTRON_RUN_AS_NODE: '1', LD_LIBRARY_PATH: '/links:/t:/usr/mine' });
    assert.equal(tensorflow, libraries);
  });

  it('has the name and form that each system reads', () => {
    assert.equal(withTensorFlow(launch, libraries, 'darwin', {}).env['DYLD_LIBRARY_PATH'], '/links:/t');
    assert.equal(
      withTensorFlow(launch, libraries, 'win32', { PATH: 'C:\\w' }).env['PATH'],
      '/links;/t;C:\\w',
    );
  });
});
