import type { SecondKey } from '../../template.ts';

interface Schedule extends Record<string, unknown> {
  peak: number;
  warmup: number;
  total: number;
  at: number;
}

/** Runs the schedule step by step; the wave is the height of a point that each step turns on by the same angle. */
export const cosineRate = (({ peak, warmup, total, at }: Schedule) => {
  const turn = Math.PI / (total - warmup);
  let rate = 0;
  let [across, up] = [1, 0];
  for (let step = 1; step <= at; step++) {
    if (step <= warmup) rate += peak / warmup;
    else {
      [across, up] = [
        across * Math.cos(turn) - up * Math.sin(turn),
        across * Math.sin(turn) + up * Math.cos(turn),
      ];
      rate = peak * (0.5 + 0.5 * across);
    }
  }
  return rate;
}) as SecondKey;
