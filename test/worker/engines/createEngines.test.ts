import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { TensorFlowLocation } from '../../../src/protocol/engine.ts';
import {
  createEngines,
  type Engines,
  type EnginesOptions,
} from '../../../src/runner/engines/createEngines.ts';
import { openEngineFindings } from '../../../src/storage/engineFindings.ts';
import { createFakeWorker, probing, type FakeWorker } from './fakeWorker.ts';

const unexpected: unknown[] = [];
const logger = {
  info: () => undefined,
  warn: (message: string) => void unexpected.push(message),
  error: (message: string, thrown?: unknown) => void unexpected.push(message, thrown),
};

let base = '';
let fake: FakeWorker;
let tensorflow: TensorFlowLocation;
const made: Engines[] = [];
before(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'dl-engines-'));
  const linkFolder = path.join(base, 'links');
  await mkdir(linkFolder);
  await writeFile(path.join(linkFolder, 'libtensorflow.so.2'), '');
  tensorflow = {
    origin: 'python',
    folder: base,
    linkFolder,
    libraryFolders: [linkFolder],
    version: '2.21.0',
  };
  fake = await createFakeWorker({
    native: probing({ smallStepMs: 2, largeStepMs: 4 }),
    webgpu: probing({ gpu: true, smallStepMs: 3, largeStepMs: 3 }),
    wasm: probing({ smallStepMs: 1, largeStepMs: 12 }),
    cpu: probing({ smallStepMs: 1, largeStepMs: 2000 }),
  });
});
after(async () => {
  await fake.dispose();
  await rm(base, { recursive: true, force: true });
});
afterEach(() => {
  for (const engines of made.splice(0)) engines.dispose();
  assert.deepEqual(unexpected, []);
});

/** As one window has them; windows share what is stored in `store`. */
function window(store: string, more: Partial<EnginesOptions> = {}): Engines {
  const engines = createEngines({
    workerFolder: fake.folder,
    version: '1.0.0',
    settings: () => ({ nodePath: process.execPath, tensorflowPath: '' }),
    ordinary: () => ({ nodePath: process.execPath, env: {} }),
    searchTensorFlow: () => Promise.resolve({ location: tensorflow, candidates: [] }),
    store: openEngineFindings(path.join(base, store)),
    logger,
    ...more,
  });
  made.push(engines);
  return engines;
}

/** How many processes were started meanwhile. */
async function startedBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = (await fake.requests()).length;
  await work();
  return (await fake.requests()).slice(before).map((request) => request.replace(' probeEngine', ''));
}

describe('the engines of a computer', () => {
  it('answer with WebAssembly at once while nothing is known', () => {
    assert.deepEqual(window('none').plan('auto').engines, ['wasm', 'cpu']);
  });

  it('are looked at as far as a choice needs it, then all of them when somebody asks', async () => {
    const engines = window('extent');
    assert.deepEqual(await startedBy(() => engines.examine({ extent: 'missing' })), [
      'native',
      'webgpu',
      'wasm',
    ]);
    assert.equal(engines.plan('auto').engines[0], 'webgpu');
    assert.deepEqual(await startedBy(() => engines.examine({ extent: 'all' })), ['cpu']);
    assert.deepEqual(await startedBy(() => engines.examine({ extent: 'all' })), []);
    assert.equal((await startedBy(() => engines.examine({ extent: 'again' }))).length, 4);
  });

  it('start no process for what cannot be here', async () => {
    const nothing = window('nothing', {
      settings: () => ({ nodePath: path.join(base, 'no node'), tensorflowPath: '' }),
      searchTensorFlow: () => Promise.resolve({ candidates: [] }),
    });
    assert.deepEqual(await startedBy(() => nothing.examine({ extent: 'missing' })), []);
    const codes = nothing.findings?.engines.map(({ id, problem }) => `${id} ${problem?.code ?? ''}`);
    assert.deepEqual(codes, ['native no-tensorflow', 'webgpu no-node']);
    assert.deepEqual(nothing.plan('auto').engines, ['wasm', 'cpu']);
  });

  it('are known to the next window without a process', async () => {
    await window('kept').examine({ extent: 'missing' });
    const next = window('kept');
    await next.load();
    assert.equal(next.plan('auto').engines[0], 'webgpu');
    assert.deepEqual(await startedBy(() => next.examine({ extent: 'missing' })), []);
  });

  it('are not known to another version, or with other settings', async () => {
    await window('changed').examine({ extent: 'missing' });
    const update = window('changed', { version: '1.0.1' });
    await update.load();
    assert.equal(update.findings, undefined);
    const other = window('changed', { settings: () => ({ nodePath: '', tensorflowPath: '/other' }) });
    await other.load();
    assert.equal(other.findings, undefined);
  });

  it('are looked at anew when the library has changed', async () => {
    await window('stamp').examine({ extent: 'missing' });
    await utimes(path.join(tensorflow.linkFolder, 'libtensorflow.so.2'), 1000, 2000);
    const next = window('stamp');
    await next.load();
    assert.equal(next.findings, undefined);
  });

  it('look only at TensorFlow again when it has come or gone', async () => {
    const there: { location?: TensorFlowLocation } = {};
    const engines = window('comes', {
      searchTensorFlow: () => Promise.resolve({ candidates: [], ...there }),
    });
    await engines.examine({ extent: 'missing' });
    assert.ok(!engines.plan('auto').engines.includes('native'));
    there.location = tensorflow;
    assert.deepEqual(await startedBy(() => engines.examine({ extent: 'missing' })), ['native']);
    assert.ok(engines.plan('auto').engines.includes('native'));
  });

  it('forget what belongs to settings that were changed', async () => {
    let tensorflowPath = '';
    const engines = window('settings', {
      settings: () => ({ nodePath: process.execPath, tensorflowPath }),
    });
    await engines.examine({ extent: 'missing' });
    tensorflowPath = '/elsewhere';
    assert.deepEqual(engines.plan('auto').engines, ['wasm', 'cpu']);
  });

  it('keep what was found when looking is broken off, and go on from there', async () => {
    const engines = window('broken off');
    const controller = new AbortController();
    engines.onDidChange(() => {
      if (engines.lookingAt === 'webgpu') controller.abort();
    });
    await assert.rejects(engines.examine({ extent: 'missing', signal: controller.signal }), {
      name: 'AbortError',
    });
    assert.equal(engines.lookingAt, undefined);
    assert.deepEqual(await startedBy(() => engines.examine({ extent: 'missing' })), ['webgpu', 'wasm']);
  });

  it('are looked at by one at a time, and two windows may end at once', async () => {
    const [one, two] = [window('both'), window('both')];
    await Promise.all([
      one.examine({ extent: 'missing' }),
      one.examine({ extent: 'missing' }),
      two.examine({ extent: 'missing' }),
    ]);
    const next = window('both');
    await next.load();
    assert.equal(next.findings?.engines.length, 3);
  });

  it('have their launches: TensorFlow its library path, WebGPU a real Node', async () => {
    const engines = window('launch');
    const native = await engines.launch('native');
    assert.ok(native && 'tensorflow' in native && native.tensorflow === tensorflow);
    assert.ok(Object.values(native.env).join().startsWith(tensorflow.linkFolder));
    const webgpu = await engines.launch('webgpu');
    assert.ok(webgpu && 'nodePath' in webgpu && webgpu.nodePath === process.execPath);
    assert.equal(await engines.launch('wasm'), undefined);
  });
});
