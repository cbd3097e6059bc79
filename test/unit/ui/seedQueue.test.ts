import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeferred } from '../../../src/base/async.ts';
import type { Ending } from '../../../src/protocol/ending.ts';
import { runSeedQueue, seedsFrom, type QueuedRun } from '../../../src/ui/editor/seedQueue.ts';

const finished: Ending = { kind: 'finished', wallMs: 1 };

describe('runs with several seeds', () => {
  it('go one after the other, never two at once', async () => {
    const log: string[] = [];
    let going = 0;
    const start = (seed: number): Promise<QueuedRun> => {
      log.push(`seed ${seed}`);
      assert.equal(++going, 1);
      const ended = new Promise<Ending>((resolve) =>
        setTimeout(() => {
          going--;
          resolve(finished);
        }, 1),
      );
      return Promise.resolve({ ended, stop: () => Promise.resolve() });
    };
    const result = await runSeedQueue({
      seeds: seedsFrom(2 ** 32 - 1, 3),
      start,
      onBegin: (done) => log.push(`begin ${done}`),
      signal: new AbortController().signal,
    });
    assert.deepEqual(result, { finished: 3 });
    assert.deepEqual(log, ['begin 0', 'seed 4294967295', 'begin 1', 'seed 0', 'begin 2', 'seed 1']);
  });

  it('stop the run that goes on when they are cancelled, and start no other', async () => {
    const controller = new AbortController();
    const started: number[] = [];
    const result = await runSeedQueue({
      seeds: [1, 2, 3],
      start(seed) {
        started.push(seed);
        const ended = createDeferred<Ending>();
        if (seed === 1) ended.resolve(finished);
        else setTimeout(() => controller.abort());
        return Promise.resolve({
          ended: ended.promise,
          stop: () => {
            ended.resolve({ kind: 'stopped', forced: false });
            return Promise.resolve();
          },
        });
      },
      onBegin: () => undefined,
      signal: controller.signal,
    });
    assert.deepEqual(started, [1, 2]);
    assert.deepEqual(result, { finished: 1, ending: { kind: 'stopped', forced: false } });
  });

  it('end with the first that fails, or cannot begin', async () => {
    const signal = new AbortController().signal;
    const threw: Ending = { kind: 'threw', name: 'Error', message: 'no' };
    const failing = await runSeedQueue({
      seeds: [1, 2],
      start: () => Promise.resolve({ ended: Promise.resolve(threw), stop: () => Promise.resolve() }),
      onBegin: () => undefined,
      signal,
    });
    assert.deepEqual(failing, { finished: 0, ending: threw });
    const refused = await runSeedQueue({
      seeds: [1, 2],
      start: () => Promise.resolve(undefined),
      onBegin: () => undefined,
      signal,
    });
    assert.deepEqual(refused, { finished: 0 });
  });
});
