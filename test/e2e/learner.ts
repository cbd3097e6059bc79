import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from './harness/workbench.ts';
import { until } from './until.ts';

/** What a learner does, step by step, in the lesson that every test uses. */

export const LESSON = 'CNN on MNIST';
export const EXERCISE = 'Build a network that reads digits';
export const FILE = 'cnn-mnist.ts';

/** Where the answers are looked up. */
export const lessonFolder = join(
  process.env.DL_ROOT ?? process.cwd(),
  'lessons/deep-learning/chapters/vision/cnn-on-mnist',
);

/** Training on a machine that does other things too. */
export const TRAINING_LIMIT_MS = 120_000;

/** The exercise's first solution, training for so many epochs. */
export async function solution(epochs: number): Promise<string> {
  const text = await readFile(join(lessonFolder, 'exercises/cnn-mnist/solution.ts'), 'utf8');
  const shorter = text.replace('epochs: 8', `epochs: ${epochs}`);
  if (shorter === text && epochs !== 8) throw new Error('The solution does not say "epochs: 8" any more.');
  return shorter;
}

export function starter(): Promise<string> {
  return readFile(join(lessonFolder, 'exercises/cnn-mnist/starter.ts'), 'utf8');
}

/** Where the learner's file lies on disk. */
export function learnerFile({ folder }: Workbench): string {
  return join(folder, 'deep-learning', FILE);
}

/** A row of a view in the sidebar, by what a screen reader says of it. */
export function treeRow({ page }: Workbench, label: RegExp | string): Locator {
  return page.getByRole('treeitem', { name: label });
}

/** Clicks our icon in the activity bar. */
export async function openLessonsView(w: Workbench): Promise<void> {
  await w.page.locator('.activitybar').getByRole('tab', { name: 'Deep Learning' }).click();
  await treeRow(w, new RegExp(`^${LESSON}, `)).waitFor();
}

/** Opens the lesson from its row; its text is there when this returns. */
export async function openLesson(w: Workbench): Promise<Frame> {
  await openLessonsView(w);
  await treeRow(w, new RegExp(`^${LESSON}, `)).click();
  return lessonFrame(w);
}

export function lessonFrame(w: Workbench, title = LESSON): Promise<Frame> {
  return panelFrame(w, title, '.lesson-text h2');
}

/** A panel whose content is there. While panels change places, a page that was found can be gone a moment later. */
function panelFrame(w: Workbench, title: string, content: string): Promise<Frame> {
  return until(`the panel ${title}`, 40_000, async () => {
    const frame = await w.webviewFrame(title, 5000);
    await frame.locator(content).first().waitFor({ timeout: 5000 });
    return frame;
  });
}

/** Presses the button of the exercise's card and waits for the file with its lenses. */
export async function openExercise(w: Workbench, lesson: Frame): Promise<void> {
  await lesson
    .getByRole('button', { name: new RegExp(`exercise: ${EXERCISE}`) })
    .last()
    .click();
  await exerciseShown(w);
}

export async function exerciseShown(w: Workbench): Promise<void> {
  await w.page.locator('.tab', { hasText: FILE }).first().waitFor();
  await lens(w, 'Check').waitFor({ timeout: 30_000 });
}

/** A lens above the learner's function: Run, Debug, Stop, Check, Hint 0/3, Reset, … */
export function lens({ page }: Workbench, words: string): Locator {
  return page.locator('.codelens-decoration a', { hasText: new RegExp(`${words}$`) }).first();
}

/** Replaces the exercise's text through the clipboard and saves it; `focus` puts the cursor into the editor. */
export async function pasteCode(w: Workbench, code: string, focus: () => Promise<void>): Promise<void> {
  await focus();
  await w.page.evaluate((text) => navigator.clipboard.writeText(text), code);
  // An editor that is still settling loses a key now and then, so the disk is asked.
  await until(`${FILE} to be saved with the new text`, 20_000, async () => {
    await w.press('Control+A', 'Control+V', 'Control+S');
    return until('the text on disk', 3000, async () => (await readFile(learnerFile(w), 'utf8')) === code);
  });
  // Back to where the lenses are.
  await w.press('Control+Home');
}

/** Clicks into the text of the exercise. */
export async function clickIntoCode({ page }: Workbench): Promise<void> {
  await page.locator('.editor-instance .view-lines .view-line').nth(2).click();
}

/** Presses the lens and returns the run's panel, which opens beside the code. */
export async function startRun(w: Workbench, number: number): Promise<Frame> {
  await lens(w, 'Run').click();
  return runFrame(w, number);
}

export function runFrame(w: Workbench, number: number): Promise<Frame> {
  return panelFrame(w, `Run: cnn-mnist #${number}`, '.run-title');
}

/** Waits for the word of the status line: `Training`, `Finished`, `Stopped`. */
export async function untilStatus(run: Frame, word: string, limitMs = TRAINING_LIMIT_MS): Promise<void> {
  await run.locator('.run-status', { hasText: word }).waitFor({ timeout: limitMs });
}

/** Waits until a chart speaks of values, and says what it says: "Training loss fell from 2.301 to 0.412." */
export async function untilCurve(run: Frame): Promise<string> {
  const sentence = run.locator('.chart-sentence', { hasText: /\d/ }).first();
  await sentence.waitFor({ timeout: TRAINING_LIMIT_MS });
  return sentence.innerText();
}

/** The sum over all cells of the confusion matrix. */
export async function matrixSum(run: Frame): Promise<number> {
  const texts = await run.locator('.matrix-cell').allInnerTexts();
  return texts.reduce((sum, text) => sum + Number(text), 0);
}

/** The cell of a truth and an answer, both from 0 to 9. */
export function matrixCell(run: Frame, truth: number, predicted: number): Locator {
  return run.locator('.matrix-cell').nth(truth * 10 + predicted);
}

/** Opens the quiz from the lesson's steps. */
export async function openQuiz(w: Workbench, lesson: Frame): Promise<Frame> {
  await lesson.locator('.steps button', { hasText: 'Quiz' }).click();
  return quizFrame(w);
}

export function quizFrame(w: Workbench, title = `Quiz: ${LESSON}`): Promise<Frame> {
  return panelFrame(w, title, '#item-heading');
}

/** Brings a panel of the same column to the front. */
export async function showTab({ page }: Workbench, title: string): Promise<void> {
  await page
    .locator('.tab', { has: page.getByText(title, { exact: true }) })
    .first()
    .click();
}

/** What the panel said last to people who use a screen reader. */
export async function announced(frame: Frame): Promise<string> {
  return (await frame.locator('.visually-hidden[role="status"]').innerText()).trim();
}
