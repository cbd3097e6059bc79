import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import type {} from '../../../webview/compare/preview/previewWindow.ts';
import { openPreviews, skipWithoutChromium, type Previews } from '../webview/openPreview.ts';

/** What the page's main thread has computed so far, ms: unlike the clock it does not tick while others compute. */
async function computedMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return 1000 * (seconds('ScriptDuration') + seconds('LayoutDuration') + seconds('RecalcStyleDuration'));
}

describe('50 runs of 10,000 points', { skip: skipWithoutChromium }, () => {
  let previews: Previews;
  let page: Page;
  let session: CDPSession;
  before(async () => {
    previews = await openPreviews();
    page = await previews.open('compare', { query: '&runs=50&batches=10000&drawn=50' });
    session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  });
  after(() => previews.close());

  it('open in a second, and follow the pointer at 60 frames a second', async (context) => {
    await page.reload();
    await page.waitForFunction(() => window.openedMs !== undefined, undefined, { timeout: 60_000 });
    const opening = await computedMs(session);
    const clock = await page.evaluate(() => window.openedMs ?? NaN);
    context.diagnostic(`opening: ${opening.toFixed(0)} ms computed, ${clock.toFixed(0)} ms by the clock`);
    assert.ok(opening < 1000, `opening took ${opening.toFixed(0)} ms`);

    await page.selectOption('.compare-values select', 'train batch');
    await page.waitForFunction(
      () => document.querySelector('.chart-title')?.textContent === 'loss, training',
    );
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const before = await computedMs(session);
    const frames = 120;
    await page.evaluate(async (count) => {
      const plot = document.querySelector('.chart-plot');
      const { left, top } = plot!.getBoundingClientRect();
      for (let frame = 0; frame < count; frame++) {
        const at = { clientX: left + 60 + frame * 3, clientY: top + 50, bubbles: true };
        plot!.dispatchEvent(new PointerEvent('pointermove', at));
        await new Promise(requestAnimationFrame);
      }
    }, frames);
    const perFrame = ((await computedMs(session)) - before) / frames;
    context.diagnostic(`hovering: ${perFrame.toFixed(2)} ms computed a frame`);
    assert.ok(perFrame < 8, `a frame took ${perFrame.toFixed(1)} ms`);
  });
});
