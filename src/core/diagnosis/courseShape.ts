import type { ModelFacts } from './modelFacts.ts';
import { median, noiseOf } from './statistics/median.ts';
import { mannKendall, theilSen } from './statistics/trend.ts';

/** The course of training in a few robust numbers. Losses; all of them positive. */
export interface CourseShape {
  count: number;
  start: number;
  /** The level of the last tenth, at least three values. */
  end: number;
  /** Noise on the later two thirds of the curve, in units of the loss. */
  noise: number;
  /** The level of the later two thirds. */
  level: number;
  /** How much of the start is gone at the end, below 1; negative where the loss has risen. */
  fallShare: number;
  /** The fall over the last third as a share of the whole fall. A straight line has 1/3. */
  lateShare: number;
  /** Mann–Kendall scores of the last third and of the whole: negative while it falls. */
  lateTrend: number;
  trend: number;
  /** Slope of the second half over that of the first: 1 for a straight line, near 0 for a curve that levels off. */
  straightness: number;
  /** Index from which the curve stays at its final level. */
  flatFrom: number;
}

/** Undefined where there is too little of a curve, or losses are not positive: then shares mean nothing. */
export function courseShape({ course, start }: ModelFacts): CourseShape | undefined {
  const values = course?.values ?? [];
  const count = values.length;
  if (count < 4 || !(start > 0) || values.some((value) => value <= 0)) return undefined;
  const late = values.slice(Math.floor((2 * count) / 3) - (count < 9 ? 1 : 0));
  const settled = values.slice(Math.floor(count / 3));
  const end = median(values.slice(-Math.max(3, Math.ceil(count / 10))));
  const noise = noiseOf(settled);
  const half = Math.ceil(count / 2);
  const [early, after] = [theilSen(values.slice(0, half)), theilSen(values.slice(count - half))];
  const fall = Math.max(start, values[0] ?? 0) - end;
  return {
    count,
    start,
    end,
    noise,
    level: median(settled),
    fallShare: fall / start,
    lateShare: fall > 0 ? (-theilSen(late) * (count / 3)) / fall : 0,
    lateTrend: mannKendall(late),
    trend: mannKendall(values),
    straightness: early === 0 ? 0 : after / early,
    flatFrom: flatFrom(values, end, Math.max(2.5 * noise, 0.03 * start)),
  };
}

/** Walks back from the end while the level stays: three in a row outside of the band end it. */
function flatFrom(values: readonly number[], level: number, band: number): number {
  let outside = 0;
  for (let index = values.length - 1; index >= 0; index--) {
    outside = Math.abs((values[index] ?? 0) - level) > band ? outside + 1 : 0;
    if (outside === 3 || (outside > 0 && index === 0)) return Math.min(values.length, index + outside);
  }
  return 0;
}
