import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { assertNever, isRecord, messageOf } from '../../../src/base/assert.ts';
import { createDeferred, createQueue } from '../../../src/base/async.ts';
import { DisposableStore, toDisposable } from '../../../src/base/disposable.ts';
import { Emitter } from '../../../src/base/emitter.ts';

describe('assert', () => {
  it('names what was thrown, whatever it is', () => {
    assert.equal(messageOf(new Error('no')), 'no');
    assert.equal(messageOf('text'), 'text');
    assert.equal(messageOf(undefined), 'undefined');
  });

  it('tells objects from lists and nothing', () => {
    assert.deepEqual([{}, [], null, 'x', undefined].map(isRecord), [true, false, false, false, false]);
  });

  it('throws for a case that was forgotten', () => {
    assert.throws(() => assertNever('new' as never), /Unexpected value: "new"/);
  });
});

describe('createQueue', () => {
  it('keeps the order, also past a failure, and hands on results', async () => {
    const queue = createQueue();
    const order: string[] = [];
    const slow = queue(async () => {
      await delay(20);
      order.push('slow');
      return 1;
    });
    const failing = queue(() => {
      order.push('failing');
      return Promise.reject(new Error('no'));
    });
    const last = queue(() => Promise.resolve(order.push('last')));
    await assert.rejects(failing, /no/);
    assert.deepEqual([await slow, await last, order], [1, 3, ['slow', 'failing', 'last']]);
  });
});

describe('createDeferred', () => {
  it('settles from outside', async () => {
    const good = createDeferred<number>();
    good.resolve(3);
    assert.equal(await good.promise, 3);
    const bad = createDeferred<number>();
    bad.reject(new Error('no'));
    await assert.rejects(bad.promise, /no/);
  });
});

describe('DisposableStore', () => {
  it('lets go of the newest first, once, and of latecomers at once', () => {
    const gone: number[] = [];
    const store = new DisposableStore();
    for (const id of [1, 2, 3]) store.add(toDisposable(() => void gone.push(id)));
    store.dispose();
    store.dispose();
    store.add(toDisposable(() => void gone.push(4)));
    assert.deepEqual(gone, [3, 2, 1, 4]);
  });
});

describe('Emitter', () => {
  it('tells those who listen, and lets them leave while being told', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event((value) => {
      heard.push(`first ${value}`);
      first.dispose();
    });
    emitter.event((value) => void heard.push(`second ${value}`));
    emitter.fire(1);
    emitter.fire(2);
    emitter.dispose();
    emitter.fire(3);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });
});
