import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { testInWorkbench, type Workbench } from './harness/workbench.ts';
import {
  clickIntoCode,
  EXERCISE,
  FILE,
  learnerFile,
  lens,
  openExercise,
  openLesson,
  pasteCode,
  solution,
  starter,
  treeRow,
} from './learner.ts';
import { until } from './until.ts';

const STAGES_LIMIT_MS = 60_000;
/** The whole check trains three times at least, nine epochs each: a minute on an idle machine. */
const CHECK_LIMIT_MS = 8 * 60_000;
const TEST_LIMIT_MS = 10 * 60_000;

testInWorkbench(
  'check: the starter fails with the lesson’s words, hints, reset, undo, compare',
  {},
  async (w) => {
    const lesson = await openLesson(w);
    await openExercise(w, lesson);

    await lens(w, 'Check').click();
    const verdict = await untilNotification(w, /Convolution layers found: 0/, STAGES_LIMIT_MS);
    assert.match(verdict, /^The shapes fit\./, 'the message of the pack, its slot filled');
    await lens(w, 'Check').waitFor();
    await w.page
      .locator('.view-overlays .squiggly-error, .testing-inline-message-severity-0')
      .first()
      .waitFor();

    await w.page.locator('.notification-toast').getByRole('button', { name: 'Show a Hint' }).click();
    const hints = w.page.locator('.review-widget');
    await hints.getByText('Hint 1 of 3').waitFor();
    assert.match(await hints.innerText(), /sees 784 separate numbers/);
    await lens(w, 'Hint 1/3').click();
    await hints.getByText('Hint 2 of 3').waitFor();
    await lens(w, 'Hint 2/3').waitFor();
    await w.press('Escape');

    const mine = `// mine\n${await starter()}`;
    await pasteCode(w, mine, () => clickIntoCode(w));
    await lens(w, 'Reset').click();
    await untilNotification(w, /is back to its starter/, STAGES_LIMIT_MS);
    assert.equal(await readFile(learnerFile(w), 'utf8'), await starter());
    await w.page.locator('.notification-toast').getByRole('button', { name: 'Undo' }).click();
    await until('the learner’s version to come back', 15_000, async () => {
      return (await readFile(learnerFile(w), 'utf8')) === mine;
    });
    await w.page.locator('.view-line', { hasText: '// mine' }).first().waitFor();

    await lens(w, 'Compare with Solution').click();
    await w.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Show Solution' }).click();
    await w.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Layer by layer' }).click();
    await w.page.locator('.tab.active', { hasText: `${EXERCISE}: Layer by layer ↔ yours` }).waitFor();
    await w.page.locator('.monaco-diff-editor .view-line', { hasText: 'conv2d' }).first().waitFor();
    assert.deepEqual(w.webviewErrors, []);
  },
);

testInWorkbench(
  'check: a solution passes and the exercise counts as solved',
  { limitMs: TEST_LIMIT_MS },
  async (w) => {
    const lesson = await openLesson(w);
    await openExercise(w, lesson);
    await treeRow(w, new RegExp(`^Exercise: ${EXERCISE}, in progress`)).waitFor();
    await pasteCode(w, await solution(8), () => clickIntoCode(w));
    // The lens tells how far the check is; it can be stopped there. After pasting it moves to its function: a click may miss.
    const stages = w.page.locator('.codelens-decoration a', { hasText: /\d\/4/ }).first();
    await until('the check to begin', 3 * STAGES_LIMIT_MS, async () => {
      await lens(w, 'Check')
        .click({ timeout: 2000 })
        .catch(() => undefined);
      return stages.waitFor({ timeout: 15_000 }).then(
        () => true,
        () => false,
      );
    });
    await untilNotification(w, /^Everything is right\./, CHECK_LIMIT_MS);
    await treeRow(w, new RegExp(`^Exercise: ${EXERCISE}, done`)).waitFor();
    await lesson.locator('.step', { hasText: `${EXERCISE}, done` }).waitFor();
    await lesson.getByRole('button', { name: `Look at it again: ${EXERCISE}` }).waitFor();
    assert.equal(await w.page.locator('.tab', { hasText: FILE }).count(), 1);
    assert.deepEqual(w.webviewErrors, []);
  },
);

/** Waits for a notification and says it. */
async function untilNotification(w: Workbench, words: RegExp, limitMs: number): Promise<string> {
  return until(`a notification with ${String(words)}`, limitMs, async () =>
    (await w.notifications()).find((text) => words.test(text)),
  );
}
