import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { QuizItem } from '../../src/protocol/quiz.ts';
import { quizWords } from '../../src/core/words/quiz.ts';
import { testInWorkbench, type Workbench } from './harness/workbench.ts';
import { keyboardAt, showsFocus, tabTo, typeCommand } from './keyboard.ts';
import {
  announced,
  EXERCISE,
  exerciseShown,
  lens,
  LESSON,
  lessonFrame,
  matrixCell,
  pasteCode,
  quizFrame,
  runFrame,
  solution,
  treeRow,
  untilCurve,
  untilStatus,
} from './learner.ts';
import { entryOf, quizItems } from './quizSteps.ts';
import { until } from './until.ts';

/** The groups of editors from left to right: lesson, code, run. */
const LESSON_GROUP = 'Control+1';
const CODE_GROUP = 'Control+2';
const RUN_GROUP = 'Control+3';

testInWorkbench('keyboard: lesson, exercise, run, stop, chart and matrix', {}, async (w) => {
  const lesson = await openLessonByKeys(w);
  await tabTo(w, lesson, new RegExp(`^button "${EXERCISE}, `));
  assert.ok(await showsFocus(lesson), 'the step shows that it has the keyboard');
  await w.press('Enter');
  await exerciseShown(w);

  // The cursor is in the code already.
  await pasteCode(w, await solution(200), () => Promise.resolve());
  await w.press('Control+Alt+Enter');
  let run = await runFrame(w, 1);
  await untilCurve(run);
  assert.equal(
    await w.page.locator('.monaco-editor.focused').count(),
    1,
    'a run takes no focus from the code',
  );
  await w.press(RUN_GROUP);
  await tabTo(w, run, /^button "Stop"/);
  assert.ok(await showsFocus(run), 'Stop shows that it has the keyboard');
  await w.press('Enter');
  await untilStatus(run, 'Stopped', 15_000);
  await until('the focus to go on to Run again', 5000, async () => /Run again/.test(await keyboardAt(run)));

  await w.press(CODE_GROUP);
  // Arrow keys go from epoch to epoch.
  await pasteCode(w, await solution(2), () => Promise.resolve());
  await w.press('Control+Alt+Enter');
  run = await runFrame(w, 2);
  await untilStatus(run, 'Finished');
  await lens(w, 'Run').waitFor();
  await w.press(RUN_GROUP);
  await readChart(w, run);
  await readMatrix(w, run);
  await w.press(LESSON_GROUP);
  await until('the focus to be in the lesson', 5000, async () => await lessonHasFocus(w));
  assert.deepEqual(w.webviewErrors, []);
});

async function openLessonByKeys(w: Workbench): Promise<Frame> {
  await typeCommand(w, 'Deep Learning: Focus on Lessons View');
  await treeRow(w, new RegExp(`^${LESSON}, `)).waitFor();
  // VS Code gives an empty tree no keyboard; the view was still being filled the first time.
  await typeCommand(w, 'Deep Learning: Focus on Lessons View');
  await until('the row of the lesson to have the keyboard', 15_000, async () => {
    await w.press('ArrowDown');
    const focused = w.page.locator('.monaco-list:focus .monaco-list-row.focused');
    return ((await focused.getAttribute('aria-label', { timeout: 1000 })) ?? '').startsWith(LESSON);
  });
  await w.press('Enter');
  const lesson = await lessonFrame(w);
  await until('the lesson to take the keyboard', 10_000, () => lesson.evaluate(() => document.hasFocus()));
  return lesson;
}

async function lessonHasFocus(w: Workbench): Promise<boolean> {
  return (await lessonFrame(w)).evaluate(() => document.hasFocus());
}

async function readChart(w: Workbench, run: Frame): Promise<void> {
  await tabTo(w, run, /^application "loss\./i);
  assert.ok(await showsFocus(run), 'the chart shows that it has the keyboard');
  await w.press('End');
  const last = await until('the last point', 5000, async () => (await announced(run)) || undefined);
  assert.match(last, /(epoch|batch) \d+: .*training \d/);
  await w.press('ArrowLeft');
  await until('the point before it', 5000, async () => (await announced(run)) !== last);
  await w.press('Home', '+');
  await until('the zoom', 5000, async () => /^Showing /.test(await announced(run)));
  await w.press('0');
  await until('all of it', 5000, async () => /^Showing everything/.test(await announced(run)));
}

async function readMatrix(w: Workbench, run: Frame): Promise<void> {
  await tabTo(w, run, /^gridcell /);
  assert.ok(await showsFocus(run), 'the cell shows that it has the keyboard');
  await w.press('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight');
  const cell = matrixCell(run, 2, 2);
  assert.ok(await cell.evaluate((td) => td === document.activeElement), 'arrows move from cell to cell');
  await w.press('Enter');
  await run.locator('.gallery-title', { hasText: '2 recognised as 2' }).waitFor();
  await run.locator('.gallery-list canvas').first().waitFor();
  assert.ok(await cell.evaluate((td) => td === document.activeElement), 'the keyboard stays at the cell');
}

testInWorkbench('keyboard: the quiz from the first question to the results', {}, async (w) => {
  const lesson = await openLessonByKeys(w);
  await tabTo(w, lesson, /^button "Quiz, /);
  await w.press('Enter');
  const quiz = await quizFrame(w);
  const items = await quizItems();
  for (const [index, item] of items.entries()) {
    await quiz.locator('#item-heading', { hasText: `Question ${index + 1} of ${items.length}` }).waitFor();
    await answerByKeys(w, quiz, item);
    await quiz.locator('.verdict').waitFor();
    const verdict = (await quiz.locator('.verdict-title > span:last-child').innerText()).trim();
    assert.equal(verdict, quizWords.right.en, item.id);
    await until('the keyboard to be somewhere to go on from', 5000, async () => {
      return !(await keyboardAt(quiz)).startsWith('nothing');
    });
    await w.press('Enter');
  }
  await quiz.getByText(`All ${items.length} right.`).waitFor();
  await treeRow(w, /^Quiz, done/).waitFor();
  await tabTo(w, quiz, /^button "Back to the lesson"/);
  assert.ok(await showsFocus(quiz));
  await w.press('Enter');
  await lessonFrame(w);
  assert.equal(await lens(w, 'Run').count(), 0, 'nothing else was opened');
  assert.deepEqual(w.webviewErrors, []);
});

/** Answers as the page's own keys allow: numbers choose, letters go into the entry, Alt with an arrow moves. */
async function answerByKeys(w: Workbench, quiz: Frame, item: QuizItem): Promise<void> {
  switch (item.kind) {
    case 'single':
    case 'multiple': {
      const right = new Set(item.options.filter((option) => option.correct === true).map(({ id }) => id));
      const values = await quiz
        .locator('.choice-input')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
      for (const [index, id] of values.entries()) if (right.has(id)) await w.press(String(index + 1));
      assert.ok(await showsFocus(quiz), `${item.id}: the choice shows that it has the keyboard`);
      await w.press('Enter');
      return;
    }
    case 'numeric':
    case 'shape':
      await tabTo(w, quiz, /^(input|textbox) /);
      assert.ok(await showsFocus(quiz), `${item.id}: the entry shows that it has the keyboard`);
      await w.page.keyboard.type(entryOf(item, true));
      await w.press('Enter');
      return;
    case 'ordering':
      await orderByKeys(
        w,
        quiz,
        item.options.map((option) => option.text.en),
      );
      await tabTo(w, quiz, /^button "Check"/);
      await w.press('Enter');
  }
}

async function orderByKeys(w: Workbench, quiz: Frame, texts: readonly string[]): Promise<void> {
  for (const [place, text] of texts.entries()) {
    const rows = await quiz.locator('.order-row .order-text').allInnerTexts();
    const steps = rows.findIndex((row) => row.trim() === text) - place;
    if (steps <= 0) continue;
    await tabTo(w, quiz, new RegExp(`^button "Move up: ${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    assert.ok(await showsFocus(quiz), 'the row shows that it has the keyboard');
    for (let step = 0; step < steps; step++) await w.press('Alt+ArrowUp');
  }
}
