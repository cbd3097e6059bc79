import type { Page } from 'playwright-core';
import '../../../webview/run/preview/previewWindow.ts';
import { measureFrames } from './frames.ts';
import { type DashboardCase, type Figures, missedGoals } from './measureDashboard.ts';
import { pageMemoryMb } from './pageMemory.ts';

const points = 1_000_000;
const inputMs = 2500;

const goals = {
  openMs: { atMost: 500 },
  reloadMs: { atMost: 500 },
  ordinaryReloadMs: { atMost: 500 },
  memoryMb: { atMost: 64 },
  hoverPerSecond: { atLeast: 50 },
  zoomPerSecond: { atLeast: 50 },
  panPerSecond: { atLeast: 50 },
  spikesSeen: { atLeast: 1 },
};

/** Runs in the page: notes when all four charts have been drawn and shown. */
function noteDrawn(): void {
  const look = (): void => {
    const sentences = [...document.querySelectorAll('.chart-sentence')];
    const isDrawn = sentences.length === 4 && sentences.every(({ textContent }) => textContent !== '');
    requestAnimationFrame(() => {
      if (isDrawn) window.drawnAt = performance.now();
      else look();
    });
  };
  document.addEventListener('DOMContentLoaded', look);
}

/**
 * `openMs`: from when the run has reached the page to the frame with all curves. `copyMs`: how long it took to get there; in the
 * editor other processes do that. `reloadMs`: from when the page has its script, which here comes through the debugger, to that frame, without what others do.
 */
async function drawTimes(page: Page): Promise<{ openMs: number; copyMs: number; reloadMs: number }> {
  await page.waitForFunction(() => window.drawnAt !== undefined);
  return page.evaluate(() => {
    const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.js'));
    const scriptAt = script instanceof PerformanceResourceTiming ? script.responseEnd : 0;
    const drawnAt = window.drawnAt ?? NaN;
    // Making the points is the preview's work, between its script's arrival and the mark.
    const hostMs = at('host:has-run') - Math.max(scriptAt, at('host:begins'));
    const copyMs = at('host:delivers') - at('host:answers');
    return {
      openMs: Math.round(drawnAt - at('host:delivers')),
      copyMs: Math.round(copyMs),
      reloadMs: Math.round(drawnAt - scriptAt - hostMs - copyMs),
    };
  });
}

/** Whether each spike, one step wide, stands out of its neighbours in the picture of the first chart. */
async function spikesSeen(page: Page): Promise<number> {
  return page.evaluate((count) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.chart-curves');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    /** The uppermost pixel of a column that is blue enough to be the curve. */
    const topOf = (column: number): number => {
      for (let y = 0; y < canvas.height; y++) {
        const pixel = (y * canvas.width + column) * 4;
        const [red = 0, , blue = 0, alpha = 0] = data.slice(pixel, pixel + 4);
        if (alpha > 30 && blue > red + 40) return y;
      }
      return canvas.height;
    };
    const [left, right] = [52, canvas.width - 12];
    const steps = Array.from({ length: 11 }, (_, k) => 5000 + k * 97_003);
    const seen = steps.filter((step) => {
      const x = Math.round(left + ((step + 1) / count) * (right - left));
      const peak = Math.min(...[x - 1, x, x + 1].map(topOf));
      const beside = Math.min(topOf(x - 5), topOf(x + 5));
      return beside - peak > 15;
    });
    return seen.length / steps.length;
  }, points);
}

/** Four curves of a million points each: to open, to move about in, to have back, and what they take. */
export const longCurves: DashboardCase = {
  name: 'fourMillionPoints',
  async measure(previews): Promise<Figures> {
    const small = await previews.open('scenario=gan&points=2000', 1200, noteDrawn);
    await small.reload();
    const { reloadMs: ordinaryReloadMs } = await drawTimes(small);
    await small.evaluate(() => window.dropHostRun?.());
    const emptyMb = await pageMemoryMb(small);
    await small.close();

    const page = await previews.open(`scenario=gan&points=${points}`, 1200, noteDrawn);
    const { openMs, copyMs } = await drawTimes(page);
    const seen = await spikesSeen(page);
    await page.evaluate(() => window.dropHostRun?.());
    const memoryMb = Math.round((await pageMemoryMb(page)) - emptyMb);
    const rates = await inputRates(page);
    await page.reload();
    const { reloadMs } = await drawTimes(page);
    await page.close();

    const figures = { openMs, copyMs, reloadMs, ordinaryReloadMs, memoryMb, ...rates, spikesSeen: seen };
    return { ...figures, missed: missedGoals(figures, goals) };
  },
};

async function inputRates(page: Page): Promise<Record<string, number>> {
  const box = await page.locator('.chart-plot').first().boundingBox();
  if (!box) throw new Error('There is no chart.');
  const across = (step: number): number => box.x + 60 + ((step * 7) % (box.width - 90));
  const y = box.y + box.height / 2;
  const hover = await measureFrames(page, inputMs, (step) => page.mouse.move(across(step), y));
  await page.keyboard.down('Control');
  // In and out again, about a place that is not in the middle.
  await page.mouse.move(box.x + box.width * 0.4, y);
  const zoom = await measureFrames(page, inputMs, (step) =>
    page.mouse.wheel(0, Math.floor(step / 40) % 2 === 0 ? -60 : 60),
  );
  await page.keyboard.up('Control');
  await page.locator('.chart-plot').first().focus();
  for (const key of ['0', '+', '+', '+']) await page.keyboard.press(key);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  const pan = await measureFrames(page, inputMs, (step) => page.mouse.move(across(step), y));
  await page.mouse.up();
  await page.keyboard.up('Shift');
  return {
    hoverPerSecond: hover.perSecond,
    hoverSlowMs: hover.slowMs,
    zoomPerSecond: zoom.perSecond,
    zoomSlowMs: zoom.slowMs,
    panPerSecond: pan.perSecond,
    panSlowMs: pan.slowMs,
  };
}
