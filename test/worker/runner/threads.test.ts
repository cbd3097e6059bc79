import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { kernelThreadCount } from '../../../src/worker/engines/kernelThreadCount.ts';
import { createWorkbench, isRunning, type Workbench } from './workbench.ts';

const threads = kernelThreadCount();
const skip = threads > 1 ? false : 'this machine has one processor: there are no kernel threads to test';

/** Enough matMul for every thread to be at work, and asleep again. */
const multiply = `import * as tf from '@tensorflow/tfjs';
const a = tf.randomNormal([256, 256]);
const multiply = () => tf.tidy(() => tf.matMul(a, a, true).dataSync()[0]);
for (let i = 0; i < 50; i++) multiply();
`;

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());
afterEach(() => assert.deepEqual(bench.workersLeft(), [], 'a worker process was left behind'));

describe('kernel threads', { skip }, () => {
  it('are named in the version of the engine', async () => {
    const { ending, snapshot } = await bench.run('version.ts', multiply);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.match(snapshot.header.engine?.version ?? '', new RegExp(`SIMD, ${threads} threads\\)$`));
  });

  const endings = {
    'at the last line': ['', 'finished'],
    'by process.exit()': ['process.exit(0);', 'exited'],
    'by an error': ["throw new Error('mine');", 'threw'],
    'by an error while a timer runs': [
      "setInterval(() => 0, 1000); setTimeout(() => { throw new Error('mine'); }, 1);\nawait new Promise(() => 0);",
      'threw',
    ],
  } as const;
  for (const [name, [last, kind]] of Object.entries(endings)) {
    it(`do not hold up a program that ends ${name}`, async () => {
      const startMs = performance.now();
      const { ending } = await bench.run('ends.ts', `${multiply}${last}\n`);
      assert.equal(ending.kind, kind, JSON.stringify(ending));
      assert.ok(performance.now() - startMs < 10_000);
    });
  }

  it('go with a process that is stopped by force in a loop of kernels', async () => {
    const file = await bench.write('loop.ts', `${multiply}console.log('busy');\nfor (;;) multiply();\n`);
    const handle = bench.start(file);
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (handle.snapshot().console.length === 0) return;
        clearInterval(timer);
        resolve();
      }, 20);
    });
    await wait(200);
    await handle.stop();
    const ending = await handle.ended;
    assert.deepEqual(ending, { kind: 'stopped', forced: true });
  });
});

describe('a process of its own', { skip }, () => {
  const script = (last: string) => `
    const path = require('node:path');
    const { wasmEngine } = require(process.argv[1]);
    const root = process.argv[2];
    const startMs = performance.now();
    wasmEngine.start({ wasmFolder: path.join(root, 'dist', 'wasm') }).then(({ tf }) => {
      const startedMs = Math.round(performance.now() - startMs);
      const a = tf.randomNormal([256, 256]);
      for (let i = 0; i < 50; i++) tf.tidy(() => tf.matMul(a, a, true).dataSync());
      console.log(startedMs);
      ${last}
    });`;
  const root = process.env['DL_ROOT'] ?? process.cwd();

  /** Starts the engine in a bare Node process, without the control thread and the runner. */
  async function startEngine(last: string) {
    const { build } = await import('esbuild');
    const outfile = path.join(bench.folder, 'wasmEngine.cjs');
    await build({
      absWorkingDir: root,
      entryPoints: ['src/worker/engines/wasmEngine.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      outfile,
      logLevel: 'warning',
    });
    const child = spawn(process.execPath, ['-e', script(last), outfile, root], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
      child.once('exit', (code, signal) => resolve({ code, signal })),
    );
    const said = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(String(chunk))),
    );
    return { child, exited, startMs: Number(said) };
  }

  it('starts the engine within a second, and ends by itself with code 0', async () => {
    const { exited, startMs } = await startEngine('');
    const saidAt = performance.now();
    assert.deepEqual(await exited, { code: 0, signal: null });
    assert.ok(performance.now() - saidAt < 5_000);
    assert.ok(startMs > 0 && startMs < 1_000, `the engine took ${startMs} ms`);
  });

  it('is gone at once when it is killed', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const { child, exited } = await startEngine('setInterval(() => 0, 1000);');
      child.kill(signal);
      const ended = await exited;
      assert.equal(ended.signal ?? signal, signal);
      assert.equal(isRunning(child.pid ?? 0), false);
    }
  });
});

it('there is one thread on one processor, and never more than four', () => {
  assert.deepEqual([1, 2, 3, 4, 6, 8, 16, 128].map(kernelThreadCount), [1, 2, 2, 2, 3, 4, 4, 4]);
  assert.ok(threads <= os.availableParallelism());
});
