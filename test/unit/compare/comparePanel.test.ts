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

describe('the run table of the panel that compares runs', { skip: skipWithoutChromium }, () => {
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
  const names = (page: Page) => page.locator('.run-link').allInnerTexts();
  const sentences = (page: Page) => page.locator('.chart-sentence').allInnerTexts();

  it('draws the latest eight, each with a line of its own, and says which is best', async () => {
    const page = await open('&runs=12');
    const labels = await page.locator('.chart').first().locator('.chart-label').allInnerTexts();
    assert.deepEqual(labels, ['#5', '#6', '#7', '#8', '#9', '#10', '#11', '#12']);
    const lines = await page
      .locator('.run-sample line')
      .evaluateAll((all) =>
        all.map((line) => `${line.getAttribute('stroke')} ${line.getAttribute('stroke-dasharray')}`),
      );
    assert.equal(new Set(lines.map((line) => line.split(' ')[0])).size, 8, 'colours');
    assert.equal(new Set(lines.map((line) => line.slice(line.indexOf(' ')))).size, 8, 'dashes');
    const best = (await page.locator('tbody tr').allInnerTexts()).map((row) =>
      Number(/(0\.\d+)/.exec(row)?.[1] ?? NaN),
    );
    const lowest = Math.min(...best.slice(0, 8));
    const [sentence = ''] = await sentences(page);
    assert.match(
      sentence,
      new RegExp(`^Run #\\d+ has the lowest validation loss, ${lowest}\\d* at epoch \\d+\\.$`),
    );
    await page.close();
  });

  it('is sorted by any column, says so, and puts what is missing last', async () => {
    const page = await open();
    assert.deepEqual((await names(page))[0], '#9 cnn-mnist');
    const heading = page.getByRole('columnheader', { name: 'Best validation loss' });
    await heading.getByRole('button').click();
    await page.waitForFunction(() => document.querySelector('[aria-sort=ascending]') !== null);
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'sort-best.loss');
    const values = (await page.locator('tbody td:nth-child(4)').allInnerTexts()).map(Number);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => a - b),
    );
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('[aria-sort=descending]') !== null);
    assert.equal(await page.locator('[aria-sort]').count(), 1);
    await page.close();
  });

  it('has a column for each setting that differs, marks what is unusual, and names what is the same', async () => {
    const page = await open();
    const columns = await page.locator('thead th').allInnerTexts();
    for (const name of ['Optimizer', 'Learning rate', 'Batch size'])
      assert.ok(
        columns.some((column) => column.includes(name)),
        name,
      );
    assert.ok(!columns.some((column) => column.includes('Epochs')));
    assert.match(
      await page.locator('.compare-common').innerText(),
      /Epochs 10, Loss categoricalCrossentropy/,
    );
    const unusual = await page.locator('.cell-unusual').allTextContents();
    assert.ok(unusual.includes('SGD (unlike most)') && unusual.includes('64 (unlike most)'), unusual.join());
    await page.close();
  });

  it('draws what is ticked, and keeps the lines of the others', async () => {
    const page = await open();
    const styleOf = (number: number) =>
      page
        .locator('tr', { hasText: `#${number} cnn-mnist` })
        .locator('.run-sample')
        .innerHTML();
    const before = await styleOf(5);
    await page.getByRole('checkbox', { name: 'Draw Run #9' }).uncheck();
    await page.getByRole('checkbox', { name: 'Draw Run #1' }).check();
    await page.waitForFunction(() => document.querySelector('.chart-label')?.textContent === '#1');
    assert.equal(await styleOf(5), before);
    assert.equal(await styleOf(9), '');
    const curves = (await asked(page)).filter(([name]) => name === 'curves').map(([, ids]) => ids);
    assert.deepEqual(curves[1], ['run-1'], 'only what is not here is asked for');
    await page.close();
  });

  it('keeps notes and pins, and does not disturb a note that is being written', async () => {
    const page = await open('&scenario=live');
    const note = page.getByRole('textbox', { name: 'Note on Run #9' });
    await note.fill('half a sen');
    await page.evaluate(() => window.grow?.('run-9'));
    await page.evaluate(() => window.tell?.('rows', { changed: [], gone: ['run-1'] }));
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 8);
    await page.keyboard.type('tence');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Pin Run #8/ }).click();
    await page.getByRole('button', { name: 'Unpin Run #8' }).waitFor();
    const done = (await asked(page)).filter(([name]) => name.startsWith('set'));
    assert.deepEqual(done, [
      ['setNote', { id: 'run-9', note: 'half a sentence' }],
      ['setPinned', { id: 'run-8', pinned: true }],
    ]);
    await page.close();
  });

  it('deletes with a way back, and hands the focus on', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Delete Run #8' }).click();
    await page.locator('#undo').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 8);
    assert.match(await page.locator('.undo-bar').innerText(), /Run #8 was deleted/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'remove-run-7');
    await page.locator('#undo').click();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 9);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.chart-label')].some(({ textContent }) => textContent === '#8'),
    );
    await page.close();
  });
});
