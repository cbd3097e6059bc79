import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  hasLeft,
  highestRate,
  judgeRates,
  lowestRate,
  rateOfStep,
  roundRate,
  scanSteps,
  smoothLosses,
} from '../../../src/core/rates/rateScan.ts';
import { seededRandom } from '../series/seededRandom.ts';

const rates = Array.from({ length: scanSteps }, (_, step) => rateOfStep(step));

/** Runs a loss of the rate as the scan does: until it has left, or to the end. */
function scan(lossOf: (rate: number, step: number) => number): number[] {
  const losses: number[] = [];
  for (const [step, rate] of rates.entries()) {
    losses.push(lossOf(rate, step));
    if (hasLeft(losses)) break;
  }
  return losses;
}

/** A fall from 2.3 to 0.7 whose steepest place on the logarithmic axis is `centre`, and a blow-up at `wall`. */
const network = (centre: number, wall: number, noise: () => number) => (rate: number) =>
  2.3 - 1.6 / (1 + (centre / rate) ** 1.5) + (rate / wall) ** 3 + noise();

describe('learning-rate search', () => {
  it('tries a hundred rates, evenly in the logarithm', () => {
    assert.equal(rates.length, 100);
    assert.ok(Math.abs((rates[0] ?? 0) / lowestRate - 1) < 1e-12);
    assert.ok(Math.abs((rates[99] ?? 0) / highestRate - 1) < 1e-12);
    const steps = rates.slice(1).map((rate, index) => Math.log10(rate / (rates[index] ?? 1)));
    for (const step of steps) assert.ok(Math.abs(step - 8 / 99) < 1e-12);
  });

  it('smooths without bias: a constant stays, and the first value is itself', () => {
    for (const value of smoothLosses([3, 3, 3])) assert.ok(Math.abs(value - 3) < 1e-12);
    assert.equal(smoothLosses([7, 1])[0]?.toFixed(9), '7.000000000');
  });

  it('suggests where the loss falls fastest, or a little later, for 200 noisy curves', () => {
    const random = seededRandom(11);
    let wrong = 0;
    for (let trial = 0; trial < 200; trial++) {
      const centre = 10 ** (-4 + 2.5 * random());
      const losses = scan(network(centre, centre * 60, () => (random() + random() - 1) * 0.15));
      const { verdict, suggestion = NaN } = judgeRates(rates, losses);
      // Smoothing looks back, so the place found lies a little later than the true one.
      if (verdict !== 'found' || suggestion < centre / 4 || suggestion > centre * 6) wrong++;
    }
    assert.ok(wrong <= 4, `${wrong} of 200`);
  });

  it('refuses a curve that never falls, with and without noise', () => {
    const random = seededRandom(3);
    let suggested = 0;
    for (let trial = 0; trial < 200; trial++) {
      const losses = scan(() => 2.3 + (random() + random() - 1) * 0.3);
      if (judgeRates(rates, losses).verdict === 'found') suggested++;
    }
    assert.ok(suggested <= 2, `${suggested} of 200`);
    assert.deepEqual(
      judgeRates(
        rates,
        scan(() => 1),
      ),
      { verdict: 'flat' },
    );
    assert.equal(
      judgeRates(
        rates,
        scan((rate) => 1 + (rate / 0.5) ** 3),
      ).verdict,
      'flat',
    );
  });

  it('refuses a curve that leaves at once, and one that is too short', () => {
    assert.deepEqual(
      judgeRates(
        rates,
        scan((_, step) => 2 ** step),
      ),
      { verdict: 'diverges-at-once' },
    );
    assert.deepEqual(judgeRates(rates, [NaN]), { verdict: 'diverges-at-once' });
    assert.deepEqual(judgeRates(rates, []), { verdict: 'too-short' });
    assert.deepEqual(judgeRates(rates, [2, 2, 2, 1.9]), { verdict: 'too-short' });
  });

  it('stops at four times the best smoothed loss, and at once when the loss is no number', () => {
    assert.equal(hasLeft([1, 1, 1, 1, 3]), false);
    const losses = scan((rate) => 1 + rate * 10);
    const smooth = smoothLosses(losses);
    assert.ok((smooth.at(-1) ?? 0) > 4 && (smooth.at(-2) ?? 9) <= 4);
    assert.equal(hasLeft([1, Infinity]), true);
    assert.equal(hasLeft([-1, -1.2, -1.1, -1, -1.2, -1.1]), false, 'losses may be negative');
  });

  it('rounds to what a person types', () => {
    assert.equal(roundRate(0.00298), 0.003);
    assert.equal(roundRate(0.96), 1);
  });
});
