import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { runWords } from '../../src/core/words/run.ts';
import { THEMES, type Theme } from './harness/settings.ts';
import { testInWorkbench, type Workbench } from './harness/workbench.ts';
import {
  clickIntoCode,
  LESSON,
  matrixCell,
  openExercise,
  openLesson,
  openQuiz,
  pasteCode,
  runFrame,
  showTab,
  solution,
  startRun,
  untilCurve,
  untilStatus,
} from './learner.ts';
import { answer, goToQuestion, quizItems } from './quizSteps.ts';
import { until } from './until.ts';

const ALL_THEMES = Object.keys(THEMES) as Theme[];
/** For pages of many states; all four are looked at in the tests of the pages by themselves. */
const TWO_THEMES: readonly Theme[] = ['light', 'hcDark'];

/** Everything that axe finds, as lines with the place, so that one run shows all of it. */
function createReport(w: Workbench) {
  const found = new Set<string>();
  return {
    async look(frame: Frame, place: string, theme?: Theme): Promise<void> {
      // Names and roles are the same in every theme, so they are looked at in one.
      const rules = theme === undefined || theme === ALL_THEMES[0] ? undefined : ['color-contrast'];
      for (const { rule, elements } of await w.axe(frame, rules))
        found.add(`${place}: ${rule}\n    ${elements.slice(0, 3).join('\n    ')}`);
    },
    assertClean: () => assert.deepEqual([...found], []),
  };
}

testInWorkbench('accessibility: lesson and quiz', {}, async (w) => {
  const report = createReport(w);
  const lesson = await openLesson(w);
  for (const theme of ALL_THEMES) {
    await w.setTheme(theme);
    await report.look(lesson, `lesson, ${theme}`, theme);
  }
  await openAnswers(lesson);
  await report.look(lesson, 'lesson with answers and code shown');

  const quiz = await openQuiz(w, lesson);
  const items = await quizItems();
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  assert.deepEqual([...kinds].sort(), ['multiple', 'numeric', 'ordering', 'shape', 'single']);
  const indices = kinds.map((kind) => items.findIndex((item) => item.kind === kind));
  const lookAtAll = async (state: string): Promise<void> => {
    for (const theme of TWO_THEMES) {
      await w.setTheme(theme);
      for (const index of indices) {
        await goToQuestion(quiz, index);
        await report.look(quiz, `${state} ${items[index]!.kind}, ${theme}`, theme);
      }
    }
  };
  await lookAtAll('open');
  for (const index of indices) {
    await goToQuestion(quiz, index);
    // Right, wrong and partly right answers are drawn differently: every second one is wrong.
    await answer(quiz, items[index]!, index % 2 === 0 ? 'right' : 'wrong');
    await quiz
      .locator('details.explanation')
      .evaluate((details: HTMLDetailsElement) => (details.open = true));
  }
  await lookAtAll('answered');
  await goToQuestion(quiz, items.length);
  for (const theme of ALL_THEMES) {
    await w.setTheme(theme);
    await report.look(quiz, `results, ${theme}`, theme);
  }
  report.assertClean();
});

async function openAnswers(lesson: Frame): Promise<void> {
  await lesson.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await lesson.getByRole('tab', { name: 'PyTorch' }).first().click();
}

testInWorkbench('accessibility: run panel, going on and finished', {}, async (w) => {
  const report = createReport(w);
  const lesson = await openLesson(w);
  await openExercise(w, lesson);
  await pasteCode(w, await solution(200), () => clickIntoCode(w));
  let run = await startRun(w, 1);
  await untilCurve(run);
  // Once: while a network trains, a look takes half a minute.
  await report.look(run, 'running');
  await run.getByRole('button', { name: runWords.stop.en, exact: true }).click();
  await untilStatus(run, 'Stopped', 15_000);
  await report.look(run, 'stopped');

  await pasteCode(w, await solution(1), () => clickIntoCode(w));
  run = await startRun(w, 2);
  await untilStatus(run, 'Finished');
  await matrixCell(run, 1, 1).click();
  await run.locator('.gallery-list canvas').first().waitFor();
  await run.locator('.output-summary').click();
  await run.getByRole('button', { name: runWords.showTable.en }).first().click();
  for (const theme of TWO_THEMES) {
    await w.setTheme(theme);
    for (const tab of ['tabClasses', 'tabEpochs', 'tabLayers', 'tabConfusion'] as const) {
      await run.getByRole('tab', { name: runWords[tab].en }).click();
      await report.look(run, `finished, ${runWords[tab].en}, ${theme}`, theme);
    }
  }
  report.assertClean();
});

testInWorkbench('accessibility: panels 320 pixels wide', {}, async (w) => {
  const report = createReport(w);
  const lesson = await openLesson(w);
  await openExercise(w, lesson);
  await pasteCode(w, await solution(1), () => clickIntoCode(w));
  await untilStatus(await startRun(w, 1), 'Finished');
  await w.runCommand('View: Join All Editor Groups');
  await w.runCommand('View: Close Primary Side Bar');
  await w.page.setViewportSize({ width: 380, height: 800 });

  await showTab(w, LESSON);
  const narrowLesson = await w.webviewFrame(LESSON);
  await fits(narrowLesson, 'lesson');
  await report.look(narrowLesson, 'narrow lesson');
  const quiz = await openQuiz(w, narrowLesson);
  const items = await quizItems();
  for (const [index, item] of items.entries()) {
    await goToQuestion(quiz, index);
    await fits(quiz, `question ${item.id}`);
    if (index > 4) continue;
    await answer(quiz, item, index % 2 === 0 ? 'right' : 'wrong');
    await fits(quiz, `answered question ${item.id}`);
    await report.look(quiz, `narrow question ${item.id}`);
  }
  await w.runCommand('Deep Learning: Show the Latest Run');
  const run = await runFrame(w, 1);
  await fits(run, 'run');
  await report.look(run, 'narrow run');
  report.assertClean();
});

/** The page is narrow and does not scroll sideways; wide tables and code do that within themselves. */
async function fits(frame: Frame, place: string): Promise<void> {
  const size = await until(`${place} to be narrow`, 10_000, async () => {
    const now = await frame.evaluate(() => ({
      width: window.innerWidth,
      content: document.documentElement.scrollWidth,
    }));
    return now.width <= 340 && now;
  });
  assert.ok(size.content <= size.width, `${place} is ${size.content} pixels wide in ${size.width}`);
}
