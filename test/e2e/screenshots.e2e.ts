import assert from 'node:assert/strict';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testInWorkbench, type Frame, type Workbench } from './harness/workbench.ts';
import {
  clickIntoCode,
  openExercise,
  openLesson,
  pasteCode,
  solution,
  startRun,
  untilStatus,
} from './learner.ts';

/*
 * The pictures of the README: the real editor, the real run of the reference solution. `UPDATE_SCREENSHOTS=1` renews
 * media/screenshots; otherwise nothing is done here: the test by mouse walks the same way.
 */
const keep = process.env['UPDATE_SCREENSHOTS'] === '1';
const folder = join(process.env['DL_ROOT'] ?? process.cwd(), 'media', 'screenshots');
const epochs = 8;

async function picture(w: Workbench, name: string): Promise<void> {
  const file = await w.screenshot(`readme-${name}`);
  assert.ok((await stat(file)).size > 20_000);
  await mkdir(folder, { recursive: true });
  await copyFile(file, join(folder, `${name}.png`));
}

/** The most frequent mistake: the largest count off the diagonal. */
async function openWorstMistake(run: Frame): Promise<void> {
  const counts = (await run.locator('.matrix-cell').allInnerTexts()).map(Number);
  const classes = Math.sqrt(counts.length);
  const mistakes = counts.map((count, cell) => (Math.floor(cell / classes) === cell % classes ? -1 : count));
  await run
    .locator('.matrix-cell')
    .nth(mistakes.indexOf(Math.max(...mistakes)))
    .click();
}

/** Each theme with a language of its own: the flow is walked in English, then the lesson's language is changed. */
const looks = [
  { theme: 'dark', locale: 'en' },
  { theme: 'light', locale: 'zh-TW' },
  { theme: 'hcDark', locale: 'zh-CN' },
] as const;

if (!keep) void test('pictures of the README', { skip: 'UPDATE_SCREENSHOTS=1 renews them' }, () => undefined);
for (const { theme, locale } of keep ? looks : []) {
  const viewport = { width: 1680, height: 1000 };
  testInWorkbench(`pictures: ${theme}, ${locale}`, { theme, viewport }, async (w) => {
    const lesson = await openLesson(w);
    await openExercise(w, lesson);
    await pasteCode(w, await solution(epochs), () => clickIntoCode(w));
    const run = await startRun(w, 1);
    await untilStatus(run, 'Finished');
    if (locale !== 'en') await lesson.locator('select').first().selectOption(locale);
    await run.locator(`html[lang="${locale}"], body`).first().waitFor();
    await picture(w, `${theme}-run`);
    await openWorstMistake(run);
    await picture(w, `${theme}-matrix`);
    await lesson.locator('.steps button').last().click();
    await w.webviewFrame({ en: 'Quiz', 'zh-TW': '測驗', 'zh-CN': '测验' }[locale]);
    await picture(w, `${theme}-quiz`);
  });
}
