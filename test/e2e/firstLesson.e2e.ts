import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Frame } from 'playwright-core';
import { lessonWords } from '../../src/core/words/lesson.ts';
import { quizWords } from '../../src/core/words/quiz.ts';
import { runWords } from '../../src/core/words/run.ts';
import type { Locale } from '../../src/protocol/locale.ts';
import { testInWorkbench, type Workbench } from './harness/workbench.ts';
import {
  clickIntoCode,
  EXERCISE,
  FILE,
  learnerFile,
  lens,
  LESSON,
  matrixCell,
  matrixSum,
  openExercise,
  openLesson,
  openQuiz,
  pasteCode,
  quizFrame,
  showTab,
  solution,
  starter,
  startRun,
  treeRow,
  untilCurve,
  untilStatus,
} from './learner.ts';
import { answer, goToQuestion, quizItems } from './quizSteps.ts';
import { until } from './until.ts';

testInWorkbench('by mouse: lesson, exercise, run, curves, matrix, pictures', {}, async (w) => {
  const lesson = await openLesson(w);
  assert.equal(await lesson.locator('h1').innerText(), LESSON);
  await openExercise(w, lesson);
  assert.equal(await readFile(learnerFile(w), 'utf8'), await starter(), 'a real file with the starter');
  assert.ok(await lesson.locator('h1').isVisible(), 'the lesson stays beside the code');
  for (const words of ['Run', 'Debug', 'Hint 0/3', 'Reset', 'Compare with Solution'])
    await lens(w, words).waitFor();

  await pasteCode(w, await solution(2), () => clickIntoCode(w));
  const run = await startRun(w, 1);
  await lens(w, 'Stop').waitFor();
  assert.match(await untilCurve(run), /loss/i);
  await progressMoves(run);
  await untilStatus(run, 'Finished');
  await lens(w, 'Run').waitFor();

  await chartsShowValidation(run);
  await matrixLeadsToPictures(run);
  await runsViewListsTheRun(w);
  assert.deepEqual(w.webviewErrors, []);
});

async function progressMoves(run: Frame): Promise<void> {
  const bar = run.getByRole('progressbar');
  const seen = new Set<string>();
  await until('the progress bar to move', 60_000, async () => {
    const value = await bar.getAttribute('aria-valuenow', { timeout: 2000 });
    if (value !== null) seen.add(value);
    return seen.size >= 2;
  });
  const shares = [...seen].map(Number);
  assert.deepEqual(
    shares,
    [...shares].sort((a, b) => a - b),
    'progress goes forward',
  );
}

async function chartsShowValidation(run: Frame): Promise<void> {
  const charts = run.locator('.chart');
  assert.deepEqual(await run.locator('.chart-title').allInnerTexts(), ['Loss', 'Accuracy']);
  for (const chart of await charts.all()) {
    assert.match(await chart.innerText(), /validation/, 'the legend names the validation curve');
    await chart.getByRole('button', { name: runWords.showTable.en }).click();
    const heads = await chart.locator('thead th').allInnerTexts();
    assert.ok(
      heads.some((head) => head.includes('validation')),
      heads.join(),
    );
    await chart.getByRole('button', { name: runWords.showTable.en }).click();
  }
}

async function matrixLeadsToPictures(run: Frame): Promise<void> {
  await run.locator('.matrix-note', { hasText: /1,?000 samples/ }).waitFor();
  assert.equal(await matrixSum(run), 1000, 'each of the 1,000 test images is in one cell');
  // Sevens that were recognised: there are some in any run that has learned at all.
  const cell = matrixCell(run, 7, 7);
  await cell.click();
  assert.equal(await cell.getAttribute('aria-selected'), 'true');
  await run.locator('.gallery-title', { hasText: '7 recognised as 7' }).waitFor();
  const pictures = run.locator('.gallery-list canvas');
  await pictures.first().waitFor();
  const ink = await pictures.first().evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, values: new Set(data).size };
  });
  assert.equal(ink.width, 28);
  assert.ok(ink.values > 10, 'a picture with greys, not an empty square');
}

async function runsViewListsTheRun(w: Workbench): Promise<void> {
  const row = treeRow(w, /^#1 cnn-mnist, 0\.\d{3} · wasm · \d+:\d\d\. Finished/);
  await row.waitFor();
  // A second look at the run goes to the panel that is open.
  await row.click();
  assert.equal(await w.page.locator('.tab', { hasText: 'Run: cnn-mnist' }).count(), 1);
}

testInWorkbench('by mouse: quiz, results, check marks', {}, async (w) => {
  const lesson = await openLesson(w);
  await lesson.locator('.lesson-footer').scrollIntoViewIfNeeded();
  await treeRow(w, /^Read, done/).waitFor();

  const quiz = await openQuiz(w, lesson);
  const items = await quizItems();
  const [first, second] = items;
  assert.ok(first?.kind === 'shape' && second?.kind === 'numeric');
  await answer(quiz, first, 'right');
  assert.equal(await verdict(quiz), quizWords.right.en);
  assert.ok(
    (await quiz.locator('details.explanation').getAttribute('open')) !== null,
    'says why it is right',
  );
  await quiz.locator('#forward').click();
  await quiz.locator('#item-heading', { hasText: `Question 2 of ${items.length}` }).waitFor();
  await answer(quiz, second, 'wrong');
  assert.equal(await verdict(quiz), quizWords.wrong.en);
  const feedback = second.mistakes[0]!.feedback.en;
  assert.ok(
    (await quiz.locator('.verdict').innerText()).includes(feedback),
    'a reason for this very mistake',
  );
  const choice = items.findIndex((item) => item.kind === 'single');
  await goToQuestion(quiz, choice);
  const single = items[choice]!;
  assert.ok(single.kind === 'single');
  await answer(quiz, single, 'wrong');
  const wrong = single.options.find((option) => option.correct !== true)!;
  assert.equal(await quiz.locator('.choice-wrong .choice-remark').innerText(), wrong.feedback.en);

  await goToQuestion(quiz, items.length);
  await quiz.getByText(`1 of ${items.length} right, ${items.length - 3} not answered.`).waitFor();
  assert.equal(await quiz.locator('.results > li').count(), items.length);
  await treeRow(w, /^Quiz, in progress/).waitFor();

  await quiz.getByRole('button', { name: quizWords.continueOpen.en }).click();
  for (const [index, item] of items.entries()) {
    await goToQuestion(quiz, index);
    const again = quiz.getByRole('button', { name: quizWords.retry.en, exact: true });
    if (await again.isVisible()) await again.click();
    if (index > 0) await answer(quiz, item, 'right');
    assert.equal(await verdict(quiz), quizWords.right.en, item.id);
  }
  await goToQuestion(quiz, items.length);
  await quiz.getByText(`All ${items.length} right.`).waitFor();
  await treeRow(w, /^Quiz, done/).waitFor();
  await treeRow(w, new RegExp(`^${LESSON}, in progress`)).waitFor();
  await treeRow(w, new RegExp(`^Exercise: ${EXERCISE}, not started`)).waitFor();
  assert.deepEqual(w.webviewErrors, []);
});

async function verdict(quiz: Frame): Promise<string> {
  return (await quiz.locator('.verdict-title > span:last-child').innerText()).trim();
}

const TITLES: Readonly<Record<Locale, string>> = {
  en: LESSON,
  'zh-TW': '用 CNN 辨識 MNIST 手寫數字',
  'zh-CN': '用 CNN 识别 MNIST 手写数字',
};

testInWorkbench('the language of lesson, quiz, run and tree changes at once', {}, async (w) => {
  let lesson = await openLesson(w);
  await openExercise(w, lesson);
  await pasteCode(w, await solution(1), () => clickIntoCode(w));
  const run = await startRun(w, 1);
  await untilStatus(run, 'Finished');
  for (const locale of ['zh-TW', 'zh-CN'] as const) {
    await lesson.locator('#locale').selectOption(locale);
    await lesson.locator('h1', { hasText: TITLES[locale] }).waitFor();
    await lesson.getByRole('button', { name: lessonWords.startQuiz[locale] }).first().waitFor();
    await run.getByRole('button', { name: runWords.runAgain[locale], exact: true }).waitFor();
    await run.locator('.run-status', { hasText: '已完成' }).waitFor();
    await run.getByRole('tab', { name: runWords.tabClasses[locale] }).waitFor();
    await treeRow(w, new RegExp(`^${TITLES[locale]}`)).waitFor();
    await showTab(w, FILE);
    await lens(w, locale === 'zh-TW' ? '與解答比較' : '与参考答案比较').waitFor();
    assert.equal(await run.evaluate(() => document.documentElement.lang), locale);

    await lesson.locator('.steps button').last().click();
    const quiz = await quizFrame(w, quizWords.title[locale].replace('{lesson}', TITLES[locale]));
    await quiz.getByRole('button', { name: quizWords.check[locale], exact: true }).waitFor();
    assert.ok((await quiz.locator('#item-heading').innerText()).startsWith('第 1 '));
    await showTab(w, TITLES[locale]);
    lesson = await w.webviewFrame(TITLES[locale]);
  }
  // From the quiz the way back to English reaches the others too.
  await showTab(w, `测验：${TITLES['zh-CN']}`);
  const quiz = await quizFrame(w, `测验：${TITLES['zh-CN']}`);
  await quiz.locator('#locale').selectOption('en');
  await run.getByRole('button', { name: runWords.runAgain.en, exact: true }).waitFor();
  await showTab(w, LESSON);
  await (await w.webviewFrame(LESSON)).locator('h1', { hasText: LESSON }).waitFor();
  assert.equal(await w.page.locator('.tab', { hasText: FILE }).count(), 1);
  assert.deepEqual(w.webviewErrors, []);
});
