import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { EngineId } from '../../../src/protocol/run.ts';
import { createRunner } from '../../../src/runner/createRunner.ts';
import type { EngineLaunch } from '../../../src/runner/engines/engineLaunch.ts';
import type { Runner, RunnerOptions } from '../../../src/runner/runnerTypes.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { createFakeWorker, type FakeWorker } from './fakeWorker.ts';

let bench: Workbench;
let fake: FakeWorker;
const runners: Runner[] = [];
const starts = `reply({ id, version: 'fake', gpu: false, passedOver: [] });`;
before(async () => {
  bench = await createWorkbench();
  fake = await createFakeWorker({
    native: `process.stderr.write('undefined symbol: TF_Version\\n', () => process.abort());`,
    webgpu: 'for (;;);',
    wasm: starts,
    cpu: starts,
  });
});
after(async () => {
  await fake.dispose();
  await bench.dispose();
});
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.dispose();
  assert.deepEqual(bench.workersLeft(), [], 'a worker process was left behind');
});

async function run(engines: EngineId[], more: Partial<RunnerOptions> = {}) {
  const runner = createRunner({
    workerFolder: fake.folder,
    nodePath: process.execPath,
    datasetsFolder: '',
    logger: { info: () => undefined, warn: () => undefined, error: (message) => assert.fail(message) },
    ...more,
  });
  runners.push(runner);
  const file = await bench.write('program.ts', '');
  return runner.run({
    file,
    title: 'program',
    number: 1,
    seed: 1,
    engines,
    passedOver: [{ id: 'webgpu', reason: 'No graphics card.' }],
    memoryMb: 1024,
    stallSeconds: 20,
    stopOnNaN: true,
  });
}

describe('a run whose engine does not start', () => {
  it('uses the next one, and says why: a process that an engine took down takes no other with it', async () => {
    const handle = await run(['native', 'wasm']);
    assert.equal((await handle.ended).kind, 'finished');
    const { engine } = handle.header;
    assert.equal(engine?.id, 'wasm');
    assert.deepEqual(
      engine.passedOver.map(({ id, problem }) => [id, problem?.code]),
      [
        ['webgpu', undefined],
        ['native', 'crashed'],
      ],
    );
    assert.match(engine.passedOver[1]?.reason ?? '', /SIGABRT|undefined symbol/);
  });

  it('starts no process for an engine whose launch has a problem', async () => {
    const before = (await fake.requests()).length;
    const handle = await run(['native', 'cpu'], {
      launch: (id) => Promise.resolve(id === 'native' ? { code: 'no-tensorflow' } : undefined),
    });
    assert.equal((await handle.ended).kind, 'finished');
    assert.equal(handle.header.engine?.id, 'cpu');
    assert.equal(handle.header.engine.passedOver[1]?.problem?.code, 'no-tensorflow');
    assert.deepEqual((await fake.requests()).slice(before), ['cpu init', ' run']);
  });

  it('ends without an engine when none starts, and names the reason of each', async () => {
    const handle = await run(['native', 'webgpu'], {
      launch: (id) => Promise.resolve(id === 'webgpu' ? { code: 'no-node' } : undefined),
    });
    const ending = await handle.ended;
    assert.equal(ending.kind, 'no-engine');
    assert.match(ending.detail, /native: .*; webgpu: .*Node\.js 20/);
  });

  it('is stopped where it is: no further engine is tried', async () => {
    const before = (await fake.requests()).length;
    const handle = await run(['webgpu', 'wasm']);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await handle.stop();
    assert.equal((await handle.ended).kind, 'stopped');
    assert.deepEqual((await fake.requests()).slice(before), ['webgpu init']);
  });

  it('starts each engine with the program and environment it needs', async () => {
    const asked: string[] = [];
    const special: EngineLaunch = { nodePath: path.join(fake.folder, 'no such node'), env: {} };
    const handle = await run(['webgpu', 'wasm'], {
      launch(id) {
        asked.push(id);
        return Promise.resolve(id === 'webgpu' ? special : undefined);
      },
    });
    assert.equal((await handle.ended).kind, 'finished');
    assert.deepEqual(asked, ['webgpu', 'wasm']);
    assert.match(handle.header.engine?.passedOver[1]?.reason ?? '', /ENOENT/);
  });

  it('leaves nothing behind when the editor closes meanwhile', async () => {
    const handle = await run(['webgpu', 'wasm']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await runners[0]?.dispose();
    await handle.ended;
  });
});
