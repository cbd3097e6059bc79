import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

const announced = '[role="status"][aria-live="polite"]';

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

async function fitsItsWidth(page: Page): Promise<void> {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}

describe('looking inside of the network', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });

  it('shows a row for each tensor, reads out with the arrow keys, and follows the role', async () => {
    const page = await previews.open('scenario=weights');
    await tab(page, 'Weights');
    assert.equal(await page.locator('.weights-row').count(), 6);
    assert.match(
      await page.locator('.weights-sentence').innerText(),
      /spread out most: std 0\.\d+ to 0\.\d+/,
    );
    await page.locator('.weights-strips').focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(
      (place) => /before training/.test(document.querySelector(place)?.textContent ?? ''),
      announced,
    );
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
      (place) =>
        /^conv2d bias, after epoch 1: mean .*, std .*, norm .*/.test(
          document.querySelector(place)?.textContent ?? '',
        ),
      announced,
    );
    await page.getByRole('combobox', { name: 'Show' }).selectOption('activation');
    assert.equal(await page.locator('.weights-row').count(), 3);
    await page.locator('.weights-figures', { hasText: 'dead units' }).first().waitFor();
    await page.locator('.weights-table summary').click();
    assert.equal(await page.locator('.weights-table tbody tr').count(), 3);
    await page.close();
  });

  it('shows alarms with layer and advice, and none where there is none', async () => {
    const page = await previews.open('scenario=weights');
    const alarms = await page.locator('.alarm').allInnerTexts();
    assert.equal(alarms.length, 2);
    assert.match(
      alarms[1] ?? '',
      /Dead units\s+Layer conv2d_1 · after epoch 4[^]*75%[^]*smaller learning rate/,
    );
    await page.close();
    const quiet = await previews.open('scenario=done');
    assert.equal(await quiet.locator('.alarms').isHidden(), true);
    await tab(quiet, 'Weights');
    assert.match(await quiet.locator('.weights').innerText(), /appear when training starts/);
    await quiet.close();
  });

  it('shows a learning-rate search, marks the run, and offers another', async () => {
    const page = await previews.open('scenario=rates');
    assert.match(await page.locator('.run-head').innerText(), /Learning-rate search/);
    assert.match(
      await page.locator('.rates').innerText(),
      /falls fastest at a learning rate of about 0\.00\d/,
    );
    await page.locator('.rates .xy-plot').focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(
      (place) => /^learning rate 1e-7: loss/.test(document.querySelector(place)?.textContent ?? ''),
      announced,
    );
    await page.getByRole('button', { name: 'More ways to run again' }).click();
    await page.getByRole('menuitem', { name: 'Find a learning rate' }).click();
    assert.ok(await page.evaluate(() => (window.asked ?? []).some(([what]) => what === 'findRate')));
    await page.close();
  });

  it('says what layers cost, where branches come from, and a dash where nobody knows', async () => {
    const page = await previews.open('scenario=weights');
    await tab(page, 'Layers');
    const [chain, branches] = await page.locator('.layers section').allInnerTexts();
    assert.match(chain ?? '', /192 k/);
    assert.match(branches ?? '', /left \[·, 16, 16, 8\]\s+right \[·, 16, 16, 8\]/);
    assert.match(branches ?? '', /2,200 \(2,200 frozen\)/);
    assert.match(branches ?? '', /total[^]*–/);
    await page.close();
  });

  for (const [query, name] of [
    ['scenario=weights&theme=light', 'Weights'],
    ['scenario=weights&theme=high-contrast-light&locale=zh-TW', '權重'],
    ['scenario=weights&theme=dark', 'Layers'],
    ['scenario=rates&theme=high-contrast', 'Weights'],
  ] as const)
    it(`is accessible and fits 1200 and 320 px: ${query}, ${name}`, async () => {
      const page = await previews.open(query);
      await tab(page, name);
      await fitsItsWidth(page);
      await page.setViewportSize({ width: 320, height: 1000 });
      assert.deepEqual(await axeViolations(page), []);
      await fitsItsWidth(page);
      await page.close();
    });
});
