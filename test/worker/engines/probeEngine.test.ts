import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { EngineFinding } from '../../../src/protocol/engine.ts';
import type { EngineId } from '../../../src/protocol/run.ts';
import { probeEngine, type ProbeOptions } from '../../../src/runner/engines/probeEngine.ts';
import { createWorkbench, isRunning, type Workbench } from '../runner/workbench.ts';
import { createFakeWorker, probing, type FakeWorker } from './fakeWorker.ts';

const workerFolder = path.join(process.env['DL_ROOT'] ?? process.cwd(), 'dist', 'worker');
const launch = { nodePath: process.execPath, env: {} };

/** Knows the worker processes of this one. */
let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

async function probe(id: EngineId, options: Partial<ProbeOptions> = {}): Promise<EngineFinding> {
  const finding = await probeEngine(id, { workerFolder, launch, ...options });
  assert.deepEqual(bench.workersLeft(), [], 'the probing process is still there');
  return finding;
}

describe('probing an engine that is really there', () => {
  it('WebAssembly: right to the last digit, with the times of two updates', async () => {
    const { probe: found, problem, messages } = await probe('wasm');
    assert.equal(problem, undefined);
    assert.equal(found?.report.id, 'wasm');
    assert.equal(found.largestError, 0);
    for (const ms of [found.startMs, found.smallStepMs, found.largeStepMs])
      assert.ok(ms > 0 && ms < 5000, `${ms} ms`);
    assert.equal(messages, '');
  });

  it('plain JavaScript: right, far slower at convolutions, and measured in seconds all the same', async () => {
    const { probe: found, problem, messages, wallMs } = await probe('cpu');
    assert.equal(problem, undefined);
    assert.equal(found?.largestError, 0);
    assert.ok(found.largeStepMs > 10 * found.smallStepMs);
    assert.ok(wallMs < 9000, `${wallMs} ms`);
    assert.equal(messages, '', 'tfjs recommends its native package here, which is no finding');
  });

  it('TensorFlow without a library: says so', async () => {
    const { probe: found, problem } = await probe('native');
    assert.equal(found, undefined);
    assert.equal(problem?.code, 'failed');
    assert.match(problem.detail, /no TensorFlow library/i);
  });
});

describe('probing an engine that misbehaves', () => {
  let fake: FakeWorker;
  before(async () => {
    fake = await createFakeWorker({
      native: `process.stderr.write("Could not load dynamic library 'libcudnn.so.9'\\n", () => process.kill(process.pid, 'SIGSEGV'));`,
      webgpu: probing({ gpu: false }),
      wasm: probing({ error: 0.3 }),
      cpu: 'for (;;);',
    });
  });
  after(() => fake.dispose());

  it('a crash is a problem with its signal, and what was printed before is kept', async () => {
    const { problem, messages } = await probe('native', { workerFolder: fake.folder });
    assert.equal(problem?.code, 'crashed');
    assert.match(problem.detail, /SIGSEGV/);
    assert.match(messages, /libcudnn\.so\.9/);
  });

  it('a hang ends at the limit', async () => {
    const { problem, wallMs } = await probe('cpu', { workerFolder: fake.folder, limitMs: 1000 });
    assert.deepEqual(problem, { code: 'silent', seconds: 1 });
    assert.ok(wallMs < 4000, `${wallMs} ms`);
  });

  it('wrong numbers are a problem, however fast they are', async () => {
    const { problem, probe: found } = await probe('wasm', { workerFolder: fake.folder });
    assert.deepEqual(problem, { code: 'wrong-numbers', largestError: 0.3 });
    assert.equal(found?.smallStepMs, 1);
  });

  it('an error that is no number is wrong too', async () => {
    const broken = await createFakeWorker({ wasm: probing({ error: NaN }) });
    const { problem } = await probe('wasm', { workerFolder: broken.folder });
    assert.equal(problem?.code, 'wrong-numbers');
    await broken.dispose();
  });

  it('WebGPU without a graphics card is a problem', async () => {
    const { problem } = await probe('webgpu', { workerFolder: fake.folder });
    assert.deepEqual(problem, { code: 'software' });
  });

  it('what the engine says its library printed is kept with the rest', async () => {
    const talking = await createFakeWorker({
      native: `process.stderr.write('from stderr\\n', () => { ${probing({ log: 'W0000 libcublas.so.12 not found' })} });`,
    });
    const { messages } = await probe('native', { workerFolder: talking.folder });
    assert.equal(messages, 'W0000 libcublas.so.12 not found\nfrom stderr');
    await talking.dispose();
  });

  it('a program that is not there is a problem', async () => {
    const missing = { nodePath: path.join(fake.folder, 'no such node'), env: {} };
    const { problem } = await probe('wasm', { launch: missing });
    assert.equal(problem?.code, 'crashed');
    assert.match(problem.detail, /ENOENT/);
  });

  it('a worker folder that is not there is a problem', async () => {
    const { problem } = await probe('wasm', { workerFolder: path.join(fake.folder, 'nowhere') });
    assert.equal(problem?.code, 'crashed');
  });

  it('can be broken off, and the process is gone then', async () => {
    const controller = new AbortController();
    const probing = probeEngine('cpu', { workerFolder: fake.folder, launch, signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const [pid] = bench.workersLeft();
    assert.ok(pid !== undefined && isRunning(pid));
    controller.abort();
    await assert.rejects(probing, { name: 'AbortError' });
    assert.equal(isRunning(pid), false);
    assert.deepEqual(bench.workersLeft(), []);
  });
});
