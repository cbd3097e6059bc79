import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import '../../../webview/run/preview/previewWindow.ts';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

interface Saved {
  name: string;
  size: number;
  start: unknown;
}

/** What the page gave its host to save, once it has given `count` files. */
async function saved(page: Page, count: number): Promise<Saved[]> {
  await page.waitForFunction(
    (wanted) => (window.asked ?? []).filter(([name]) => name === 'save').length >= wanted,
    count,
  );
  return page.evaluate(() =>
    (window.asked ?? []).filter(([name]) => name === 'save').map(([, params]) => params as Saved),
  );
}

async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
}

const settled = (page: Page): Promise<void> => page.waitForTimeout(250);
const status = '[role="status"][aria-live="polite"]';

describe('curves of the run panel', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });

  it('has no accessibility violations and no sideways scrolling, with flags and with odd curves', async () => {
    const states = [
      ['scenario=marks&theme=dark', 1200],
      ['scenario=marks&theme=high-contrast&locale=zh-TW', 320],
      ['scenario=odd&theme=light', 320],
      ['scenario=odd&theme=high-contrast-light&locale=zh-CN', 1200],
      ['scenario=gan&theme=light&points=3000', 320],
    ] as const;
    for (const [index, [query, width]] of states.entries()) {
      const page = await previews.open(query, width);
      await page.locator('.curves-toolbar vscode-checkbox').first().click();
      await page.locator('.chart-tools [aria-pressed]').first().click();
      await page.locator('.chart').nth(1).locator('[aria-haspopup]').click();
      await settled(page);
      assert.deepEqual(await axeViolations(page, index % 2 === 0 ? 'everything' : 'colours'), [], query);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, query);
      await page.close();
    }
  });

  it('saves one chart and all of them as CSV, PNG and SVG', async () => {
    const page = await previews.open('scenario=marks');
    await settled(page);
    for (const item of ['Save as CSV', 'Save as PNG', 'Save as SVG']) await choose(page, 'Save chart', item);
    for (const item of ['All curves as CSV', 'All charts as PNG', 'All charts as SVG'])
      await choose(page, 'Save all curves', item);
    const files = await saved(page, 6);
    const byName = new Map(files.map((file) => [file.name, file]));
    assert.deepEqual([...byName.keys()].sort(), [
      'cnn-mnist-7-cnn-loss.csv',
      'cnn-mnist-7-cnn-loss.png',
      'cnn-mnist-7-cnn-loss.svg',
      'cnn-mnist-7-curves.csv',
      'cnn-mnist-7-curves.png',
      'cnn-mnist-7-curves.svg',
    ]);
    for (const [name, { start }] of byName) {
      if (name.endsWith('.csv')) assert.match(String(start), /^model,metric,split,scale,step,value\r\n/);
      if (name.endsWith('.svg')) assert.match(String(start), /^<svg xmlns=/);
      if (name.endsWith('.png'))
        assert.deepEqual(Object.values(start as object).slice(0, 4), [0x89, 0x50, 0x4e, 0x47]);
    }
    const size = (name: string): number => byName.get(name)?.size ?? 0;
    assert.ok(size('cnn-mnist-7-curves.svg') > 1.5 * size('cnn-mnist-7-cnn-loss.svg'));
    await page.close();
  });

  it('draws along epochs, batches or time, and says where the cursor is in each', async () => {
    const page = await previews.open('scenario=marks');
    const spoken = async (): Promise<string> => {
      await page.locator('.chart-plot').first().focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await settled(page);
      return page.locator(status).innerText();
    };
    assert.match(await spoken(), /^epoch 2: training 0\.\d+, validation 0\.\d+/);
    await page.getByLabel('X axis', { exact: true }).selectOption('time');
    await settled(page);
    assert.match(await spoken(), /^0:11, epoch 2: training 0\.\d+, validation/);
    await page.getByLabel('X axis', { exact: true }).selectOption('batch');
    await settled(page);
    assert.match(await spoken(), /^epoch 2: training 0\.\d+, validation/);
    await page.close();
  });

  it('lists flags in words, and points at their place in all charts', async () => {
    const page = await previews.open('scenario=marks');
    await settled(page);
    const items = page.locator('.mark-item');
    assert.deepEqual(await items.allInnerTexts(), [
      '1\nepoch 2: the learning rate changed from 0.001 to 0.0003',
      '2\nbatch 215: exploding gradients (layer dense)',
      '3\nbatch 222: mixed precision off',
      '4\nepoch 5: units that are always 0 (layer conv2d_1)',
      '5\nepoch 7: training stopped early: nothing got better any more',
      '6\nepoch 7: the best weights were put back',
    ]);
    await items.nth(3).focus();
    await settled(page);
    const places = await page.locator('.chart-where').allInnerTexts();
    assert.equal(places.length, 2);
    for (const place of places) assert.match(place, /^epoch 5 · 4 units that are always 0/);
    await items.nth(3).blur();
    await settled(page);
    assert.deepEqual(await page.locator('.chart-where').allInnerTexts(), ['', '']);
    await page.locator('.chart-plot').first().focus();
    for (const key of ['Home', ...Array.from({ length: 4 }, () => 'ArrowRight')])
      await page.keyboard.press(key);
    assert.match(await page.locator(status).innerText(), /^epoch 5: .*units that are always 0/);
    await page.close();
  });

  it('says what a log scale leaves out, what is cut off, and how many curves are not shown', async () => {
    const page = await previews.open('scenario=odd');
    await settled(page);
    const notes = (): Promise<string[]> => page.locator('.chart-notes').allInnerTexts();
    assert.deepEqual([...new Set(await notes())], ['']);
    await page.getByRole('checkbox', { name: 'Log scale' }).click();
    await settled(page);
    assert.match((await notes())[0] ?? '', /no place for 0 or below.*lowest is −0\.5000/);
    await page.getByRole('checkbox', { name: 'Log scale' }).click();
    await page.getByRole('checkbox', { name: 'Cut off outliers' }).click();
    await settled(page);
    assert.match((await notes())[0] ?? '', /^Outliers are cut off here.*from −0\.5000 to 240\.0/);
    const sentences = await page.locator('.chart-sentence').allInnerTexts();
    assert.match(sentences[2] ?? '', /no value that is a number/);
    assert.match(sentences[3] ?? '', /is 0\.2500 at batch 1/);
    assert.match(await page.locator('.curves').innerText(), /more curves than the 200.*12 are not shown/);
    await page.close();
  });

  it('shows a short chart as one page and turns the pages of a long one', async () => {
    const short = await previews.open('scenario=done');
    await short.getByRole('button', { name: 'Show as table' }).first().click();
    assert.equal(await short.locator('.chart').first().locator('tbody tr').count(), 10);
    assert.equal(await short.locator('.pager').first().isVisible(), false);
    await short.close();
    const page = await previews.open('scenario=gan&points=100000');
    const chart = page.locator('.chart').first();
    await chart.getByRole('button', { name: 'Show as table' }).click();
    assert.equal(await chart.locator('tbody tr').count(), 200);
    assert.equal(await chart.locator('.pager-rows').innerText(), 'Rows 1 to 200 of 100000');
    await chart.getByRole('button', { name: 'Last rows' }).click();
    assert.equal(await chart.locator('tbody th').last().innerText(), '100000');
    await chart.getByRole('button', { name: 'Earlier rows' }).click();
    assert.equal(await chart.locator('tbody th').first().innerText(), '99601');
    await page.close();
  });

  it('moves what is zoomed with Page Down, with Shift and the mouse, and with a wheel to the side', async () => {
    const page = await previews.open('scenario=gan&points=50000');
    await settled(page);
    const plot = page.locator('.chart-plot').first();
    const zoomed = async (): Promise<number> => {
      await settled(page);
      return Number(/Showing batch ([\d.]+)/.exec(await page.locator(status).innerText())?.[1] ?? NaN);
    };
    await plot.focus();
    for (const key of ['Home', '+', '+', '+']) await page.keyboard.press(key);
    const start = await zoomed();
    await page.keyboard.press('PageDown');
    const next = await zoomed();
    assert.ok(next > start + 1000, `${start} to ${next}`);
    const box = await plot.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 300, box.y + 90);
    await page.keyboard.down('Shift');
    await page.mouse.down();
    await page.mouse.move(box.x + 100, box.y + 90, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.mouse.wheel(120, 0);
    await settled(page);
    await page.keyboard.press('+');
    assert.ok((await zoomed()) > next + 1000);
    await page.close();
  });

  it('smooths a long curve only once the slider has come to rest', async () => {
    const page = await previews.open('scenario=gan&points=60000');
    await settled(page);
    const label = page.locator('.chart-label').first();
    assert.equal(await label.innerText(), 'training, smoothed');
    const atOnce = await page.getByLabel('Smoothing').evaluate((input: HTMLInputElement) => {
      input.value = '0';
      input.dispatchEvent(new Event('input'));
      const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
      return [text('.curves-smoothing-value'), text('.chart-label')];
    });
    assert.deepEqual(atOnce, ['off', 'training, smoothed']);
    await page.waitForFunction(() => document.querySelector('.chart-label')?.textContent === 'training');
    await page.close();
  });
});
