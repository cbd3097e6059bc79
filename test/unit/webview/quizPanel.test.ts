import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type {} from '../../../webview/quiz/preview/previewWindow.ts';
import { openPreviews, skipWithoutChromium, type Previews } from './openPreview.ts';

describe('quiz panel', { skip: skipWithoutChromium }, () => {
  let previews: Previews;
  let page: Page;
  before(async () => {
    previews = await openPreviews();
  });
  after(() => previews.close());
  beforeEach(async () => {
    await page?.close();
    page = await previews.open('quiz');
  });

  const answers = () =>
    page.evaluate(() =>
      (window.asked ?? []).filter(([name]) => name === 'answer').map(([, params]) => params),
    );
  const focused = () => page.evaluate(() => document.activeElement?.id);
  const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
  const verdict = () => page.locator('.verdict-title').innerText();
  const goTo = async (number: number) => {
    await page.locator(`#dot-${number - 1}`).click();
    await heading(`Question ${number} of 5`);
  };
  /** What the polite live region says. */
  const said = async (pattern: RegExp) => {
    const regions = page.locator('body > [role=status]');
    await page.waitForFunction(
      (source) =>
        [...document.querySelectorAll('body > [role=status]')].some((one) =>
          new RegExp(source).test(one.textContent),
        ),
      pattern.source,
    );
    return regions.textContent();
  };

  test('keyboard alone: number, Enter, the reason for this choice, Enter goes on', async () => {
    await page.keyboard.press('2');
    assert.equal(await focused(), 'choice-2');
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    assert.deepEqual(await answers(), [{ kind: 'single', option: 'padding' }]);
    assert.match(await verdict(), /Not right yet$/);
    assert.match(
      await page.locator('.choice-remark').innerText(),
      /Padding decides how the border is treated/,
    );
    assert.equal(await page.locator('.choice-remark').count(), 1);
    await said(/Not right yet\. Padding decides/);
    assert.equal(await focused(), 'forward');
    assert.equal(await page.locator('.explanation').getAttribute('open'), null);
    await page.keyboard.press('Enter');
    await heading('Question 2 of 5');
    assert.equal(await focused(), 'item-heading');
    assert.equal(await page.locator('#dot-0').getAttribute('aria-label'), 'Question 1, not right yet');
  });

  test('a right answer unfolds the explanation, with its mathematics', async () => {
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await page.locator('.verdict-right').waitFor();
    assert.equal(await page.locator('.explanation[open] .katex').first().isVisible(), true);
    assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  });

  test('trying again clears the answer and waits for another', async () => {
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText('Try again').click();
    await page.locator('.verdict').waitFor({ state: 'detached' });
    assert.equal(await page.locator('input:checked').count(), 0);
    assert.equal(await page.locator('input:enabled').count(), 4);
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await page.locator('.verdict-right').waitFor();
  });

  test('several choices: partial credit, one remark each, and what is missing', async () => {
    await goTo(2);
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    assert.match(await verdict(), /Partly right$/);
    assert.match(await page.locator('.verdict').innerText(), /still missing/);
    assert.equal(await page.locator('#dot-1').getAttribute('title'), 'Question 2, partly right');
  });

  test('nothing chosen: says so and stays', async () => {
    await page.locator('#check').click();
    await said(/Choose an answer first/);
    assert.equal(await focused(), 'choice-1');
    assert.deepEqual(await answers(), []);
  });

  test('a calculation is read while it is written, and digits go into the field', async () => {
    await goTo(3);
    const entry = page.locator('#entry input');
    await entry.focus();
    await page.keyboard.type('28*28*3');
    assert.equal(await page.locator('#entry-reading').textContent(), '28*28*3 = 2352');
    await page.keyboard.press('Enter');
    await page.locator('.verdict-right').waitFor();
    assert.deepEqual(await answers(), [{ kind: 'numeric', text: '28*28*3' }]);
  });

  test('a foreseen mistake has its own answer', async () => {
    await goTo(3);
    await page.locator('#entry input').fill('784');
    await page.locator('#entry input').press('Enter');
    assert.match(await page.locator('.verdict-wrong').innerText(), /That is one channel/);
  });

  test('an entry that cannot be read costs nothing and keeps the focus', async () => {
    await goTo(4);
    await page.locator('#entry input').fill('banana');
    await page.locator('#entry input').press('Enter');
    await page.getByText('This could not be read as a shape').first().waitFor();
    assert.equal(await focused(), 'entry');
    assert.equal(await page.locator('#entry').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('#dot-3').getAttribute('title'), 'Question 4, not answered');
    await page.locator('#entry input').fill('(None, 26, 26, 32)');
    assert.equal(await page.locator('#entry-reading').textContent(), 'Read as [?, 26, 26, 32]');
    await page.locator('#entry input').press('Enter');
    await page.locator('.verdict-right').waitFor();
  });

  test('a draft outlives a look at another question, and news from the host', async () => {
    await goTo(3);
    await page.locator('#entry input').fill('28*2');
    await goTo(1);
    await goTo(3);
    await page.evaluate(() => window.changeQuiz?.({ lessonTitle: 'Renamed' }));
    await page.getByText('Renamed').waitFor();
    assert.equal(await page.locator('#entry input').inputValue(), '28*2');
  });

  test('order by buttons and by Alt with arrows; the focus follows, the place is said', async () => {
    await goTo(5);
    const order = () => page.locator('.order-text').allTextContents();
    await page.getByRole('button', { name: 'Move up: Compute the predictions' }).focus();
    for (let step = 0; step < 2; step++) await page.keyboard.press('Alt+ArrowUp');
    await said(/Compute the predictions: place 2 of 4/);
    await page.keyboard.press('Alt+ArrowUp');
    assert.equal((await order())[0], 'Compute the predictions');
    const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(await label(), 'Move down: Compute the predictions', 'the up button has nothing left to do');
    await page.getByRole('button', { name: 'Move up: Compute the loss' }).click();
    await page.getByRole('button', { name: 'Move up: Compute the loss' }).click();
    await page.getByRole('button', { name: 'Move up: Compute the gradients' }).click();
    assert.deepEqual(await order(), [
      'Compute the predictions',
      'Compute the loss',
      'Compute the gradients',
      'Change the weights',
    ]);
    await page.locator('#check').click();
    await page.locator('.verdict-right').waitFor();
  });

  test('order by dragging', async () => {
    await goTo(5);
    const rows = page.locator('.order-row');
    await rows.nth(3).dragTo(rows.nth(0));
    assert.equal(await page.locator('.order-text').first().textContent(), 'Compute the predictions');
  });

  test('a hint is shown where it was asked for', async () => {
    await page.locator('#show-hint').click();
    await page.getByText('Think of what moves').waitFor();
    assert.equal(await page.locator('#show-hint').count(), 0);
  });

  test('the overview lists every question, leads back, and tries the wrong ones again', async () => {
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    await page.locator('#dot-5').click();
    await heading('Your answers');
    assert.match(await page.locator('.results-sentence').innerText(), /0 of 5 right, 4 not answered/);
    assert.equal(await page.locator('vscode-button[appearance=primary]').innerText(), 'Continue');
    await page.locator('#result-2').click();
    await heading('Question 3 of 5');
    for (const [number, entry] of [
      [3, '2352'],
      [4, '[?, 26, 26, 32]'],
    ] as const) {
      await goTo(number);
      await page.locator('#entry input').fill(entry);
      await page.locator('#entry input').press('Enter');
      await page.locator('.verdict-right').waitFor();
    }
    await goTo(2);
    await page.keyboard.press('3');
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    await goTo(5);
    await page.locator('#check').click();
    await page.locator('.verdict').waitFor();
    await page.keyboard.press('Enter');
    await heading('Your answers');
    assert.equal(await page.locator('vscode-button[appearance=primary]').innerText(), 'Try the others again');
    await page.locator('vscode-button[appearance=primary]').click();
    await heading('Question 1 of 5');
    assert.equal(await page.locator('#dot-2').getAttribute('title'), 'Question 3, right');
    assert.equal(await page.locator('#dot-0').getAttribute('title'), 'Question 1, not answered');
  });

  test('another language keeps the question and the choice', async () => {
    await page.keyboard.press('3');
    await page.selectOption('#locale', 'zh-CN');
    await heading('第 1 题，共 5 题');
    assert.equal(await page.locator('#choice-3').isChecked(), true);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  });

  test('going on quickly: news that is behind does not bring an earlier question back', async () => {
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const note = () => seen.push(document.querySelector('h1')?.textContent ?? '');
      const quiz = document.querySelector('.quiz-page');
      if (quiz) new MutationObserver(note).observe(quiz, { childList: true });
      for (const index of [1, 2, 3]) document.getElementById(`dot-${index}`)?.click();
    });
    await page.waitForTimeout(200);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    assert.ok(seen.length > 0);
    assert.deepEqual([...new Set(seen)], ['Question 4 of 5']);
  });

  test('no page had a problem', () => {
    assert.deepEqual(previews.problems, []);
  });
});
