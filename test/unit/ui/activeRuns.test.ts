import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeferred } from '../../../src/base/async.ts';
import { Emitter } from '../../../src/base/emitter.ts';
import type { Ending } from '../../../src/protocol/ending.ts';
import type { EngineId, PassedOver, RunHeader, RunSnapshot } from '../../../src/protocol/run.ts';
import type { Engines } from '../../../src/runner/engines/createEngines.ts';
import type { RunHandle, RunOptions, Runner } from '../../../src/runner/runnerTypes.ts';
import type { RunStore } from '../../../src/storage/runStore.ts';
import { settingDefaults } from '../../../src/contributions/settings.ts';
import { createActiveRuns } from '../../../src/ui/shared/activeRuns.ts';
import type { Preferences } from '../../../src/ui/shared/preferences.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A runner whose runs end when they are stopped, and a store that remembers what was saved. */
function setUp() {
  const asked: RunOptions[] = [];
  const saved: RunSnapshot[] = [];
  const run = (options: RunOptions): RunHandle => {
    asked.push(options);
    const ended = createDeferred<Ending>();
    const header: RunHeader = {
      formatVersion: 1,
      id: `run-${asked.length}`,
      number: options.number,
      title: options.title,
      file: options.file,
      startedAt: '2026-01-01T00:00:00.000Z',
      wallMs: 0,
      seed: options.seed,
      status: 'running',
    };
    const changed = new Emitter<RunHeader>();
    const none = new Emitter<never>().event;
    return {
      id: header.id,
      get header() {
        return header;
      },
      snapshot: () =>
        structuredClone({
          header,
          seq: 0,
          series: [],
          blocks: [],
          models: [],
          evaluations: [],
          exhibits: [],
          console: [],
        }),
      onDidChangeHeader: changed.event,
      onDidReceiveMetrics: none,
      onDidReceiveModel: none,
      onDidReceiveEvaluation: none,
      onDidWrite: none,
      onDidOpenDebugger: none,
      ended: ended.promise,
      stop() {
        header.status = 'ended';
        header.ending = { kind: 'stopped', forced: false };
        changed.fire(header);
        ended.resolve(header.ending);
        return Promise.resolve();
      },
      pause: () => undefined,
      resume: () => undefined,
      exhibit: () => undefined,
      stopAtBest: () => undefined,
      setLearningRate: () => undefined,
      onDidReceiveExhibit: none,
      pictures: () => ({ width: 1, height: 1, channels: 1, total: 0, samples: [] }),
      samplePictures: () => ({ width: 0, height: 0, channels: 1, bytes: [] }),
    };
  };
  const runner = { run } as unknown as Runner;
  const runStore = {
    nextNumber: () => asked.length + 1,
    save: (snapshot: RunSnapshot) => Promise.resolve(void saved.push(snapshot)),
  } as unknown as RunStore;
  const preferences = { get: (key: keyof typeof settingDefaults) => settingDefaults[key] } as Preferences;
  const planned: EngineId[] = ['native', 'wasm', 'cpu'];
  const passedOver: PassedOver[] = [{ id: 'webgpu', reason: 'No graphics card.' }];
  const engines = { plan: () => ({ engines: planned, passedOver }) } as unknown as Engines;
  const activeRuns = createActiveRuns({ engines, runner, runStore, preferences, logger: silent });
  return { asked, saved, activeRuns };
}

describe('runs of this window', () => {
  it('start with the settings, a new seed and the next number', async () => {
    const { asked, activeRuns } = setUp();
    const run = await activeRuns.start({ file: '/w/cnn-mnist.ts' });
    const [options] = asked;
    assert.deepEqual(options?.engines, ['native', 'wasm', 'cpu']);
    assert.deepEqual(options.passedOver, [{ id: 'webgpu', reason: 'No graphics card.' }]);
    assert.equal(options.title, 'cnn-mnist');
    assert.equal(options.memoryMb, 4096);
    assert.ok(Number.isInteger(options.seed));
    assert.equal(activeRuns.current(), run);
    await run.handle.stop();
  });

  it('use the one engine they are asked to, and no other', async () => {
    const { asked, activeRuns } = setUp();
    const run = await activeRuns.start({ file: '/w/a.ts', engine: 'cpu' });
    assert.deepEqual(asked[0]?.engines, ['cpu']);
    assert.deepEqual(asked[0].passedOver, []);
    await run.handle.stop();
  });

  it('are saved when they start and once more when they have ended', async () => {
    const { saved, activeRuns } = setUp();
    const ended = new Promise((resolve) => activeRuns.onDidEnd(resolve));
    const run = await activeRuns.start({ file: '/w/a.ts', seed: 7 });
    await run.handle.stop();
    await ended;
    assert.deepEqual(
      saved.map(({ header }) => header.status),
      ['running', 'ended'],
    );
    assert.equal(activeRuns.current(), undefined);
  });

  it('replace a run of the same file, and leave others alone', async () => {
    const { activeRuns } = setUp();
    const first = await activeRuns.start({ file: '/w/a.ts' });
    const other = await activeRuns.start({ file: '/w/b.ts' });
    const second = await activeRuns.start({ file: '/w/a.ts' });
    assert.equal(first.header.status, 'ended');
    assert.equal(other.header.status, 'running');
    assert.equal(activeRuns.ofFile('/w/a.ts'), second);
    await Promise.all([other.handle.stop(), second.handle.stop()]);
  });

  it('stay at hand for a while after they ended', async () => {
    const { activeRuns } = setUp();
    for (let count = 0; count < 7; count++) {
      const ended = new Promise((resolve) => activeRuns.onDidEnd(resolve));
      await (await activeRuns.start({ file: '/w/a.ts' })).handle.stop();
      await ended;
    }
    assert.equal(activeRuns.get('run-1'), undefined);
    assert.ok(activeRuns.get('run-7'));
  });
});
