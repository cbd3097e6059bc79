import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import '../../../webview/run/preview/previewWindow.ts';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

const settled = (page: Page): Promise<void> => page.waitForTimeout(300);

/** What was saved, once there are so many files. */
async function saved(page: Page, count: number): Promise<{ name: string; start: string; size: number }[]> {
  await page.waitForFunction(
    (wanted) => (window.asked ?? []).filter(([name]) => name === 'save').length >= wanted,
    count,
  );
  return page.evaluate(() =>
    (window.asked ?? [])
      .filter(([name]) => name === 'save')
      .map(([, params]) => params as { name: string; start: string; size: number }),
  );
}

describe('the Plots tab', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });

  async function openPlots(query: string, width?: number, title = 'Plots'): Promise<Page> {
    const page = await previews.open(query, width);
    await page.getByRole('tab', { name: title, exact: true }).click();
    await settled(page);
    return page;
  }

  it('has no accessibility violations and never scrolls sideways, in any theme, language and tab', async () => {
    const views = [
      ['dark', 'en', 1200, 'Plots'],
      ['light', 'zh-TW', 320, '繪圖'],
      ['high-contrast', 'zh-CN', 320, '绘图'],
      ['high-contrast-light', 'en', 320, 'Plots'],
    ] as const;
    for (const [index, [theme, locale, width, title]] of views.entries()) {
      const page = await openPlots(`scenario=plots&theme=${theme}&locale=${locale}`, width, title);
      for (const tab of await page.locator('.plots [role=tab]').all()) {
        await tab.click();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${await tab.innerText()} in ${locale} is ${wide} px wide`);
      }
      await page.locator('.plots [role=tab]').nth(index).click();
      await settled(page);
      // Names and roles are the same in every theme.
      assert.deepEqual(await axeViolations(page, index === 0 ? 'everything' : 'colours'), [], theme);
      if (index === 0) {
        for (const table of await page.locator('.plots [aria-label^="Show as table"]:visible').all())
          await table.click();
        assert.deepEqual(await axeViolations(page), [], 'as tables');
      }
      await page.close();
    }
  });

  it('says how to draw while nothing is drawn', async () => {
    const page = await openPlots('scenario=paused');
    assert.match(await page.locator('.plots').innerText(), /show\(model\.predict/);
    await page.close();
  });

  it('moves a cursor by keyboard and reads each value out', async () => {
    const page = await openPlots('scenario=plots');
    await page.locator('.plots [role=tab]').nth(2).click();
    const matrix = page.locator('.plots-surface[aria-label="Confusion Matrix"]');
    await matrix.locator('.plot-canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.match(await matrix.locator('.plot-readout').innerText(), /^One taken for One: \d+/);
    assert.match(await page.locator('[role=status]').first().innerText(), /One taken for One/);
    assert.match(
      (await matrix.locator('.plot-canvas').getAttribute('aria-label')) ?? '',
      /are right .* Arrow keys/,
    );
    await page.close();
  });

  it('saves numbers, a drawing and a picture', async () => {
    const page = await openPlots('scenario=plots');
    await page.locator('.plots [role=tab]').nth(1).click();
    const cars = page.locator('.plots-surface[aria-label="Original and predicted"]');
    await settled(page);
    await cars.locator('[aria-label^="Save as CSV"]').click();
    await cars.locator('[aria-label^="Save as SVG"]').click();
    await cars.locator('[aria-label^="Save as PNG"]').click();
    const [csv, svg, png] = await saved(page, 3);
    assert.equal(csv?.name, 'cnn-mnist-7-Original-and-predicted.csv');
    assert.match(csv?.start ?? '', /^series,Horsepower,Miles per gallon\r\noriginal,50,/);
    assert.match(svg?.start ?? '', /^<svg xmlns="http/);
    assert.match(png?.name ?? '', /\.png$/);
    assert.ok((png?.size ?? 0) > 2000);
    await page.close();
  });

  it('shows why something was not drawn, and opens its line', async () => {
    const page = await openPlots('scenario=plots');
    await page.locator('.plots [role=tab]').nth(3).click();
    await page.locator('.plot-refused vscode-button').click();
    const opened = await page.evaluate(() => (window.asked ?? []).find(([name]) => name === 'openCode')?.[1]);
    assert.deepEqual(opened, { file: '/home/learner/deep-learning/cnn-mnist.ts', line: 12, column: 3 });
    await page.close();
  });
});
