import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrainingWatcher } from '../../../src/worker/observe/trainingWatcher.ts';
import { watchTraining } from '../../../src/worker/observe/watchTraining.ts';
import { createSeededRandom } from '../../../src/worker/process/seededRandom.ts';

const at = { elapsedMs: 0 };

function watching(watchers: TrainingWatcher[], now: () => number = () => 0) {
  const random = createSeededRandom(1);
  const failures: string[] = [];
  const watched = watchTraining({ watchers, random, onFailure: (name) => failures.push(name), now });
  return { watched, random, failures };
}

test('a watcher may draw random numbers without leaving a trace in the program’s', () => {
  const drawing: TrainingWatcher = { name: 'drawing', stepEnds: () => void random() };
  const { watched, random } = watching([drawing]);
  const undisturbed = createSeededRandom(1);
  for (let step = 0; step < 3; step++) {
    watched.tellNow('stepEnds', { loop: 'x' }, at);
    assert.equal(random(), undisturbed());
  }
});

test('a watcher that fails is not called again, and the others are', () => {
  const seen: string[] = [];
  const { watched, failures } = watching([
    {
      name: 'broken',
      stepEnds: () => {
        seen.push('broken');
        throw new Error('oh');
      },
    },
    { name: 'sound', stepEnds: () => void seen.push('sound') },
  ]);
  watched.tellNow('stepEnds', { loop: 'x' }, at);
  watched.tellNow('stepEnds', { loop: 'x' }, at);
  assert.deepEqual(seen, ['broken', 'sound', 'sound']);
  assert.deepEqual(failures, ['broken']);
});

test('a watcher keeps to its share of the time', () => {
  let clock = 0;
  let calls = 0;
  const slow: TrainingWatcher = {
    name: 'slow',
    costShare: 0.1,
    stepEnds: () => {
      calls += 1;
      clock += 10;
    },
  };
  const { watched } = watching([slow], () => clock);
  while (clock < 1000) {
    watched.tellNow('stepEnds', { loop: 'x' }, at);
    clock += 1;
  }
  assert.ok(calls >= 8 && calls <= 11, `${calls} calls of 10 ms in 1000 ms`);
});

test('what a watcher computes with is not told to watchers', () => {
  let depth = 0;
  const nested: TrainingWatcher = {
    name: 'nested',
    costShare: Infinity,
    stepEnds: () => {
      depth += 1;
      watched.tellNow('stepEnds', { loop: 'inner' }, at);
    },
  };
  const { watched } = watching([nested]);
  watched.tellNow('stepEnds', { loop: 'outer' }, at);
  assert.equal(depth, 1);
});
