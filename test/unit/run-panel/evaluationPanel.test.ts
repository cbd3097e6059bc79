import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

const settled = (page: Page): Promise<void> => page.waitForTimeout(300);

async function openTab(previews: RunPreviews, query: string, tab: string, width = 1200): Promise<Page> {
  const page = await previews.open(query, width);
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await settled(page);
  return page;
}

const numbersOf = (page: Page): Promise<number[]> =>
  page.locator('.threshold-counts td').evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));

describe('evaluation tabs', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });

  it('one threshold on both curves, by arrow keys and by dragging, counted in samples', async () => {
    const page = await openTab(previews, 'scenario=binary&theme=dark', 'Threshold');
    const [roc, pr] = [page.locator('.threshold-plot').first(), page.locator('.threshold-plot').last()];
    const atHalf = await numbersOf(page);
    assert.equal(
      atHalf.reduce((sum, count) => sum + count, 0),
      800,
    );
    await roc.focus();
    for (let times = 0; times < 3; times++) await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await roc.getAttribute('aria-valuenow'), '0.79');
    assert.equal(await pr.getAttribute('aria-valuenow'), '0.79');
    assert.match(
      (await pr.getAttribute('aria-valuetext')) ?? '',
      /^0\.79: precision [\d.–]+, recall [\d.]+, F1 /,
    );
    const later = await numbersOf(page);
    assert.ok((later[0] ?? 0) < (atHalf[0] ?? 0) && (later[3] ?? 0) > (atHalf[3] ?? 0), String(later));
    const box = await pr.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 46, box.y + box.height - 60, { steps: 4 });
    await page.mouse.up();
    const dragged = await numbersOf(page);
    assert.ok(
      (dragged[1] ?? 99) <= 1,
      `to the right end of the curve nearly all are found: ${String(dragged)}`,
    );
    await page.getByRole('button', { name: 'Best F1: move the threshold' }).click();
    const best = await page.locator('.threshold-figures dd').nth(2).innerText();
    assert.ok(Number(best) > 0.7, best);
    await page.locator('[aria-label="Show as table"]').nth(-1).click();
    assert.ok((await page.locator('.threshold-table tbody tr').count()) === 200);
    assert.deepEqual(await axeViolations(page), []);
    await page.close();
  });

  it('mistakes: pictures with probabilities, the surest first, by class', async () => {
    const page = await openTab(previews, 'scenario=done&theme=light', 'Mistakes');
    const shares = await page
      .locator('.mistake')
      .evaluateAll((all) =>
        all.map((one) => parseFloat(one.querySelector('.mistake-share')?.textContent ?? '')),
      );
    assert.ok(shares.length > 5);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => b - a),
    );
    assert.equal(await page.locator('.mistake canvas').count(), shares.length);
    const [truth] = (await page.locator('.mistake-title').first().innerText()).split(' → ');
    await page.getByLabel('True class').selectOption({ label: `is ${truth}` });
    await settled(page);
    const titles = await page.locator('.mistake-title').allInnerTexts();
    assert.ok(titles.length > 0 && titles.every((title) => title.startsWith(`${truth} →`)), titles.join());
    await page.getByRole('combobox', { name: 'Samples' }).selectOption('Least confident right');
    await settled(page);
    const right = await page.locator('.mistake-title').allInnerTexts();
    assert.ok(right.every((title) => title === `${truth} → ${truth}`));
    assert.deepEqual(await axeViolations(page), []);
    await page.close();
  });

  it('classes sort by a column, and the focus stays', async () => {
    const page = await openTab(previews, 'scenario=done&theme=dark', 'Classes');
    const recall = page.getByRole('button', { name: 'recall' });
    await recall.click();
    const column = (): Promise<number[]> =>
      page
        .locator('.classes tbody td:nth-child(3)')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));
    const upwards = await column();
    assert.deepEqual(
      upwards,
      [...upwards].sort((a, b) => a - b),
    );
    await page.keyboard.press('Enter');
    const downwards = await column();
    assert.deepEqual(
      downwards,
      [...downwards].sort((a, b) => b - a),
    );
    assert.equal(await page.locator('th[aria-sort="descending"]').innerText(), 'recall ▼'.slice(0, 6));
    assert.equal(await page.locator('.classes tfoot tr').count(), 3);
    await page.close();
  });
});
