import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { median, noiseOf } from '../../../../src/core/diagnosis/statistics/median.ts';
import { ramp } from '../../../../src/core/diagnosis/statistics/ramp.ts';
import { mannKendall, theilSen } from '../../../../src/core/diagnosis/statistics/trend.ts';
import { fitValley } from '../../../../src/core/diagnosis/statistics/valley.ts';
import { createRandomSource } from './randomSource.ts';

describe('median and noise', () => {
  it('is the middle value, and NaN of nothing', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.ok(Number.isNaN(median([])));
  });

  it('finds the noise on a steep curve, with spikes on it', () => {
    const random = createRandomSource(3);
    const values = Array.from(
      { length: 4000 },
      (_, step) => 5 * Math.exp(-step / 900) + 0.1 * random.gaussian(),
    );
    for (let spike = 0; spike < 100; spike++) values[spike * 37] = 50;
    const noise = noiseOf(values);
    assert.ok(Math.abs(noise - 0.1) < 0.012, String(noise));
    assert.equal(noiseOf([1, 2]), 0);
    assert.equal(noiseOf([1, 2, 3, 4]), 0);
  });
});

describe('trend', () => {
  it('is exact on a line, and does not mind a third of it being wild', () => {
    const line = Array.from({ length: 30 }, (_, step) => 2 - 0.25 * step);
    assert.ok(Math.abs(theilSen(line) + 0.25) < 1e-12);
    const wild = line.map((value, step) => (step % 4 === 0 ? 1000 * (step % 3) : value));
    assert.ok(Math.abs(theilSen(wild) + 0.25) < 0.3);
    assert.equal(theilSen([1]), 0);
  });

  it('scores as the published example does', () => {
    // Worked by hand: 10 ascending values have S = 45, variance 10·9·25/18 = 125, z = 44/√125.
    const ascending = Array.from({ length: 10 }, (_, step) => step);
    assert.ok(Math.abs(mannKendall(ascending) - 44 / Math.sqrt(125)) < 1e-12);
    // One tie of two: S = 2 (of three pairs one is a tie), variance (3·2·11 − 2·1·9)/18 = 48/18.
    assert.ok(Math.abs(mannKendall([1, 1, 2]) - 1 / Math.sqrt(48 / 18)) < 1e-12);
    assert.equal(mannKendall([5, 5, 5, 5]), 0);
  });

  it('is a standard normal score on noise', () => {
    const random = createRandomSource(8);
    const scores = Array.from({ length: 1500 }, () =>
      mannKendall(Array.from({ length: 15 }, () => random.gaussian())),
    );
    const beyond = scores.filter((score) => Math.abs(score) > 1.96).length / scores.length;
    assert.ok(beyond > 0.025 && beyond < 0.075, String(beyond));
  });
});

describe('fitValley', () => {
  /** Every choice of a turn and of block borders, for a handful of values. */
  function bestByBruteForce(values: readonly number[]): number {
    let best = Infinity;
    const count = values.length;
    for (let cuts = 0; cuts < 2 ** (count - 1); cuts++) {
      const blocks: number[][] = [[]];
      for (const [index, value] of values.entries()) {
        blocks.at(-1)!.push(value);
        if (cuts & (1 << index)) blocks.push([]);
      }
      const means = blocks
        .filter((block) => block.length > 0)
        .map((block) => block.reduce((a, b) => a + b, 0) / block.length);
      const low = means.indexOf(Math.min(...means));
      const isValley = means.every(
        (mean, at) => at === 0 || (at <= low ? mean <= means[at - 1]! : mean >= means[at - 1]!),
      );
      if (!isValley) continue;
      const error = blocks
        .flatMap((block, at) => block.map((value) => (value - means[at]!) ** 2))
        .reduce((a, b) => a + b, 0);
      best = Math.min(best, error);
    }
    return best;
  }

  it('is as close as the best of all curves that fall and then rise', () => {
    const random = createRandomSource(21);
    for (let trial = 0; trial < 150; trial++) {
      const values = Array.from({ length: random.integer(1, 9) }, () => random.gaussian());
      const { fit } = fitValley(values);
      const error = fit.reduce((sum, value, index) => sum + (value - values[index]!) ** 2, 0);
      assert.ok(Math.abs(error - bestByBruteForce(values)) < 1e-9, values.join());
    }
  });

  it('finds the turn of a clean valley', () => {
    const { at } = fitValley(Array.from({ length: 41 }, (_, step) => (step - 13) ** 2));
    assert.equal(at, 13);
    assert.equal(fitValley([]).at, 0);
  });
});

describe('ramp', () => {
  it('goes up or down, and is 0 for what is no number', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((value) => ramp(value, 1, 2)),
      [0, 0, 1, 1],
    );
    assert.equal(ramp(1.5, 2, 1), 0.5);
    assert.equal(ramp(NaN, 0, 1), 0);
  });
});
