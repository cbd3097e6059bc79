import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSmoother } from '../../../src/core/series/smoothing.ts';
import { seededRandom } from './seededRandom.ts';

describe('createSmoother', () => {
  it('equals the debiased moving average as Kingma & Ba write it', () => {
    for (const weight of [0.3, 0.6, 0.9, 0.99]) {
      const random = seededRandom(Math.round(weight * 100));
      const smooth = createSmoother(weight);
      let biased = 0;
      for (let count = 1; count <= 500; count++) {
        const value = random() * 10 - 3;
        biased = weight * biased + (1 - weight) * value;
        const expected = biased / (1 - weight ** count);
        assert.ok(Math.abs(smooth(value) - expected) < 1e-9, `weight ${weight}, point ${count}`);
      }
    }
  });

  it('leaves a constant exactly as it is and does not start at zero', () => {
    const smooth = createSmoother(0.99);
    for (let count = 0; count < 1000; count++) assert.equal(smooth(0.1), 0.1);
  });

  it('stays within the range of what it has seen', () => {
    const random = seededRandom(3);
    const smooth = createSmoother(0.97);
    let min = Infinity;
    let max = -Infinity;
    for (let count = 0; count < 2000; count++) {
      const value = random() * 2 - 1;
      min = Math.min(min, value);
      max = Math.max(max, value);
      const smoothed = smooth(value);
      assert.ok(smoothed >= min - 1e-12 && smoothed <= max + 1e-12);
    }
  });

  it('passes NaN and infinities through without poisoning the average', () => {
    const smooth = createSmoother(0.5);
    const clean = createSmoother(0.5);
    smooth(1);
    clean(1);
    assert.ok(Number.isNaN(smooth(NaN)));
    assert.equal(smooth(-Infinity), -Infinity);
    assert.equal(smooth(2), clean(2));
  });

  it('does nothing at weight 0 and clamps a weight beyond 0.99', () => {
    const off = createSmoother(0);
    assert.deepEqual([0.1, 0.7, 0.2].map(off), [0.1, 0.7, 0.2]);
    assert.deepEqual([1, 2, 3].map(createSmoother(5)), [1, 2, 3].map(createSmoother(0.99)));
  });
});
