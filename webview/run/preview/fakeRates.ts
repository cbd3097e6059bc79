import { judgeRates, rateOfStep } from '../../../src/core/rates/rateScan.ts';
import type { RateScan } from '../../../src/protocol/exhibit.ts';
import { seededRandom } from './seededRandom.ts';

/** A search as a small network gives it: flat, a fall around 0.001, then up and away. */
export function fakeRateScan(): RateScan {
  const random = seededRandom(5);
  const rates: number[] = [];
  const losses: number[] = [];
  for (let step = 0; step < 92; step++) {
    const rate = rateOfStep(step);
    rates.push(rate);
    const fall = 1.6 / (1 + (0.002 / rate) ** 1.3);
    losses.push(2.3 - fall + (rate / 0.9) ** 2.2 + (random() - 0.5) * 0.12);
  }
  return {
    kind: 'rate-scan',
    at: { elapsedMs: 4000, model: 'cnn' },
    model: 'cnn',
    rates: Float64Array.from(rates),
    losses: Float32Array.from(losses),
    ...judgeRates(rates, losses),
  };
}
