import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MinMaxPyramid } from '../../../src/core/series/minMaxPyramid.ts';
import { seededRandom } from './seededRandom.ts';

/** What `extremes` promises, by walking over the values. */
function extremesByHand(
  values: Float32Array,
  from: number,
  to: number,
): { min: number; max: number } | undefined {
  const finite = [...values.slice(Math.max(0, from), to)].filter((value) => Number.isFinite(value));
  return finite.length > 0 ? { min: Math.min(...finite), max: Math.max(...finite) } : undefined;
}

function randomValues(count: number, random: () => number, badShare: number): Float32Array {
  return Float32Array.from({ length: count }, () => {
    if (random() >= badShare) return random() * 4 - 1;
    return [NaN, Infinity, -Infinity][Math.floor(random() * 3)] ?? NaN;
  });
}

function appendInPieces(pyramid: MinMaxPyramid, values: Float32Array, random: () => number): void {
  for (let at = 0; at < values.length;) {
    const size = 1 + Math.floor(random() * 40);
    pyramid.append(values.subarray(at, at + size));
    at += size;
  }
}

describe('MinMaxPyramid', () => {
  it('finds the same extremes as a walk over the values, for random ranges, pieces and bad values', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      const values = randomValues(1 + Math.floor(random() * 700), random, seed % 3 === 0 ? 0.4 : 0.02);
      const pyramid = new MinMaxPyramid();
      appendInPieces(pyramid, values, random);
      assert.equal(pyramid.length, values.length);
      for (let trial = 0; trial < 40; trial++) {
        const from = Math.floor(random() * values.length);
        const to = from + Math.floor(random() * (values.length - from + 2));
        const found = pyramid.extremes(from, to);
        const expected = extremesByHand(values, from, to);
        const actual = found && { min: values[found.minAt], max: values[found.maxAt] };
        assert.deepEqual(actual, expected, `seed ${seed}, range ${from}..${to}`);
      }
    }
  });

  it('thins to at most two points a pixel, ascending, finite, with both extremes of the range kept', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const random = seededRandom(1000 + seed);
      const values = randomValues(2 + Math.floor(random() * 5000), random, 0.01);
      const pyramid = new MinMaxPyramid();
      appendInPieces(pyramid, values, random);
      const from = Math.floor(random() * values.length);
      const to = from + 1 + Math.floor(random() * (values.length - from));
      const pixels = 1 + Math.floor(random() * 300);
      const kept = pyramid.thin(from, to, pixels);
      assert.ok(kept.length <= 2 * pixels, `seed ${seed}: ${kept.length} points on ${pixels} pixels`);
      kept.forEach((index, position) => {
        assert.ok(index >= from && index < to);
        assert.ok(position === 0 || index > (kept[position - 1] ?? -1));
        assert.ok(Number.isFinite(values[index]));
      });
      const expected = extremesByHand(values, from, to);
      const drawn = [...kept].map((index) => values[index] ?? NaN);
      if (expected) {
        assert.equal(Math.min(...drawn), expected.min);
        assert.equal(Math.max(...drawn), expected.max);
      } else assert.equal(drawn.length, 0);
    }
  });

  it('keeps every one-step spike among 100,000 points', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      const count = 100_000;
      const spike = Math.floor(random() * count);
      const values = Float32Array.from(
        { length: count },
        (_, step) => 2.3 * Math.exp(-step / (count / 4)) + 0.15 + 0.05 * (random() - 0.5),
      );
      values[spike] = (values[spike] ?? 0) + 3;
      const pyramid = new MinMaxPyramid();
      pyramid.append(values);
      assert.ok(pyramid.thin(0, count, 500).includes(spike), `seed ${seed}: spike at ${spike} was lost`);
    }
  });

  it('keeps full buckets where they were while the curve grows, so that a streaming line does not flicker', () => {
    const random = seededRandom(7);
    const values = Float32Array.from({ length: 1000 }, random);
    const pyramid = new MinMaxPyramid();
    pyramid.append(values.subarray(0, 800));
    const before = [...pyramid.thin(0, 800, 120)].filter((index) => index < 700);
    pyramid.append(values.subarray(800, 900));
    const after = [...pyramid.thin(0, 900, 120)].filter((index) => index < 700);
    assert.deepEqual(after, before);
  });

  it('lists NaN and infinities as marks and draws through what is left', () => {
    const pyramid = new MinMaxPyramid();
    pyramid.append([1, NaN, 3, -Infinity, Infinity, 2]);
    assert.deepEqual([...pyramid.nonFinite], [1, 3, 4]);
    assert.deepEqual([...pyramid.thin(0, 6, 100)], [0, 2, 5]);
    assert.deepEqual(pyramid.extremes(0, 6), { minAt: 0, maxAt: 2 });
    assert.equal(pyramid.extremes(3, 5), undefined);
  });

  it('starts empty again after clear', () => {
    const pyramid = new MinMaxPyramid();
    pyramid.append([5, 6, 7, 8]);
    pyramid.clear();
    assert.equal(pyramid.extremes(0, 4), undefined);
    pyramid.append([1, 2]);
    assert.deepEqual(pyramid.extremes(0, 2), { minAt: 0, maxAt: 1 });
  });
});
