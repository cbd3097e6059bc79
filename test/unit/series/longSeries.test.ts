import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRunRecord } from '../../../src/core/run/runRecord.ts';
import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import type { MinMaxPyramid } from '../../../src/core/series/minMaxPyramid.ts';
import { SeriesStore } from '../../../src/core/series/seriesStore.ts';
import type { MetricsBatch, SeriesInfo } from '../../../src/protocol/run.ts';
import { createHeader } from '../storage/runFixture.ts';
import { seededRandom } from './seededRandom.ts';

const info = (id = 1): SeriesInfo => ({ id, metric: 'loss', split: 'train', scale: 'batch', model: 'cnn' });

/** Smallest and largest finite value of `from` to `to`, by walking. */
function byHand(values: Float32Array, from: number, to: number): [number, number] | undefined {
  const finite = values.slice(from, to).filter((value) => Number.isFinite(value));
  return finite.length === 0 ? undefined : [Math.min(...finite), Math.max(...finite)];
}

function assertPyramid(pyramid: MinMaxPyramid, random: () => number, what: string): void {
  const values = pyramid.values();
  for (let trial = 0; trial < 60; trial++) {
    const from = Math.floor(random() * values.length);
    const to = from + Math.ceil(random() ** 2 * (values.length - from));
    const found = pyramid.extremes(from, to);
    const actual = found && [pyramid.at(found.minAt), pyramid.at(found.maxAt)];
    assert.deepEqual(actual, byHand(values, from, to), `${what}, ${from}..${to}`);
  }
  const bad = [...values.keys()].filter((index) => !Number.isFinite(values[index]));
  assert.deepEqual([...pyramid.nonFinite], bad, what);
}

function noisy(count: number, random: () => number, badShare = 0): Float32Array {
  return Float32Array.from({ length: count }, (_, step) =>
    random() < badShare ? (random() < 0.5 ? NaN : Infinity) : 2 * Math.exp(-step / 3000) + random() * 0.2,
  );
}

function appendAll(series: LineSeries, values: Float32Array, random: () => number): void {
  for (let at = 0; at < values.length;) {
    const size = 1 + Math.floor(random() * 700);
    const part = values.subarray(at, at + size);
    series.append({ steps: Float64Array.from(part, (_, index) => at + index), values: part });
    at += size;
  }
}

describe('a curve longer than is kept', () => {
  it('has pyramids that equal a walk over its values, raw and smoothed, with values that are no numbers', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = seededRandom(seed);
      const series = new LineSeries(info(), 5000);
      if (seed % 2 === 0) series.setSmoothing(0.9);
      appendAll(
        series,
        noisy(3000 + Math.floor(random() * 20_000), random, seed % 3 === 0 ? 0.3 : 0.01),
        random,
      );
      assert.ok(series.length <= 5000);
      assertPyramid(series.raw, random, `seed ${seed}, raw`);
      assertPyramid(series.shown, random, `seed ${seed}, smoothed`);
      series.setSmoothing(0.5);
      assert.equal(series.shown.length, series.length);
      assertPyramid(series.shown, random, `seed ${seed}, smoothed anew`);
    }
  });

  it('keeps each point at its step, the newest half complete, and says how many are thinned', () => {
    const random = seededRandom(4);
    const values = noisy(40_000, random);
    const series = new LineSeries(info(), 5000);
    appendAll(series, values, random);
    for (let index = 0; index < series.length; index++) {
      assert.equal(series.raw.at(index), values[series.stepAt(index)]);
      if (index > 0) assert.ok(series.stepAt(index) > series.stepAt(index - 1));
    }
    assert.ok(series.thinned > 0 && series.thinned < series.length);
    assert.equal(series.lastStep, 39_999);
    assert.equal(series.lastStep - series.stepAt(series.thinned), series.length - 1 - series.thinned);
  });

  it('keeps smoothed values beside the points they belong to', () => {
    const values = noisy(9000, seededRandom(2));
    const whole = new LineSeries(info());
    const short = new LineSeries(info(), 2000);
    for (const series of [whole, short]) {
      series.setSmoothing(0.8);
      appendAll(series, values, seededRandom(3));
    }
    for (let index = 0; index < short.length; index++)
      assert.equal(short.shown.at(index), whole.shown.at(short.stepAt(index)));
  });

  it('never drops a spike one point wide: in all of 1,000 windows around it, at any zoom', () => {
    const random = seededRandom(12);
    const count = 60_000;
    for (let round = 0; round < 10; round++) {
      const values = noisy(count, random);
      const spikeAt = Math.floor(random() * count);
      values[spikeAt] = 9;
      const series = new LineSeries(info(), 10_000);
      appendAll(series, values, random);
      for (let trial = 0; trial < 100; trial++) {
        const width = Math.ceil(random() ** 3 * count);
        const first = spikeAt - Math.floor(random() * width);
        const window = series.window(first, first + width);
        const kept = series.raw.thin(window.from, window.to, 1 + Math.floor(random() * 900));
        const isDrawn = [...kept].some((at) => series.stepAt(at) === spikeAt && series.raw.at(at) === 9);
        assert.ok(isDrawn, `round ${round}: spike at ${spikeAt} is not in ${first}..${first + width}`);
      }
    }
  });

  it('thins 100,000 points in about a millisecond', () => {
    const series = new LineSeries(info());
    const values = noisy(1_000_000, seededRandom(1));
    series.append({ steps: Float64Array.from(values, (_, index) => index), values });
    const startedAt = performance.now();
    for (let round = 0; round < 50; round++) series.raw.thin(round * 7, round * 7 + 100_000, 800);
    // Twenty times the goal: a shared machine must not fail it, a walk over all points would.
    assert.ok((performance.now() - startedAt) / 50 < 20);
  });
});

describe('limits of a run', () => {
  const batch = (over: Partial<MetricsBatch>): MetricsBatch => ({
    seq: 1,
    newSeries: [],
    blocks: [],
    progress: { phase: 'training', batch: 1, elapsedMs: 1 },
    ...over,
  });

  it('keeps 200 curves and counts the others, in the host and in the panel', () => {
    const many = Array.from({ length: 207 }, (_, id) => info(id));
    const record = createRunRecord(createHeader('a'));
    record.addMetrics(batch({ newSeries: many }));
    assert.deepEqual([record.snapshot().series.length, record.snapshot().seriesLeftOut], [200, 7]);
    const store = new SeriesStore(7);
    for (const one of many) store.add(one);
    assert.deepEqual([store.all().length, store.leftOut], [200, 14]);
  });

  it('gives a snapshot that a panel continues exactly where the host is, beyond a million points too', () => {
    const record = createRunRecord(createHeader('a'));
    record.addMetrics(batch({ newSeries: [info(1)] }));
    const values = noisy(400_000, seededRandom(9));
    for (let part = 0; part < 3; part++)
      record.addMetrics(
        batch({
          seq: part + 2,
          blocks: [
            {
              id: 1,
              steps: Float64Array.from(values, (_, index) => part * 400_000 + index),
              values,
              times: { indices: Uint32Array.of(0), elapsedMs: Float64Array.of(part * 1000) },
            },
          ],
        }),
      );
    const [block] = record.snapshot().blocks;
    assert.ok(block && block.steps.length <= 1_000_000 && (block.thinned ?? 0) > 250_000);
    const series = new LineSeries(info());
    series.append(block);
    assert.deepEqual(
      [series.length, series.thinned, series.lastStep, series.timeAt(series.length - 1)],
      [block.steps.length, block.thinned, 1_199_999, 2000],
    );
  });
});
