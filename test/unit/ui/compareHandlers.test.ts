import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Emitter } from '../../../src/base/emitter.ts';
import type { RunHeader } from '../../../src/protocol/run.ts';
import { compareHandlers, curvePointsAtMost } from '../../../src/ui/panels/compareHandlers.ts';
import { createCompareRows } from '../../../src/ui/panels/compareRows.ts';
import type { ActiveRun } from '../../../src/ui/shared/activeRuns.ts';
import { createHeader, createSnapshot } from '../storage/runFixture.ts';

const signal = new AbortController().signal;

function setUp(headers: RunHeader[] = [createHeader('one', { status: 'ended' })]) {
  const done: unknown[] = [];
  const live = new Map<string, ActiveRun>();
  const handlers = compareHandlers({
    view: () => ({ locale: 'en', rows: [] }),
    activeRuns: { get: (id) => live.get(id) },
    runStore: {
      headers: () => headers,
      read: (id) =>
        Promise.resolve(
          id === 'one'
            ? { ok: true, snapshot: createSnapshot(headers[0]!, 4 * curvePointsAtMost + 4000) }
            : { ok: false, problem: 'damaged' },
        ),
      remove(id) {
        done.push(['remove', id]);
        return Promise.resolve(() => Promise.resolve(void done.push(['undo', id])));
      },
      setNote: (id, note) => Promise.resolve(void done.push(['note', id, note])),
      setPinned: (id, pinned) => Promise.resolve(void done.push(['pin', id, pinned])),
    },
    follow: (id) => done.push(['follow', id]),
    openRun: (id) => Promise.resolve(void done.push(['open', id])),
    save: (name, bytes) => Promise.resolve(done.push(['save', name, bytes.length]) > 0),
    goneSentence: () => 'That run is no longer stored.',
  });
  return { handlers, done, live };
}

describe('what the comparison asks of its host', () => {
  it('is done', async () => {
    const { handlers, done } = setUp();
    await handlers.setNote({ id: 'one', note: 'good' }, signal);
    await handlers.setPinned({ id: 'one', pinned: true }, signal);
    await handlers.open({ id: 'one' }, signal);
    await handlers.remove({ id: 'one' }, signal);
    await handlers.bringBack({ id: 'one' }, signal);
    await handlers.bringBack({ id: 'one' }, signal);
    await handlers.save({ name: 'compare-loss.csv', content: 'abc' }, signal);
    assert.deepEqual(done, [
      ['note', 'one', 'good'],
      ['pin', 'one', true],
      ['open', 'one'],
      ['remove', 'one'],
      ['undo', 'one'],
      ['save', 'compare-loss.csv', 3],
    ]);
  });

  it('gives curves, long ones thinned, or says why there are none; and follows them', async () => {
    const { handlers, done } = setUp();
    const [one, two] = await handlers.curves({ ids: ['one', 'two'] }, signal);
    assert.ok(one && 'blocks' in one && one.thinned);
    assert.ok(one.blocks.every(({ values }) => values.length <= curvePointsAtMost));
    assert.deepEqual(two, { id: 'two', problem: 'damaged' });
    assert.deepEqual(done, [
      ['follow', 'one'],
      ['follow', 'two'],
    ]);
  });

  it('stops a run that is going on before it removes it', async () => {
    const { handlers, done, live } = setUp();
    const header = createHeader('one');
    const handle = { stop: () => Promise.resolve(void done.push(['stop'])) };
    live.set('one', { header, handle } as unknown as ActiveRun);
    await handlers.remove({ id: 'one' }, signal);
    assert.deepEqual(done, [['stop'], ['remove', 'one']]);
  });

  it('is refused when it makes no sense, before anything is done', async () => {
    const { handlers, done } = setUp();
    const bad: [keyof typeof handlers, unknown, string][] = [
      ['curves', { ids: 'one' }, 'bad-params'],
      ['curves', { ids: Array.from({ length: 1000 }, () => 'x') }, 'bad-params'],
      ['curves', null, 'bad-params'],
      ['setNote', { id: 'one', note: 5 }, 'bad-params'],
      ['setNote', { id: 'one', note: 'x'.repeat(1_000_000) }, 'bad-params'],
      ['setNote', { id: 'nobody', note: '' }, 'run-gone'],
      ['setPinned', { id: 'one', pinned: 'yes' }, 'bad-params'],
      ['remove', { id: '../..' }, 'run-gone'],
      ['open', {}, 'bad-params'],
      ['save', { name: '../evil', content: '' }, 'bad-params'],
      ['save', { name: 'a.csv', content: 7 }, 'bad-params'],
    ];
    for (const [name, params, code] of bad)
      await assert.rejects(
        () =>
          Promise.resolve().then(() =>
            (handlers[name] as (params: unknown, signal: AbortSignal) => unknown)(params, signal),
          ),
        { code },
        `${name} ${JSON.stringify(params).slice(0, 60)}`,
      );
    assert.deepEqual(done, []);
  });
});

describe('rows of the run table', () => {
  it('are told once, then only what has changed', () => {
    const headers = [createHeader('b', { number: 2 }), createHeader('a')];
    const notes = new Map<string, string>();
    const rows = createCompareRows(
      { headers: () => headers, isPinned: () => false, noteOf: (id) => notes.get(id) ?? '' },
      { get: () => undefined },
    );
    assert.deepEqual(
      rows.all().map(({ header }) => header.id),
      ['b', 'a'],
    );
    assert.equal(rows.changes(), undefined);
    notes.set('a', 'new');
    headers.shift();
    const changes = rows.changes();
    assert.deepEqual(
      changes?.changed.map(({ header, note }) => [header.id, note]),
      [['a', 'new']],
    );
    assert.deepEqual(changes?.gone, ['b']);
  });

  it('are ahead of the store for a run that goes on, and light', () => {
    const stored = createHeader('a');
    const header: RunHeader = {
      ...stored,
      wallMs: 9000,
      engine: { id: 'wasm', version: '4', gpu: false, passedOver: [{ id: 'native', reason: 'none' }] },
    };
    const handle = { onDidReceiveMetrics: new Emitter<never>().event };
    const rows = createCompareRows(
      { headers: () => [stored], isPinned: () => true, noteOf: () => '' },
      { get: () => ({ header, handle }) as unknown as ActiveRun },
    );
    const [row] = rows.all();
    assert.equal(row?.header.wallMs, 9000);
    assert.deepEqual(row.header.engine?.passedOver, []);
    assert.ok(row.isPinned);
  });
});
