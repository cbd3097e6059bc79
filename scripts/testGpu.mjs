/**
 * `npm run test:gpu`: the WebGPU tests on the graphics card of this machine, with its name and its speed.
 *
 * `node scripts/testGpu.mjs --bundle FOLDER` only prepares them for a machine that has nothing but Node, dist/, test/ and
 * FOLDER; what to run there is printed.
 */
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildExtension } from './host/buildExtension.mjs';
import { projectRoot } from './host/projectRoot.mjs';
import { BUNDLE } from './suites/bundleTests.mjs';

const { bundle } = parseArgs({ options: { bundle: { type: 'string' } } }).values;
if (bundle === undefined) runHere();
else await prepare(bundle);

function runHere() {
  const { status } = spawnSync(
    process.execPath,
    [join(projectRoot, 'scripts', 'test.mjs'), 'worker', 'worker/webgpu'],
    { stdio: 'inherit', env: { ...process.env, DEEP_LEARNING_TEST_GPU: 'real' } },
  );
  process.exitCode = status ?? 1;
}

/** @param {string} folder */
async function prepare(folder) {
  await buildExtension();
  const tests = join(projectRoot, 'test', 'worker', 'webgpu');
  const files = (await readdir(tests)).filter((name) => name.endsWith('.test.ts'));
  await build({
    ...BUNDLE,
    entryPoints: files.map((name) => join(tests, name)),
    outdir: folder,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
  });
  console.log(`DEEP_LEARNING_TEST_GPU=real DL_ROOT=$PWD node --test --test-concurrency=1 ${folder}/*.mjs`);
}
