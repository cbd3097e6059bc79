import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunHeader } from '../../../src/protocol/run.ts';
import { createLossReader } from '../../../src/ui/status/lossReader.ts';
import { clockTime, runDescription, runIcon, runTitle, shortNumber } from '../../../src/ui/tree/runRow.ts';

const header: RunHeader = {
  formatVersion: 1,
  id: 'r',
  number: 7,
  title: 'cnn-mnist',
  file: '/w/cnn-mnist.ts',
  startedAt: '2026-01-01T00:00:00.000Z',
  wallMs: 41_300,
  seed: 1,
  status: 'ended',
  ending: { kind: 'finished', wallMs: 41_300 },
  engine: { id: 'wasm', version: '4.22.0', gpu: false, passedOver: [] },
  headline: { metric: 'acc', split: 'test', value: 0.9712 },
};

describe('a row of the Runs view', () => {
  it('says figure, engine and time', () => {
    assert.equal(runTitle(header), '#7 cnn-mnist');
    assert.equal(runDescription(header, 'en'), '0.971 · wasm · 0:41');
  });

  it('says first how it ended where that is the news', () => {
    const stopped: RunHeader = { ...header, ending: { kind: 'stopped', forced: false } };
    delete stopped.headline;
    delete stopped.engine;
    assert.equal(runDescription(stopped, 'zh-TW'), '已停止 · 0:41');
  });

  it('has an icon for every ending', () => {
    assert.deepEqual(runIcon(header), { id: 'pass', color: 'testing.iconPassed' });
    assert.equal(runIcon({ ...header, status: 'running' }).id, 'loading~spin');
    assert.equal(runIcon({ ...header, status: 'paused' }).id, 'debug-pause');
    assert.equal(runIcon({ ...header, ending: { kind: 'crashed' } }).id, 'error');
    assert.equal(
      runIcon({ ...header, ending: { kind: 'diverged', metric: 'loss', batch: 3 } }).id,
      'warning',
    );
  });

  it('writes times and numbers for people', () => {
    assert.deepEqual([0, 59_999, 60_000, 3_729_000].map(clockTime), ['0:00', '0:59', '1:00', '1:02:09']);
    assert.deepEqual([0, 0.5, 0.00012, 12_345, Number.NaN].map(shortNumber), [
      '0.000',
      '0.500',
      '1.20e-4',
      '1.23e+4',
      'NaN',
    ]);
  });
});

describe('the loss in the status bar', () => {
  it('is the last one of the training series', () => {
    const read = createLossReader();
    const progress = { phase: 'training', batch: 1, elapsedMs: 1 } as const;
    const block = (id: number, value: number) => ({
      id,
      steps: new Float64Array([1]),
      values: new Float32Array([value]),
    });
    const series = (id: number, metric: string, split: 'train' | 'validation') =>
      ({ id, metric, split, scale: 'batch', model: 'm' }) as const;
    assert.equal(read({ seq: 1, newSeries: [], blocks: [], progress }), undefined);
    const newSeries = [
      series(0, 'loss', 'train'),
      series(1, 'acc', 'train'),
      series(2, 'loss', 'validation'),
    ];
    const first = { seq: 2, newSeries, blocks: [block(0, 0.5), block(1, 9), block(2, 8)], progress };
    assert.equal(read(first), 0.5);
    assert.equal(read({ seq: 3, newSeries: [], blocks: [block(1, 7)], progress }), 0.5);
  });
});
