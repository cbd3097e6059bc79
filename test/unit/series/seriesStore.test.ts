import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SeriesInfo } from '../../../src/protocol/run.ts';
import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { seriesCsv } from '../../../src/core/series/seriesCsv.ts';
import { createSeriesStore } from '../../../src/core/series/seriesStore.ts';
import { seededRandom } from './seededRandom.ts';

const info = (id: number, over: Partial<SeriesInfo> = {}): SeriesInfo => ({
  id,
  metric: 'loss',
  split: 'train',
  scale: 'batch',
  model: 'cnn',
  ...over,
});

const block = (id: number, steps: number[], values: number[]) => ({
  id,
  steps: Float64Array.from(steps),
  values: Float32Array.from(values),
});

describe('LineSeries', () => {
  it('finds indices by step like a linear search, for random gaps', () => {
    const random = seededRandom(11);
    const series = new LineSeries(info(1));
    const steps: number[] = [];
    for (let step = 0; steps.length < 300; step += 1 + Math.floor(random() * 5)) steps.push(step);
    series.append(block(1, steps, steps));
    for (let trial = 0; trial < 300; trial++) {
      const wanted = random() * 1000 - 50;
      const from = steps.findIndex((step) => step >= wanted);
      assert.equal(series.indexFrom(wanted), from < 0 ? steps.length : from);
      const nearest = series.nearestIndex(wanted);
      const distance = Math.abs((steps[nearest] ?? NaN) - wanted);
      assert.ok(steps.every((step) => distance <= Math.abs(step - wanted)));
    }
  });

  it('gives a window one point wider than asked, so that lines reach the edge', () => {
    const series = new LineSeries(info(1));
    series.append(block(1, [0, 10, 20, 30, 40], [0, 1, 2, 3, 4]));
    assert.deepEqual(series.window(12, 28), { from: 1, to: 4 });
    assert.deepEqual(series.window(-5, 100), { from: 0, to: 5 });
    assert.deepEqual(series.window(20, 20), { from: 1, to: 4 });
  });

  it('continues after the last step when a second fit counts from 0 again', () => {
    const series = new LineSeries(info(1));
    series.append(block(1, [0, 1, 2], [3, 2, 1]));
    series.append(block(1, [0, 1], [0.9, 0.8]));
    series.append(block(1, [2], [0.7]));
    assert.deepEqual(
      Array.from({ length: series.length }, (_, index) => series.stepAt(index)),
      [0, 1, 2, 3, 4, 5],
    );
  });

  it('smooths points that arrive later like those that were there', () => {
    const values = Float32Array.from({ length: 200 }, seededRandom(5));
    const steps = Float64Array.from(values, (_, index) => index);
    const before = new LineSeries(info(1));
    before.setSmoothing(0.9);
    for (let at = 0; at < 200; at += 7) {
      before.append({ steps: steps.subarray(at, at + 7), values: values.subarray(at, at + 7) });
    }
    const after = new LineSeries(info(1));
    after.append({ steps, values });
    after.setSmoothing(0.9);
    assert.deepEqual(before.shown.values(), after.shown.values());
    after.setSmoothing(0);
    assert.deepEqual(after.shown.values(), values);
  });

  it('has nothing nearest when it is empty', () => {
    const series = new LineSeries(info(1));
    assert.equal(series.nearestIndex(3), -1);
    assert.deepEqual(series.window(0, 10), { from: 0, to: 0 });
  });
});

describe('createSeriesStore', () => {
  it('groups by model and metric, loss first, models in the order they appeared', () => {
    const store = createSeriesStore(
      [
        info(1, { metric: 'acc', model: 'generator' }),
        info(2, { metric: 'loss', model: 'generator' }),
        info(3, { metric: 'loss', model: 'generator', split: 'validation', scale: 'epoch' }),
        info(4, { metric: 'loss', model: 'discriminator' }),
      ],
      [],
    );
    assert.deepEqual(
      store.groups().map(({ model, metric, series }) => [model, metric, series.map((line) => line.info.id)]),
      [
        ['generator', 'loss', [2, 3]],
        ['generator', 'acc', [1]],
        ['discriminator', 'loss', [4]],
      ],
    );
  });

  it('passes over blocks of curves that were never announced', () => {
    const store = createSeriesStore([info(1)], [block(1, [0], [2]), block(9, [0], [2])]);
    assert.deepEqual(
      store.all().map((line) => line.length),
      [1],
    );
  });

  it('smooths batch curves only, also those announced later', () => {
    const store = createSeriesStore([info(1)], []);
    store.setSmoothing(0.5);
    const epochs = store.add(info(2, { scale: 'epoch' }));
    const batches = store.add(info(3));
    store.setSmoothing(0.6);
    assert.equal(epochs?.isSmoothed, false);
    assert.equal(batches?.isSmoothed, true);
  });
});

describe('seriesCsv', () => {
  it('writes raw points in long form, quoting names and counting epochs from 1', () => {
    const store = createSeriesStore(
      [info(1, { model: 'a,"b"' }), info(2, { scale: 'epoch', split: 'validation' })],
      [block(1, [0, 1], [0.5, NaN]), block(2, [0], [0.25])],
    );
    assert.equal(
      seriesCsv(store.all()),
      'model,metric,split,scale,step,value\r\n' +
        '"a,""b""",loss,train,batch,0,0.5\r\n' +
        '"a,""b""",loss,train,batch,1,NaN\r\n' +
        'cnn,loss,validation,epoch,1,0.25\r\n',
    );
  });
});
