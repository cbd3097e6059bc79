import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seedBand, type SeedCurve } from '../../../src/core/series/seedBand.ts';
import { seededRandom } from '../series/seededRandom.ts';

/** The same by looking every value up. */
function bruteForce(curves: readonly SeedCurve[]) {
  const steps = [...new Set(curves.flatMap(({ steps: own }) => Array.from(own)))].sort((a, b) => a - b);
  return steps.map((step) => {
    const found = curves
      .flatMap(({ steps: own, values }) => {
        const at = Array.from(own).indexOf(step);
        return at < 0 ? [] : [values[at] ?? NaN];
      })
      .filter((value) => Number.isFinite(value))
      .sort((a, b) => a - b);
    const [below, above] = [found[Math.ceil(found.length / 2) - 1], found[Math.floor(found.length / 2)]];
    return {
      step,
      median: Math.fround(((below ?? NaN) + (above ?? NaN)) / 2),
      low: Math.fround(found[0] ?? NaN),
      high: Math.fround(found.at(-1) ?? NaN),
      count: found.length,
    };
  });
}

describe('seedBand', () => {
  it('is what looking every value up gives, with gaps, other lengths and values that are no numbers', () => {
    const random = seededRandom(11);
    for (let trial = 0; trial < 300; trial++) {
      const curves = Array.from({ length: 1 + Math.floor(random() * 10) }, () => {
        const steps = Array.from({ length: Math.floor(random() * 30) }, (_, step) => step).filter(
          () => random() < 0.8,
        );
        const odd = [NaN, Infinity, -Infinity];
        const values = steps.map(() => (random() < 0.1 ? (odd[Math.floor(random() * 3)] ?? NaN) : random()));
        return { steps: Float64Array.from(steps), values: Float32Array.from(values) };
      });
      const band = seedBand(curves);
      const found = Array.from(band.steps, (step, at) => ({
        step,
        median: band.median[at],
        low: band.low[at],
        high: band.high[at],
        count: band.counts[at],
      }));
      assert.deepEqual(found, bruteForce(curves));
    }
  });

  it('of one curve is that curve, and of none nothing', () => {
    const curve = { steps: [0, 1, 5], values: Float32Array.of(3, 1, 2) };
    const { median, low, high, steps } = seedBand([curve]);
    for (const column of [median, low, high]) assert.deepEqual([...column], [3, 1, 2]);
    assert.deepEqual([...steps], [0, 1, 5]);
    assert.equal(seedBand([]).steps.length, 0);
  });

  it('takes the mean of the middle two of an even number', () => {
    const at = (value: number): SeedCurve => ({ steps: [0], values: [value] });
    assert.equal(seedBand([at(1), at(10), at(2), at(4)]).median[0], 3);
  });
});
