import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

const spoken = (page: Page): Promise<string> => page.locator('[role=status][aria-live=polite]').innerText();
/** What the page asked its host for, by name, once it has. */
async function asked(page: Page, name: string): Promise<unknown[]> {
  await page.waitForFunction((wanted) => window.asked?.some(([one]) => one === wanted), name);
  return page.evaluate(
    (wanted) => window.asked?.filter(([one]) => one === wanted).map(([, params]) => params) ?? [],
    name,
  );
}

/** Draws a falling curve with the mouse. */
async function drawCurve(page: Page): Promise<void> {
  await page.locator('#prediction-open').click();
  await page.locator('#prediction-plot').scrollIntoViewIfNeeded();
  const box = await page.locator('#prediction-plot').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 53, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 150, { steps: 12 });
  await page.mouse.move(box.x + box.width - 13, box.y + 160, { steps: 12 });
  await page.mouse.up();
}

describe('what the curves say, and the prediction', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(() => previews.close());

  it('names over-fitting with its evidence, advice and lesson', async () => {
    const page = await previews.open('scenario=overfit');
    const card = page.locator('.finding');
    await card.waitFor();
    assert.equal(await card.count(), 1);
    assert.match(await card.innerText(), /Over-fitting\s+Validation loss rises from epoch \d+ on/);
    await card.getByRole('button', { name: 'Lesson: CNN on MNIST' }).click();
    assert.deepEqual(await asked(page, 'openLesson'), ['cnn-on-mnist']);
    await page.close();
  });

  it('shows the part of the curve, with the keyboard on it', async () => {
    const page = await previews.open('scenario=overfit');
    await page.getByRole('button', { name: 'Show on the curve: Over-fitting' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    assert.match(await spoken(page), /^Validation loss|^validation loss, epoch \d+ to epoch 24\.$/);
    const first = page.locator('.chart').first();
    assert.ok(await first.locator('.chart-plot').evaluate((plot) => plot === document.activeElement));
    const where = await first.locator('.chart-where').innerText();
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(100);
    const next = await first.locator('.chart-where').innerText();
    assert.equal(
      Number(next.match(/\d+/)?.[0]),
      Number(where.match(/\d+/)?.[0]) + 1,
      'arrow keys go on from there',
    );
    await page.close();
  });

  it('is dismissed for good', async () => {
    const page = await previews.open('scenario=overfit');
    await page.getByRole('button', { name: 'Dismiss: Over-fitting' }).click();
    await page.locator('.diagnosis').waitFor({ state: 'hidden' });
    assert.deepEqual(await asked(page, 'dismissFinding'), ['["cnn","over-fitting"]']);
    await page.close();
  });

  it('is silent about a good run, during it and after', async () => {
    const page = await previews.open('scenario=paused');
    for (let epoch = 0; epoch < 7; epoch++) {
      await page.evaluate(() => window.fakeRun?.advance(79));
      await page.waitForTimeout(150);
      assert.ok(await page.locator('.diagnosis').isHidden());
    }
    await page.evaluate(() => window.endRun?.({ kind: 'finished', wallMs: 1000 }));
    await page.waitForTimeout(200);
    assert.ok(await page.locator('.diagnosis').isHidden());
    await page.close();
  });

  it('reads a new finding out once', async () => {
    const page = await previews.open('scenario=paused');
    await page.evaluate(() => window.fakeRun?.advance(20, 0));
    await page.evaluate(() => window.endRun?.({ kind: 'diverged', metric: 'loss', epoch: 4, batch: 32 }));
    await page.locator('.finding[data-code=not-finite]').waitFor();
    assert.match(await spoken(page), /The loss is not a number[\s\S]*From batch \d+ on/);
    await page.close();
  });

  it('takes a prediction by mouse before the first epoch, keeps it, and lays it over the curve', async () => {
    const page = await previews.open('scenario=empty');
    await drawCurve(page);
    const [kept] = (await asked(page, 'keepPrediction')) as {
      run: string;
      prediction: { metric: string; points: { epoch: number; value: number }[] };
    }[];
    assert.equal(kept?.run, 'own');
    assert.equal(kept.prediction.metric, 'loss');
    assert.deepEqual(
      kept.prediction.points.map(({ epoch }) => epoch),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.ok((kept.prediction.points[0]?.value ?? 0) > (kept.prediction.points[9]?.value ?? 0) + 0.3);
    await page.evaluate(() => {
      window.fakeRun?.setStatus('running');
      window.fakeRun?.advance(79);
    });
    await page.locator('.prediction-editor').waitFor({ state: 'detached' });
    await page.evaluate(() => {
      for (let epoch = 0; epoch < 9; epoch++) window.fakeRun?.advance(79);
      window.endRun?.({ kind: 'finished', wallMs: 1000 });
    });
    await page.locator('.prediction-sentences p').waitFor();
    assert.match(
      await page.locator('.prediction-sentences').innerText(),
      /^Loss: you expected [\d.]+ at the end; it is [\d.]+\. You were off by [\d.]+ on average; /,
    );
    assert.match(
      await page.locator('.chart').first().locator('.chart-legend').innerText(),
      /your prediction/,
    );
    await page.close();
  });

  it('takes a prediction by keyboard, says each value, and undoes', async () => {
    const page = await previews.open('scenario=empty');
    await page.locator('#prediction-open').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    assert.equal(await spoken(page), 'epoch 1: nothing drawn yet');
    await page.keyboard.press('ArrowUp');
    const high = Number((await spoken(page)).match(/epoch 1: ([\d.]+)/)?.[1]);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowDown');
    const low = Number((await spoken(page)).match(/epoch 10: ([\d.]+)/)?.[1]);
    assert.ok(low < high && low > 0, `${high} then ${low}`);
    assert.match(
      await page.locator('.prediction-drawn').innerText(),
      /^From [\d.]+ at epoch 1 to [\d.]+ at epoch 10\.$/,
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await spoken(page), 'Undone.');
    await page.getByRole('button', { name: 'Clear' }).click();
    assert.equal(await page.locator('.prediction-drawn').innerText(), 'Nothing drawn yet.');
    await page.getByRole('button', { name: 'Done' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'prediction-open');
    await page.close();
  });

  it('after a run a prediction is for the next one', async () => {
    const page = await previews.open('scenario=done');
    await drawCurve(page);
    const [kept] = (await asked(page, 'keepPrediction')) as { run: string }[];
    assert.equal(kept?.run, 'next');
    await page.close();
  });

  it('no page wrote an error', () => {
    assert.deepEqual(previews.problems, []);
  });
});
