import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blockLength, FloatBlocks } from '../../../src/core/series/floatBlocks.ts';
import { StepColumn } from '../../../src/core/series/stepColumn.ts';
import { thinOldest } from '../../../src/core/series/thinOldest.ts';
import { TimeColumn } from '../../../src/core/series/timeColumn.ts';
import { seededRandom } from './seededRandom.ts';

describe('FloatBlocks', () => {
  it('gives back what was appended in pieces, across blocks, and what is left after truncating', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = seededRandom(seed);
      const all = Float32Array.from({ length: 1 + Math.floor(random() * 3 * blockLength) }, random);
      const blocks = new FloatBlocks();
      for (let at = 0; at < all.length;) {
        const size = 1 + Math.floor(random() ** 4 * blockLength * 1.5);
        blocks.append(all.subarray(at, at + size));
        at += size;
      }
      assert.deepEqual(blocks.slice(), all);
      const [from, to] = [Math.floor(random() * all.length), Math.floor(random() * all.length)];
      assert.deepEqual(blocks.slice(from, to), from < to ? all.slice(from, to) : new Float32Array());
      blocks.truncate(to);
      blocks.append([7]);
      assert.deepEqual([blocks.length, blocks.at(to), blocks.at(to + 1)], [to + 1, 7, NaN]);
    }
  });
});

describe('StepColumn', () => {
  it('gives back any steps: evenly spaced, with gaps, starting anew, fractions', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seededRandom(seed);
      const steps: number[] = [];
      let next = 0;
      while (steps.length < 300) {
        const stride = random() < 0.5 ? 1 : Math.ceil(random() * 50) / (random() < 0.2 ? 7 : 1);
        for (let run = Math.ceil(random() ** 3 * 60); run > 0; run--) steps.push((next += stride));
        if (random() < 0.1) next = 0;
      }
      const column = new StepColumn();
      column.append(steps);
      assert.deepEqual([...column.toArray()], steps, `seed ${seed}`);
      for (let index = 0; index < steps.length; index++) assert.equal(column.at(index), steps[index]);
      assert.deepEqual([column.at(-1), column.at(steps.length)], [NaN, NaN]);
    }
  });

  it('takes next to no room for evenly spaced steps, and no more than the steps themselves for others', () => {
    const even = new StepColumn();
    for (let step = 0; step < 1_000_000; step++) even.push(step);
    assert.ok(even.byteLength < 100);
    const random = seededRandom(1);
    const odd = new StepColumn();
    for (let step = 0; odd.length < 10_000; step += 1 + Math.floor(random() * 3)) odd.push(step);
    assert.ok(odd.byteLength < 10_000 * 8 * 1.2, `${odd.byteLength} bytes`);
  });
});

describe('TimeColumn', () => {
  const times = (indices: number[], elapsedMs: number[]) => ({
    indices: Uint32Array.from(indices),
    elapsedMs: Float64Array.from(elapsedMs),
  });

  it('spreads points evenly between those whose times are known, also over a pause', () => {
    const column = new TimeColumn();
    assert.equal(column.at(0), NaN);
    column.append(times([0, 4], [100, 140]), 0);
    column.append(times([0, 2], [1000, 1020]), 5);
    assert.deepEqual(
      [0, 1, 4, 5, 6, 7, 99].map((index) => column.at(index)),
      [100, 110, 140, 1000, 1010, 1020, 1020],
    );
  });

  it('never runs backwards, and drops no more than it must of very many', () => {
    const column = new TimeColumn();
    column.append(times([0, 1, 2], [50, 20, NaN]), 0);
    assert.deepEqual([column.at(1), column.at(2)], [50, 50]);
    for (let k = 1; k < 100_000; k++) column.append(times([0], [50 + k]), 1 + k);
    assert.ok(column.known().indices.length <= 32_768);
    for (const index of [10, 500, 77_777, 100_000])
      assert.ok(Math.abs(column.at(index) - (49 + index)) < 1, `${column.at(index)} at ${index}`);
  });

  it('follows the points that are kept', () => {
    const column = new TimeColumn();
    column.append(times([0, 9, 10, 19], [0, 90, 200, 290]), 0);
    const kept = Uint32Array.from([0, 3, 5, 9, 10, 14, 19]);
    const before = [...kept].map((index) => column.at(index));
    column.keep(kept);
    [...kept].forEach((_, place) => {
      assert.ok(Math.abs(column.at(place) - (before[place] ?? NaN)) <= 45, `place ${place}`);
    });
    assert.deepEqual([column.at(0), column.at(3), column.at(4), column.at(6)], [0, 90, 200, 290]);
  });
});

describe('thinOldest', () => {
  it('keeps about half: the extremes of every four, and values that are not numbers', () => {
    const values = new FloatBlocks();
    values.append([1, 9, 2, 3, NaN, 4, 4, 4, Infinity, NaN, NaN, NaN, 5]);
    assert.deepEqual([...thinOldest(values, 13)], [0, 1, 4, 5, 7, 8, 12]);
    assert.deepEqual([...thinOldest(values, 0)], []);
  });

  it('keeps the extremes of random data, at most half of it where all are numbers', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      const all = Float32Array.from({ length: 4 * (1 + Math.floor(random() * 900)) }, random);
      const values = new FloatBlocks();
      values.append(all);
      const kept = [...thinOldest(values, all.length)].map((index) => all[index] ?? NaN);
      assert.equal(Math.min(...kept), Math.min(...all));
      assert.equal(Math.max(...kept), Math.max(...all));
      assert.ok(kept.length <= all.length / 2);
    }
  });
});
