import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cutForSum, cutIntoParts } from '../../../src/worker/kernels/threads/cutIntoParts.ts';
import { startKernelThreads, type KernelThreads } from '../../../src/worker/kernels/threads/kernelThreads.ts';
import { webAssembly, type WebAssemblyMemory } from '../../../src/worker/kernels/webAssembly.ts';
import { kernelThreadFile } from './wasmEngine.ts';

/*
 * int meet(int *cell, int threads) { add 1 to *cell; wait until *cell >= threads; return threads; }
 * int store_one(int *at, int value, int *scratch) { *at = value; *scratch = value; return value * 2; }
 * Compiled for a shared memory, with atomic operations in `meet`.
 */
const binary = Buffer.from(
  'AGFzbQEAAAABDgJgAn9/AX9gA39/fwF/AhEBA2VudgZtZW1vcnkCAwLoBwMDAgABBAUBcAEBAQYIAX8BQYCIBAsHFAIEbWVldAAACXN0b3JlX29u' +
    'ZQABCjMCGwAgAEEB/h4CABoDQCAA/hACACABSA0ACyABCxUAIAAgATYCACACIAE2AgAgAUEBdAs=',
  'base64',
);
const [meet, storeOne] = ['meet', 'store_one'] as const;
const THREADS = 3;

let memory: WebAssemblyMemory;
let threads: KernelThreads;

before(async () => {
  memory = new webAssembly.Memory({ initial: 2, maximum: 10, shared: true });
  const module = await webAssembly.compile(binary);
  const { exports } = new webAssembly.Instance(module, { env: { memory } });
  threads = startKernelThreads({ file: kernelThreadFile, count: THREADS, module, memory }, exports);
});
after(() => threads.dispose());

test('calls run at the same time: three that wait for each other all end', { timeout: 20_000 }, () => {
  const cell = 1024;
  const calls = Array.from({ length: THREADS }, () => [cell, THREADS]);
  for (let round = 0; round < 200; round++) {
    new Int32Array(memory.buffer)[cell / 4] = 0;
    assert.deepEqual(threads.run(meet, calls), [THREADS, THREADS, THREADS]);
  }
});

test('every call runs once, its answer is in its place, and each thread writes its own scratch memory', () => {
  const [stride, scratch] = [128, 4096];
  for (const count of [2, 3, 64, 65, 200]) {
    const values = new Int32Array(memory.buffer).fill(0);
    const calls = Array.from({ length: count }, (_, i) => [8192 + 4 * i, i + 1, scratch]);
    const answers = threads.run(storeOne, calls, { at: -1, stride });
    assert.deepEqual(
      answers,
      calls.map((_, i) => 2 * (i + 1)),
    );
    calls.forEach((_, i) => assert.equal(values[8192 / 4 + i], i + 1));
    const written = [0, 1, 2].map((thread) => values[(scratch + thread * stride) / 4] ?? 0);
    assert.ok(written.some((value) => value > 0));
  }
});

test('an error in one call reaches the caller after all have ended, and the threads go on', () => {
  const outside = 20 * 65_536;
  const calls = Array.from({ length: 6 }, (_, i) => [i === 3 ? outside : 8192 + 4 * i, 7, 4096]);
  for (let round = 0; round < 50; round++) {
    assert.throws(() => threads.run(storeOne, calls, { at: 2, stride: 128 }), /memory access out of bounds/);
  }
  assert.deepEqual(threads.run(storeOne, calls.slice(0, 3), { at: 2, stride: 128 }), [14, 14, 14]);
});

test('parts cover the work once, in order, and begin at multiples of the step', () => {
  for (const count of [0, 1, 5, 64, 97, 10_000]) {
    for (const step of [1, 4, 16]) {
      for (const threadCount of [1, 2, 3, 4]) {
        for (const unitNs of [0.1, 10, 5_000]) {
          const parts = cutIntoParts({ count, unitNs, step }, threadCount);
          let next = 0;
          for (const part of parts) {
            assert.equal(part.first, next);
            assert.equal(part.first % step, 0);
            next += part.count;
          }
          assert.equal(next, count);
          assert.ok(threadCount > 1 || parts.length === 1);
        }
      }
    }
  }
});

test('little work stays in one part; the pieces of a sum follow from the work alone', () => {
  assert.equal(cutIntoParts({ count: 100, unitNs: 100 }, 4).length, 1);
  assert.ok(cutIntoParts({ count: 100, unitNs: 10_000 }, 4).length >= 4);
  assert.equal(cutForSum({ count: 128, unitNs: 50_000 }, 18_432).length, 4);
  assert.equal(cutForSum({ count: 128, unitNs: 50 }, 288).length, 1);
  // Adding up pieces of this size would cost more than it saves.
  assert.equal(cutForSum({ count: 8, unitNs: 1e6 }, 10_000_000).length, 1);
});
