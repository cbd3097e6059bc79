import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fill, localeOf } from '../../../src/protocol/locale.ts';
import { RemoteError, createClient, createServer } from '../../../src/protocol/peer.ts';
import type { Client, Server } from '../../../src/protocol/peer.ts';
import type { Carrier, Handlers } from '../../../src/protocol/surface.ts';

interface Surface {
  requests: {
    double: { params: number; result: number };
    wait: { params: undefined; result: string };
    fail: { params: { code?: string }; result: undefined };
  };
  events: { tick: number };
}

/** Two ends of one carrier; messages arrive in a later turn, as they do between processes. */
function createPair(): [Carrier & { close(): void }, Carrier & { close(): void }] {
  const make = () => ({ message: new Set<(message: unknown) => void>(), close: new Set<() => void>() });
  const [a, b] = [make(), make()];
  const end = (own: typeof a, other: typeof a) => ({
    send: (envelope: unknown) => {
      const copy = structuredClone(envelope);
      queueMicrotask(() => other.message.forEach((listener) => listener(copy)));
    },
    onMessage: (listener: (message: unknown) => void) => {
      own.message.add(listener);
      return { dispose: () => void own.message.delete(listener) };
    },
    onClose: (listener: () => void) => {
      own.close.add(listener);
      return { dispose: () => void own.close.delete(listener) };
    },
    close: () => [...own.close, ...other.close].forEach((listener) => listener()),
  });
  return [end(a, b), end(b, a)];
}

interface Desk {
  client: Client<Surface>;
  server: Server<Surface>;
  close: () => void;
  inject: (message: unknown) => void;
  unexpected: string[];
  aborted: () => boolean;
}

function createDesk(): Desk {
  const [left, right] = createPair();
  const unexpected: string[] = [];
  let aborted = false;
  const handlers: Handlers<Surface> = {
    double: (value) => value * 2,
    wait: (_params, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve('cancelled');
        });
      }),
    fail: ({ code }) => {
      throw Object.assign(new Error('refused'), code === undefined ? {} : { code });
    },
  };
  return {
    client: createClient<Surface>(left),
    server: createServer<Surface>(right, handlers, (name) => unexpected.push(name)),
    close: () => left.close(),
    inject: (message) => left.send(message as never),
    unexpected,
    aborted: () => aborted,
  };
}

describe('peer', () => {
  it('answers requests, each with its own result', async () => {
    const { client } = createDesk();
    assert.deepEqual(await Promise.all([1, 2, 3].map((value) => client.request('double', value))), [2, 4, 6]);
  });

  it('hands on refusals with their code, and reports those without one', async () => {
    const { client, unexpected } = createDesk();
    await assert.rejects(client.request('fail', { code: 'not-now' }), {
      code: 'not-now',
      message: 'refused',
    });
    assert.deepEqual(unexpected, []);
    const failure = await client.request('fail', {}).catch((thrown: unknown) => thrown);
    assert.ok(failure instanceof RemoteError);
    assert.equal(failure.code, 'failed');
    assert.match(failure.stack ?? '', /peer\.test/, "the stack is the caller's");
    assert.deepEqual(unexpected, ['fail']);
  });

  it('cancels', async () => {
    const { client, aborted } = createDesk();
    const controller = new AbortController();
    const waiting = client.request('wait', undefined, controller.signal);
    await client.request('double', 1);
    controller.abort();
    assert.equal(await waiting, 'cancelled');
    assert.equal(aborted(), true);
  });

  it('rejects what is pending, and what comes later, when the carrier closes', async () => {
    const { client, close, aborted } = createDesk();
    const waiting = client.request('wait', undefined);
    await client.request('double', 1);
    close();
    await assert.rejects(waiting, { code: 'closed' });
    await assert.rejects(client.request('double', 1), { code: 'closed' });
    assert.equal(aborted(), true, 'nobody works for one who has left');
  });

  it('pushes events until they are no longer wanted', async () => {
    const { client, server } = createDesk();
    const heard: number[] = [];
    const listening = client.on('tick', (value) => void heard.push(value));
    server.emit('tick', 1);
    await client.request('double', 0);
    listening.dispose();
    server.emit('tick', 2);
    await client.request('double', 0);
    assert.deepEqual(heard, [1]);
  });

  it('ignores what is no envelope, and refuses names that are no requests', async () => {
    const { client, inject } = createDesk();
    for (const message of [
      null,
      7,
      'text',
      {},
      { kind: 'reply', id: 99, ok: true },
      { kind: 'cancel', id: 5 },
    ])
      inject(message);
    for (const name of ['constructor', '__proto__', 'toString'])
      await assert.rejects(client.request(name as 'double', 1), { code: 'unknown-request' });
    assert.equal(await client.request('double', 4), 8);
  });
});

describe('locale', () => {
  it('finds the nearest of our languages', () => {
    const found = ['en-GB', 'de', 'zh', 'zh-CN', 'zh-Hans-SG', 'zh-TW', 'zh-Hant', 'zh-HK', 'ZH-tw'].map(
      localeOf,
    );
    assert.deepEqual(found, ['en', 'en', 'zh-CN', 'zh-CN', 'zh-CN', 'zh-TW', 'zh-TW', 'zh-TW', 'zh-TW']);
  });

  it('fills slots and leaves unknown ones to be seen', () => {
    assert.equal(fill('{a} of {b}, {a}', { a: 1, b: 'two' }), '1 of two, 1');
    assert.equal(fill('{a} {b}', { a: '{b}' }), '{b} {b}');
  });
});
