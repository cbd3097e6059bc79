import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runWords } from '../../src/core/words/run.ts';
import type { Frame } from 'playwright-core';
import { readSession } from './harness/session.ts';
import { openWorkbench, testInWorkbench, type Workbench } from './harness/workbench.ts';
import {
  clickIntoCode,
  learnerFile,
  LESSON,
  lessonFrame,
  matrixSum,
  openExercise,
  openLesson,
  openLessonsView,
  openQuiz,
  pasteCode,
  quizFrame,
  runFrame,
  showTab,
  solution,
  startRun,
  treeRow,
  untilCurve,
  untilStatus,
} from './learner.ts';
import { typeCommand } from './keyboard.ts';
import { answer, goToQuestion, quizItems } from './quizSteps.ts';
import { until } from './until.ts';
import { killServer, untilGone, workerPids } from './workers.ts';

const LONG = 200;

testInWorkbench('survival: a reload brings every panel back to its place', {}, async (w) => {
  let lesson = await openLesson(w);
  await openExercise(w, lesson);
  await pasteCode(w, await solution(1), () => clickIntoCode(w));
  let run = await startRun(w, 1);
  await untilStatus(run, 'Finished');
  await run.getByRole('tab', { name: runWords.tabEpochs.en }).click();
  let quiz = await openQuiz(w, lesson);
  await answer(quiz, (await quizItems())[0]!, 'right');
  await goToQuestion(quiz, 2);
  await showTab(w, LESSON);
  lesson = await lessonFrame(w);
  const place = await scrollTo(lesson, 0.5);
  await until('the place to be kept', 10_000, async () => Math.abs((await savedPlace(w)) - place) < 0.01);

  await reloadWindow(w);
  run = await runFrame(w, 1);
  await untilStatus(run, 'Finished');
  const epochs = run.getByRole('tab', { name: runWords.tabEpochs.en });
  assert.equal(await epochs.getAttribute('aria-selected'), 'true', 'the tab that was open');
  assert.match(await untilCurve(run), /\d/);
  await run.getByRole('tab', { name: runWords.tabConfusion.en }).click();
  await until('the matrix', 10_000, async () => (await matrixSum(run)) === 1000);
  lesson = await lessonFrame(w);
  await until('the lesson to be where it was', 10_000, async () => {
    return Math.abs((await placeIn(lesson)) - place) < 0.02;
  });
  await showTab(w, `Quiz: ${LESSON}`);
  quiz = await quizFrame(w);
  await quiz.locator('#dot-2[aria-current="step"]').waitFor();
  assert.match((await quiz.locator('#dot-0').getAttribute('aria-label')) ?? '', /right$/);
  assert.deepEqual(w.webviewErrors, []);
});

/** How far down a page is, from 0 to 1. */
function placeIn(frame: Frame): Promise<number> {
  return frame.evaluate(() => window.scrollY / (document.documentElement.scrollHeight - window.innerHeight));
}

async function scrollTo(frame: Frame, place: number): Promise<number> {
  await frame.evaluate((share) => {
    window.scrollTo(0, share * (document.documentElement.scrollHeight - window.innerHeight));
  }, place);
  return placeIn(frame);
}

/** As a person does it: VS Code writes down which editors are open, which it does not when the page is just torn away. */
async function reloadWindow(w: Workbench): Promise<void> {
  const loaded = w.page.waitForEvent('load', { timeout: 30_000 });
  await typeCommand(w, 'Developer: Reload Window');
  await loaded;
  // From here on nothing is found that was there before.
  await treeRow(w, new RegExp(`^${LESSON}, `)).waitFor({ timeout: 60_000 });
}

/** Where the learner was in the lesson, as the progress document on disk has it. */
async function savedPlace({ profileFolder }: Workbench): Promise<number> {
  const folder = `${profileFolder}/User/globalStorage/${readSession().extensionId}`;
  const text = await readFile(`${folder}/progress/progress.json`, 'utf8');
  const { lessons } = JSON.parse(text) as { lessons: Record<string, { scroll?: number }> };
  return Object.values(lessons)[0]?.scroll ?? 0;
}

void test(
  'survival: everything is there after the server was killed during a run',
  { timeout: 240_000 },
  async () => {
    const first = await openWorkbench({});
    const code = await solution(LONG);
    try {
      const lesson = await openLesson(first);
      const quiz = await openQuiz(first, lesson);
      await answer(quiz, (await quizItems())[0]!, 'right');
      await showTab(first, LESSON);
      await openExercise(first, await lessonFrame(first));
      await pasteCode(first, code, () => clickIntoCode(first));
      await untilCurve(await startRun(first, 1));
      const workers = await workerPids();
      assert.ok(workers.length > 0);
      // What is drawn is on disk a second later.
      await treeRow(first, /^#1 cnn-mnist, .*wasm/).waitFor();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await killServer(first.profileFolder);
      await untilGone(workers, 10_000);
      assert.deepEqual(await workerPids(), [], 'no process trains on without its editor');
    } finally {
      await first.close();
    }
    const second = await openWorkbench({ folder: first.folder, profileFolder: first.profileFolder });
    try {
      assert.equal(await readFile(learnerFile(second), 'utf8'), code, 'the learner’s code is as it was');
      await openLessonsView(second);
      await treeRow(second, /^Quiz, in progress/).waitFor();
      await treeRow(second, /^#1 cnn-mnist, Crashed/).click();
      const run = await runFrame(second, 1);
      await run.locator('.run-ending-title', { hasText: 'Crashed' }).waitFor();
      assert.match(await untilCurve(run), /\d/, 'the curves up to the crash');
      await treeRow(second, /^Quiz, in progress/).click();
      const quiz = await quizFrame(second);
      assert.match((await quiz.locator('#dot-0').getAttribute('aria-label')) ?? '', /right$/);
      assert.deepEqual(second.webviewErrors, []);
    } finally {
      await second.close();
    }
  },
);

testInWorkbench('survival: Stop in the panel ends a run, and closing the window does', {}, async (w) => {
  const lesson = await openLesson(w);
  await openExercise(w, lesson);
  await pasteCode(w, await solution(LONG), () => clickIntoCode(w));
  const before = await workerPids();
  const run = await startRun(w, 1);
  await untilCurve(run);
  const during = await workerPids();
  await run.getByRole('button', { name: runWords.stop.en, exact: true }).click();
  await untilStatus(run, 'Stopped', 15_000);
  assert.equal(await run.locator('.run-ending').innerText(), 'You stopped this run.');
  await treeRow(w, /^#1 cnn-mnist, Stopped/).waitFor();
  // A process that stands ready may follow; the one that trained is gone.
  assert.ok(during.length > 0);
  await untilGone(
    during.filter((pid) => before.includes(pid) || during.length === 1),
    10_000,
  );

  await untilCurve(await startRun(w, 2));
  const workers = await workerPids();
  assert.ok(workers.length > 0);
  await w.page.close({ runBeforeUnload: false });
  await untilGone(workers, 20_000);
});
