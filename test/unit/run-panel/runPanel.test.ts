import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import '../../../webview/run/preview/previewWindow.ts';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

/** What the page asked its host for, by name, once that are at least `count`. */
async function asked(page: Page, name: string, count = 1): Promise<unknown[]> {
  await page.waitForFunction(
    ([wanted, atLeast]) => (window.asked ?? []).filter(([one]) => one === wanted).length >= atLeast,
    [name, count] as const,
  );
  return page.evaluate(
    (wanted) => (window.asked ?? []).filter(([one]) => one === wanted).map(([, params]) => params),
    name,
  );
}

/** Waits until an element's text matches. */
async function reads(page: Page, selector: string, pattern: RegExp): Promise<void> {
  const element = page.locator(selector).first();
  for (let attempt = 0; attempt < 50 && !pattern.test(await element.innerText()); attempt++)
    await page.waitForTimeout(100);
  assert.match(await element.innerText(), pattern);
}

const settled = (page: Page): Promise<void> => page.waitForTimeout(250);

describe('run panel', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });

  it('has no accessibility violations in any theme, language and state', async () => {
    const states = [
      ['scenario=paused&theme=dark', 'Confusion'],
      ['scenario=done&theme=light', 'Epochs'],
      ['scenario=failed&theme=high-contrast', 'Classes'],
      ['scenario=diverged&theme=high-contrast-light', 'Layers'],
      ['scenario=empty&theme=light', 'Classes'],
      ['scenario=gan&theme=dark', 'Confusion'],
    ] as const;
    for (const [query, tab] of states) {
      const page = await previews.open(query);
      await page.getByRole('tab', { name: tab }).click();
      await page.locator('.run-engine').click();
      await page.locator('.output-summary').click();
      const asTable = page.locator('[aria-label="Show as table"]:visible').first();
      if ((await asTable.count()) > 0) await asTable.click();
      await settled(page);
      assert.deepEqual(await axeViolations(page), [], query);
      await page.close();
    }
  });

  it('never scrolls sideways, at 320 px in every language', async () => {
    for (const locale of ['en', 'zh-TW', 'zh-CN']) {
      for (const scenario of ['failed', 'done']) {
        const page = await previews.open(`scenario=${scenario}&theme=light&locale=${locale}`, 320);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 320, `${scenario} in ${locale} is ${width} px wide`);
        if (scenario === 'done') assert.deepEqual(await axeViolations(page), [], locale);
        await page.close();
      }
    }
  });

  it('does not move what is below the header and the curves while training goes on', async () => {
    const page = await previews.open('scenario=paused');
    const tops = (): Promise<number[]> =>
      page.evaluate(() =>
        ['.run-controls', '.curves', '.tabs', '.output'].map(
          (part) => document.querySelector(part)?.getBoundingClientRect().top ?? NaN,
        ),
      );
    await settled(page);
    const start = await tops();
    for (let round = 0; round < 5; round++) {
      await page.evaluate(() => window.fakeRun?.advance(53));
      await settled(page);
      assert.deepEqual(await tops(), start);
    }
    await page.close();
  });

  it('shows progress, pauses, resumes, stops, and then runs again with the same seed from the menu', async () => {
    const page = await previews.open('scenario=paused');
    await reads(page, '.run-progress', /epoch 4 of 10/);
    assert.equal(await page.getByRole('progressbar').getAttribute('aria-valuenow'), '33');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Run again', exact: true }).waitFor();
    await reads(page, '.run-head', /You stopped this run\./);
    await page.getByRole('button', { name: 'More ways to run again' }).click();
    await page.keyboard.press('Enter');
    await settled(page);
    for (const name of ['pause', 'resume', 'stop']) assert.equal((await asked(page, name)).length, 1, name);
    assert.deepEqual(await asked(page, 'runAgain'), [{ sameSeed: true }]);
    await page.close();
  });

  it('keeps the focus on the button that takes the place of the pressed one', async () => {
    const page = await previews.open('scenario=paused');
    await page.getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('Enter');
    await settled(page);
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Resume/);
    await page.close();
  });

  it('closes the menu on Escape and gives the focus back', async () => {
    const page = await previews.open('scenario=done');
    const opener = page.getByRole('button', { name: 'More ways to run again' });
    await opener.click();
    await page.keyboard.press('Escape');
    assert.equal(await opener.getAttribute('aria-expanded'), 'false');
    assert.equal(await page.getByRole('menuitem').count(), 0);
    await page.close();
  });

  it('asks for the whole again when a batch was lost, and goes on from there', async () => {
    const page = await previews.open('scenario=paused');
    await page.evaluate(() => {
      window.loseNextBatch?.();
      window.fakeRun?.advance(79);
      window.fakeRun?.advance(10);
    });
    await settled(page);
    assert.equal((await asked(page, 'ready', 2)).length, 2);
    await reads(page, '.run-progress', /epoch 5 of 10[^]*batch 41 of 79/);
    await page.evaluate(() => window.fakeRun?.advance(1));
    await settled(page);
    assert.equal((await asked(page, 'ready', 2)).length, 2);
    await reads(page, '.run-progress', /batch 42 of 79/);
    await page.close();
  });

  it('says why a run ended, and opens the line', async () => {
    const page = await previews.open('scenario=failed');
    await reads(page, '.run-ending', /Line 31: The shapes/);
    await page.getByRole('button', { name: 'Open line 31' }).click();
    assert.deepEqual(await asked(page, 'openCode'), [
      { file: '/home/learner/deep-learning/cnn-mnist.ts', line: 31, column: 5 },
    ]);
    await page.close();
  });

  it('says that it could not be read, and tries again', async () => {
    const page = await previews.open('scenario=refused');
    await reads(page, '#app', /could not be read[^]*file of this run is damaged/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.run-title').waitFor();
    await page.close();
  });

  it('shows NaN in words and keeps the curve', async () => {
    const page = await previews.open('scenario=diverged');
    await settled(page);
    await reads(page, '.chart-sentence', /12 values were not numbers/);
    await page.close();
  });

  it('reads charts point by point with the keyboard, both at once, and zooms', async () => {
    const page = await previews.open('scenario=done');
    await settled(page);
    const plot = page.locator('.chart-plot').first();
    await plot.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    const status = '[role="status"][aria-live="polite"]';
    await reads(page, status, /^epoch 2: training 0\.\d+, validation 0\.\d+/);
    assert.deepEqual(await page.locator('.chart-where').allInnerTexts(), ['epoch 2', 'epoch 2']);
    await page.keyboard.press('+');
    await settled(page);
    await reads(page, status, /^Showing epoch/);
    await page.getByRole('button', { name: 'Reset zoom' }).first().click();
    await settled(page);
    assert.equal(await page.locator('.chart-tool-unused').count(), 2);
    await page.close();
  });

  it('zooms to a range that is dragged out, and back with a double click', async () => {
    const page = await previews.open('scenario=done');
    await settled(page);
    const box = await page.locator('.chart-plot').first().boundingBox();
    assert.ok(box);
    const resets = page.locator('.chart-tools > :first-child');
    assert.equal(await resets.first().isVisible(), false);
    await page.mouse.move(box.x + 150, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + 320, box.y + 90, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    assert.equal(await resets.nth(1).isVisible(), true);
    await page.mouse.dblclick(box.x + 200, box.y + 80);
    await settled(page);
    assert.equal(await resets.nth(1).isVisible(), false);
    await page.close();
  });

  it('walks the matrix with arrow keys and shows the pictures of the chosen cell', async () => {
    const page = await previews.open('scenario=done');
    await page.locator('.matrix-cell').first().focus();
    for (const key of ['ArrowDown', 'End', 'Home', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await settled(page);
    const title = await page.locator('.gallery-title').innerText();
    const right = /^1 recognised as 1: (\d+) right$/.exec(title);
    assert.ok(right, title);
    assert.equal(await page.locator('.matrix-cell[tabindex="0"]').count(), 1);
    assert.equal(await page.locator('.gallery .picture').count(), Math.min(48, Number(right[1])));
    const picture = await page.locator('.picture').first().boundingBox();
    assert.equal(picture?.width, 84);
    await page.close();
  });

  it('keeps the chosen cell and its focus while new evaluations arrive', async () => {
    const page = await previews.open('scenario=paused');
    await page.locator('.matrix-cell').nth(11).click();
    await page.evaluate(() => window.fakeRun?.advance(79));
    await settled(page);
    await reads(page, '.gallery-title', /^1 recognised as 1/);
    assert.ok(
      await page
        .locator('.matrix-cell')
        .nth(11)
        .evaluate((cell) => cell === document.activeElement),
    );
    await page.close();
  });

  it('switches cells to percent', async () => {
    const page = await previews.open('scenario=done');
    await page.getByLabel('Cells show').selectOption('row');
    const row = await page.locator('.matrix tbody tr').first().locator('.matrix-cell').allInnerTexts();
    const sum = row.reduce((total, text) => total + Number(text), 0);
    assert.ok(Math.abs(sum - 100) < 0.6, `${sum}`);
    await page.close();
  });

  it('follows a running program and draws at most ten times a second', async () => {
    const page = await previews.open('scenario=paused');
    await settled(page);
    const draws = await page.evaluate(async () => {
      let count = 0;
      type Clear = (this: CanvasRenderingContext2D, ...args: [number, number, number, number]) => void;
      const prototype: { clearRect: Clear } = CanvasRenderingContext2D.prototype;
      const { clearRect } = prototype;
      prototype.clearRect = function (...args) {
        if (this.canvas.className === 'chart-curves') count++;
        clearRect.apply(this, args);
      };
      const until = performance.now() + 1000;
      while (performance.now() < until) {
        window.fakeRun?.advance(1);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return count;
    });
    assert.ok(draws > 4 && draws <= 22, `two charts were drawn ${draws} times in a second`);
    await page.close();
  });
});
