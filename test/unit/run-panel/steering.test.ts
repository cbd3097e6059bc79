import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import '../../../webview/run/preview/previewWindow.ts';
import { placeAt, placesToGo } from '../../../webview/run/rewind/placesToGo.ts';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

describe('places to go back to', () => {
  const at = (elapsedMs: number) => ({ elapsedMs });

  it('are the ends of epochs, or else whatever was recorded, in order of time and told apart', () => {
    assert.deepEqual(placesToGo([at(40), at(10)], [at(5)]), [at(10), at(40)]);
    assert.deepEqual(placesToGo([], [at(500), at(490), at(100)]), [at(100), at(500)]);
    assert.deepEqual(placesToGo([], []), []);
  });

  it('are found by time', () => {
    const places = [at(100), at(200), at(300)];
    assert.equal(placeAt(places, 250), 1);
    assert.equal(placeAt(places, 200), 1);
    assert.equal(placeAt(places, 50), 0);
    assert.equal(placeAt(places, 999), 2);
  });
});

describe('steering a run', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });

  it('the whole panel goes back to an epoch, by keyboard, and to the latest again', async () => {
    const page = await previews.open('scenario=done');
    const note = page.locator('.matrix-note');
    const latest = await note.innerText();
    const slider = page.getByRole('slider', { name: 'Go back in the run' });
    assert.equal(await slider.getAttribute('aria-valuetext'), 'the latest');
    await slider.focus();
    await page.keyboard.press('Home');
    await page.waitForTimeout(250);
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^after epoch 1, 0:0\d$/);
    assert.notEqual(await note.innerText(), latest, 'the matrix is that of the first epoch');
    assert.deepEqual(await axeViolations(page), []);
    await page.getByRole('button', { name: 'Latest' }).click();
    await page.waitForTimeout(250);
    assert.equal(await note.innerText(), latest);
    await page.close();
  });

  it('a learning rate is typed, checked and sent', async () => {
    const page = await previews.open('scenario=paused');
    await page.getByRole('button', { name: /^Learning rate 0.001/ }).click();
    const field = page.locator('.learning-rate-field vscode-text-field');
    const type = async (text: string): Promise<void> => {
      await field.evaluate((element, value) => ((element as HTMLInputElement).value = value), text);
      await field.focus();
      await page.keyboard.press('Enter');
    };
    await type('-1');
    assert.match(await page.locator('.learning-rate-problem').innerText(), /above 0/);
    assert.deepEqual(await axeViolations(page), []);
    await type('1e-4');
    await page.waitForFunction(() => window.asked?.some(([name]) => name === 'setLearningRate'));
    const asked = await page.evaluate(() => window.asked?.find(([name]) => name === 'setLearningRate'));
    assert.deepEqual(asked, ['setLearningRate', { rate: 1e-4 }]);
    await page.close();
  });

  it('stopping at the best epoch is offered once there is more than one', async () => {
    const page = await previews.open('scenario=paused');
    await page.locator('vscode-button', { hasText: 'Stop at best' }).click();
    await page.waitForFunction(() => window.asked?.some(([name]) => name === 'stopAtBest'));
    await page.close();
  });
});
