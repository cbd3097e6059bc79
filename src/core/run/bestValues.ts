import type { BestValue, SeriesInfo } from '../../protocol/run.ts';
import { largerIsBetter } from '../series/metricName.ts';

export interface Points {
  info: SeriesInfo;
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** The best finite value of each epoch curve, the earliest of equals; curves without any are left out. */
export function bestValues(curves: readonly Points[]): BestValue[] {
  return curves.flatMap(({ info, steps, values }) => {
    if (info.scale !== 'epoch') return [];
    const at = bestIndex(values, largerIsBetter(info.metric));
    if (at < 0) return [];
    const { metric, split, model } = info;
    return [{ metric, split, model, value: values[at] ?? NaN, step: steps[at] ?? at }];
  });
}

/** Where the smallest or largest finite value is; -1 where there is none. */
export function bestIndex(values: ArrayLike<number>, isLargest: boolean): number {
  let best = -1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const leader = values[best] ?? NaN;
    if (best < 0 || (isLargest ? value > leader : value < leader)) best = index;
  }
  return best;
}
