import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { axisEnd } from '../../../webview/lib/chart/axisEnd.ts';
import { type ChartLine, indexAt, readableLines, valueRange } from '../../../webview/lib/chart/chartModel.ts';
import { createPlotArea } from '../../../webview/lib/chart/plotArea.ts';
import { linearTicks, logTicks } from '../../../webview/lib/chart/ticks.ts';
import { seededRandom } from '../series/seededRandom.ts';

function line(
  values: number[],
  over: Partial<ChartLine> = {},
  split: 'train' | 'validation' = 'train',
): ChartLine {
  const series = new LineSeries({ id: 1, metric: 'loss', split, scale: 'batch', model: 'm' });
  series.append({ steps: Float64Array.from(values, (_, index) => index), values: Float32Array.from(values) });
  return { series, role: 'main', scale: 1, offset: 0, label: 'training', ...over };
}

describe('linearTicks', () => {
  it('covers the range with round, evenly spaced numbers of a bounded count', () => {
    const random = seededRandom(4);
    for (let trial = 0; trial < 500; trial++) {
      const min = (random() - 0.5) * 10 ** Math.floor(random() * 8 - 4);
      const max = min + random() * 10 ** Math.floor(random() * 8 - 4) + 1e-9;
      const { values, from, to, format } = linearTicks(min, max, 5);
      const gap = (values[1] ?? NaN) - (values[0] ?? NaN);
      assert.ok(from <= min + gap * 1e-6 && to >= max - gap * 1e-6, `${from}..${to} misses ${min}..${max}`);
      assert.ok(values.length >= 2 && values.length <= 8, `${values.length} ticks for ${min}..${max}`);
      const labels = values.map(format);
      if (gap > 1e-4 * Math.max(Math.abs(min), Math.abs(max)))
        assert.equal(new Set(labels).size, labels.length, `${labels.join()} repeat`);
    }
  });

  it('labels as people write', () => {
    const labels = (min: number, max: number, whole = false): string[] => {
      const { values, format } = linearTicks(min, max, 4, whole);
      return values.map(format);
    };
    assert.deepEqual(labels(0, 1), ['0', '0.25', '0.50', '0.75', '1.00']);
    assert.deepEqual(labels(-1, 1), ['−1.0', '−0.5', '0', '0.5', '1.0']);
    assert.deepEqual(labels(0, 40_000, true), ['0', '10k', '20k', '30k', '40k']);
    assert.deepEqual(labels(0, 3, true), ['0', '1', '2', '3']);
  });

  it('gives whole numbers only where asked', () => {
    for (let to = 1; to < 60; to++)
      assert.ok(linearTicks(0, to, 5, true).values.every((value) => Number.isInteger(value)));
  });

  it('makes room around a single value', () => {
    const { from, to } = linearTicks(0.5, 0.5, 4);
    assert.ok(from <= 0.5 && to > 0.5);
  });
});

describe('logTicks', () => {
  it('stands on powers of ten, with 2 and 5 between them when there are few', () => {
    assert.deepEqual(
      logTicks(0.02, 3, 6).values.map((value) => Number(value.toPrecision(3))),
      [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].filter(
        (_, index) => logTicks(0.02, 3, 6).values.length > 4 || index % 3 === 0,
      ),
    );
    const wide = logTicks(1e-8, 1e4, 5);
    assert.ok(wide.values.length <= 6);
    assert.ok(wide.from <= 1e-8 && wide.to >= 1e4);
  });
});

describe('axisEnd', () => {
  it('moves seldom while a curve grows, and never cuts it off', () => {
    let last = 0;
    let changes = 0;
    for (let reached = 1; reached <= 10_000; reached++) {
      const end = axisEnd(reached, undefined);
      assert.ok(end >= reached);
      if (end !== last) changes++;
      last = end;
    }
    assert.ok(changes <= 40, `${changes} changes`);
  });

  it('is the planned end when that is short or near', () => {
    assert.equal(axisEnd(2, 10), 10);
    assert.equal(axisEnd(3, 100), 3);
    assert.equal(axisEnd(80, 100), 100);
    assert.equal(axisEnd(7, 5), 7);
  });
});

describe('createPlotArea', () => {
  it('maps there and back, and a log axis evenly by powers', () => {
    const area = createPlotArea({ width: 400, height: 200, from: 2, to: 8, min: 0.01, max: 1, isLog: true });
    for (const x of [2, 3.5, 8]) assert.ok(Math.abs(area.valueAt(area.xAt(x)) - x) < 1e-9);
    const [high, middle, low] = [1, 0.1, 0.01].map(area.yAt);
    assert.ok(Math.abs((low ?? 0) - (middle ?? 0) - ((middle ?? 0) - (high ?? 0))) < 1e-9);
  });

  it('stands without values', () => {
    const area = createPlotArea({
      width: 400,
      height: 200,
      from: 0,
      to: 1,
      min: undefined,
      max: undefined,
      isLog: false,
    });
    assert.deepEqual([area.y.from, area.y.to], [0, 1]);
  });
});

describe('valueRange', () => {
  it('is that of the finite values in view, of all lines', () => {
    const lines = [line([5, 1, NaN, 2]), line([0, 9, 3, 4])];
    assert.deepEqual(valueRange(lines, 0, 3, false), { min: 0, max: 9 });
    assert.deepEqual(valueRange([line([8, 1, 1, 1, 1, 1])], 3, 4, false), { min: 1, max: 1 });
    assert.equal(valueRange([line([NaN])], 0, 3, false), undefined);
  });

  it('leaves out what a log axis cannot show', () => {
    assert.deepEqual(valueRange([line([-1, 0, 0.5, 2])], 0, 3, true), { min: 0.5, max: 2 });
    assert.equal(valueRange([line([-1, 0])], 0, 3, true), undefined);
  });
});

describe('chart lines', () => {
  it('finds the point at a place and nothing beyond the end of the curve', () => {
    const one = line([5, 6, 7], { scale: 0.1, offset: 0.1 });
    assert.equal(indexAt(one, 0.21), 1);
    assert.equal(indexAt(one, 5), -1);
  });

  it('reads epoch curves, batch curves without them, and of the run before only validation', () => {
    const batch = line([1], { role: 'batch' });
    const epoch = line([1]);
    const before = line([1], { role: 'previous' });
    const beforeValidation = line([1], { role: 'previous' }, 'validation');
    assert.deepEqual(readableLines([beforeValidation, before, batch, epoch]), [epoch, beforeValidation]);
    assert.deepEqual(readableLines([before, batch]), [batch, before]);
  });
});
