import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type {} from '../../../webview/compare/preview/previewWindow.ts';
import {
  openPreviews,
  skipWithoutChromium,
  type PreviewOptions,
  type Previews,
} from '../webview/openPreview.ts';

describe('the charts of the panel that compares runs', { skip: skipWithoutChromium }, () => {
  let previews: Previews;
  before(async () => {
    previews = await openPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
    assert.deepEqual(previews.strayRequests, []);
  });

  const open = async (query = '', options: PreviewOptions = {}): Promise<Page> => {
    const page = await previews.open('compare', { ...options, query });
    await page.waitForFunction(() => window.asked?.some(([name]) => name === 'ready'));
    await page.waitForSelector('.chart-entry, .compare-notes li, .part-empty:not([hidden])');
    return page;
  };
  const asked = (page: Page) => page.evaluate(() => window.asked ?? []);
  const sentences = (page: Page) => page.locator('.chart-sentence').allInnerTexts();

  it('shows seeds as a median with its range, and each of them when asked', async () => {
    const page = await open('&scenario=seeds');
    const labels = () => page.locator('.chart').first().locator('.chart-label').allInnerTexts();
    assert.deepEqual(await labels(), ['#2', '#3', '#4', '#5–9, median of 5 seeds']);
    await page.getByRole('checkbox', { name: 'Each seed' }).click();
    await page.waitForFunction(
      () => document.querySelectorAll('.chart:first-child .chart-entry').length === 9,
    );
    for (const number of [2, 3, 4])
      await page.getByRole('checkbox', { name: `Draw Run #${number}` }).uncheck();
    await page.waitForFunction(() =>
      document.querySelector('.chart-sentence')?.textContent?.startsWith('Over'),
    );
    assert.match(
      (await sentences(page))[0] ?? '',
      /^Over 5 seeds, validation loss has a median of 0\.\d+ at epoch 10, from 0\.\d+ to 0\.\d+\.$/,
    );
    await page.close();
  });

  it('follows a run that goes on, and asks again when something was missed', async () => {
    const page = await open('&scenario=live');
    await page.evaluate(() => window.grow?.('run-9'));
    await page.waitForFunction(() =>
      document
        .querySelector('.chart-sentence')
        ?.textContent?.includes('Run #9 has the lowest validation loss'),
    );
    await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('0.001000'));
    await page.evaluate(() =>
      window.tell?.('metrics', {
        id: 'run-9',
        batch: {
          seq: 99,
          newSeries: [],
          blocks: [],
          progress: { phase: 'training', batch: 1, elapsedMs: 1 },
        },
      }),
    );
    await page.waitForFunction(() => window.asked?.at(-1)?.[0] === 'curves');
    assert.deepEqual((await asked(page)).at(-1), ['curves', ['run-9']]);
    await page.close();
  });

  it('says what is wrong with runs that have no curve, and draws the others', async () => {
    const page = await open('&scenario=damaged');
    assert.deepEqual(await page.locator('.compare-notes li').allInnerTexts(), [
      'The data of Run #8 are damaged, so it has no curve.',
      'Run #7 was stored by a newer version of this extension. Update it to see the curve.',
      'Run #6 recorded no curves.',
    ]);
    assert.equal(await page.locator('.run-warning').count(), 2);
    assert.equal(await page.locator('.chart').first().locator('.chart-entry').count(), 5);
    await page.close();
  });

  it('works with one run, with none, and with runs that share no metric', async () => {
    const one = await open('&scenario=one');
    assert.match((await sentences(one))[0] ?? '', /Choose another run to compare it with/);
    await one.close();
    const empty = await open('&scenario=empty');
    assert.match(await empty.locator('.part-empty').innerText(), /Nothing has been run yet/);
    await empty.close();
    const mixed = await open('&scenario=mixed');
    assert.match(await mixed.locator('.compare-notes').innerText(), /no metric in common/);
    assert.match((await sentences(mixed))[0] ?? '', /Not in this chart: autoencoder #8/);
    await mixed.close();
  });

  it('is read out point by point, shown as a table, and saved', async () => {
    const page = await open();
    const plot = page.locator('.chart-plot').first();
    await plot.focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(() =>
      document.querySelector('body > [role=status]')?.textContent?.includes('epoch 1'),
    );
    assert.match(await page.locator('body > [role=status]').first().innerText(), /epoch 1: #2 [\d.]+, #3 /);
    assert.match((await plot.getAttribute('aria-label')) ?? '', /has the lowest validation loss/);
    await page.selectOption('.compare-values select', 'train batch');
    await page.waitForFunction(
      () => document.querySelector('.chart-title')?.textContent === 'loss, training',
    );
    assert.deepEqual(await page.locator('.chart-title').allTextContents(), [
      'loss, training',
      'accuracy, validation',
    ]);
    await page.selectOption('.compare-values select', 'validation epoch');
    await page.waitForFunction(
      () => document.querySelector('.chart-title')?.textContent === 'loss, validation',
    );
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    assert.equal(await page.locator('.chart-table thead th').count(), 9);
    await page.getByRole('button', { name: 'Save chart' }).first().click();
    await page.getByRole('menuitem', { name: 'Save as CSV' }).first().click();
    await page.waitForFunction(() => window.asked?.at(-1)?.[0] === 'save');
    const saved = (await asked(page)).at(-1)?.[1] as { name: string; start: string };
    assert.equal(saved.name, 'compare-loss.csv');
    assert.match(saved.start, /^epoch,cnn-mnist #2,cnn-mnist #3,/);
    await page.close();
  });

  for (const locale of ['zh-TW', 'zh-CN'])
    it(`speaks ${locale}`, async () => {
      const page = await open(`&scenario=damaged&locale=${locale}`);
      assert.equal(await page.evaluate(() => document.documentElement.lang), locale);
      const text = await page.locator('body').innerText();
      assert.ok(!/\{\w+\}/.test(text), text);
      assert.match(
        (await sentences(page))[0] ?? '',
        /^第 \d+ 次(執行|运行)的(驗證損失|验证损失)最低，在第 \d+ (輪|轮)是 [\d.]+。$/,
      );
      await page.close();
    });
});
