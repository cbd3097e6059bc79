import type { Page } from 'playwright-core';
import { median } from '../median.ts';

declare global {
  interface Window {
    frameTimes?: number[];
  }
}

export interface FrameRate {
  /** Frames that were shown in a second of real input. */
  perSecond: number;
  /** The middle and the 95th percentile of the time from frame to frame, ms. */
  medianMs: number;
  slowMs: number;
}

/**
 * Frames a second while `drive` sends real input, for about `ms`.
 * @param drive one step of input; called again until the time is over
 */
export async function measureFrames(
  page: Page,
  ms: number,
  drive: (step: number) => Promise<void>,
): Promise<FrameRate> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.frameTimes = times;
    const next = (at: number): void => {
      times.push(at);
      if (window.frameTimes === times) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const until = performance.now() + ms;
  for (let step = 0; performance.now() < until; step++) await drive(step);
  const times = await page.evaluate(() => {
    const seen = window.frameTimes ?? [];
    delete window.frameTimes;
    return seen;
  });
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const whole = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const sorted = [...gaps].sort((a, b) => a - b);
  return {
    perSecond: Math.round((gaps.length / whole) * 1000),
    medianMs: Math.round(median(gaps) * 10) / 10,
    slowMs: Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? NaN) * 10) / 10,
  };
}
