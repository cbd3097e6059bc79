import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import type { TensorFlowLocation } from '../../../src/protocol/engine.ts';
import { loadAddon } from '../../../src/worker/engines/native/loadAddon.ts';
import { inNativeProcess, nativeFolder, startTensorFlow } from './inNativeProcess.ts';

const START_LIMIT_MS = 3000;

inNativeProcess(import.meta.filename, (location) => {
  test('it starts quickly, says which TensorFlow it is, and writes nothing to standard error', async () => {
    const startedAt = performance.now();
    const engine = await startTensorFlow(location);
    const wallMs = performance.now() - startedAt;
    assert.ok(wallMs <= START_LIMIT_MS, `${wallMs} ms`);
    const { version, gpu } = engine;
    assert.equal(version, `tfjs 4.22.0, TensorFlow ${location.version} (${gpu ? 'CUDA' : 'CPU'})`);
    assert.deepEqual([...(await engine.tf.add([1, 2], 3).data())], [4, 5]);
    const { stderr, status } = loadInProcess(location, {});
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
  });

  test('without its folder on the library path, the sentence says so', () => {
    const { stdout } = loadInProcess(location, { LD_LIBRARY_PATH: '' });
    assert.match(
      stdout,
      /^The library of TensorFlow in .* libtensorflow\.so\.2 is not on the library path\.$/m,
    );
  });

  test('a library that is none, and one of another version, are told apart', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dl-bad-'));
    const bad = { LD_LIBRARY_PATH: folder };
    await writeFile(
      path.join(folder, 'libtensorflow.so.2'),
      'not a library, but long enough for a header'.repeat(9),
    );
    assert.match(loadInProcess(location, bad).stdout, /is damaged or made for another kind of computer/);
    // A shared library of this platform without a single function of TensorFlow's.
    const other = path.join(nativeFolder, `${process.platform}-${process.arch}`, 'standard_error.node');
    for (const name of ['tensorflow', 'tensorflow_framework']) {
      await cp(other, path.join(folder, `lib${name}.so.2`));
    }
    assert.match(loadInProcess(location, bad).stdout, /is too old, or not complete: it has no TFE?_\w+\.$/m);
    await rm(folder, { recursive: true });
  });

  test('a platform without an add-on is named', () => {
    assert.throws(() => loadAddon(path.join(nativeFolder, 'nowhere'), location), /no native engine for/);
  });
});

/** Loads the add-on in a process of its own; standard output is the sentence, if it fails. */
function loadInProcess(
  location: TensorFlowLocation,
  env: NodeJS.ProcessEnv,
): { status: number | null; stdout: string; stderr: string } {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(nativeFolder, '..', '..', 'src/worker/engines/native/loadAddon.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const program = `${outputFiles[0]?.text}
    try {
      module.exports.loadAddon(${JSON.stringify(nativeFolder)}, ${JSON.stringify(location)});
    } catch (error) {
      console.log(error.message);
    }`;
  return spawnSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', ...env },
  });
}
