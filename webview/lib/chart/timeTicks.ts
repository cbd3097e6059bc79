import { formatDuration } from '../../../src/core/series/formatValue.ts';
import { linearTicks, type Ticks } from './ticks.ts';

/** Seconds between ticks, as clocks are divided. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

/**
 * About `count` ticks along an axis of time, labelled as a clock: `0:30`, `1:02:00`; below ten seconds as `0.5 s`.
 * @param from seconds
 * @param to seconds
 */
export function timeTicks(from: number, to: number, count: number): Ticks {
  const raw = (to - from) / Math.max(1, count);
  if (to - from < 10 || !Number.isFinite(raw)) {
    const ticks = linearTicks(from, to, count);
    return { ...ticks, format: (value) => `${ticks.format(value)} s` };
  }
  const step = steps.find((candidate) => candidate >= raw * 0.999) ?? Math.ceil(raw / 86_400) * 86_400;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
  return { values, from, to, format: (value) => formatDuration(value * 1000) };
}
