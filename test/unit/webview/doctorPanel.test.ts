import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type {} from '../../../webview/doctor/preview/previewWindow.ts';
import { openPreviews, skipWithoutChromium, type Previews } from './openPreview.ts';

describe('Engine Doctor', { skip: skipWithoutChromium }, () => {
  let previews: Previews;
  let page: Page;
  before(async () => {
    previews = await openPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
    assert.deepEqual(previews.strayRequests, []);
  });
  beforeEach(async () => {
    await page?.close();
    page = await previews.open('doctor');
  });

  const asked = () => page.evaluate(() => window.asked ?? []);
  const announced = () => page.locator('body > [role=status]').innerText();

  test('has a heading for each engine, with its state', async () => {
    const names = await page.locator('h2').allInnerTexts();
    assert.deepEqual(
      names.map((name) => name.replace(/\s+/g, ' ').replace(/[\u{e000}-\u{f8ff}]\s*/gu, '')),
      [
        'TensorFlow In use',
        'WebGPU Not available',
        'WebAssembly Works',
        'Plain JavaScript Works',
        'This computer',
      ],
    );
  });

  test('leads to the cure of what is missing', async () => {
    await page.getByRole('button', { name: 'Choose a Node.js…' }).click();
    assert.deepEqual(await asked(), [['act', { action: 'openNodeSetting' }]]);
  });

  test('examines again, can be cancelled, and says what came of it', async () => {
    await page.locator('#again').click();
    await page.locator('#cancel').waitFor();
    assert.match(await page.locator('.doctor-actions').innerText(), /Trying TensorFlow/);
    await page.locator('#cancel').click();
    await page.locator('#again').waitFor();
    assert.deepEqual(
      (await asked()).map(([name]) => name),
      ['examine', 'cancel'],
    );
    assert.match(await announced(), /Runs use TensorFlow/);
  });

  test('copies the report, and says so', async () => {
    await page.locator('#copy').click();
    await page.waitForFunction(() => document.body.innerText.includes('Copied'));
    assert.deepEqual(await asked(), [['copy', undefined]]);
  });

  test('keeps the focus and the unfolded messages when the report changes', async () => {
    await page.locator('details summary').first().click();
    await page.locator('#copy').focus();
    await page.evaluate(() => window.showReport?.({ summary: 'Runs use WebAssembly.' }));
    await page.getByText('Runs use WebAssembly.').first().waitFor();
    assert.equal(await page.locator('details').first().getAttribute('open'), '');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'copy');
  });
});
