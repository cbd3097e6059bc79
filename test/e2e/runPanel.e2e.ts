import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { compareWords } from '../../src/core/words/compare.ts';
import { runWords } from '../../src/core/words/run.ts';
import { testInWorkbench } from './harness/workbench.ts';
import {
  clickIntoCode,
  openExercise,
  openLesson,
  pasteCode,
  runFrame,
  solution,
  startRun,
  treeRow,
  untilStatus,
} from './learner.ts';
import { until } from './until.ts';

/** The figures of the last epoch, as the Epochs tab has them. */
async function lastEpoch(run: Frame): Promise<string> {
  await run.getByRole('tab', { name: runWords.tabEpochs.en }).click();
  const row = run.locator('.epochs-rows tbody tr').last();
  await row.waitFor();
  return row.innerText();
}

testInWorkbench(
  'run panel: going on from an epoch ends where the run ended, and both are compared',
  {},
  async (w) => {
    const lesson = await openLesson(w);
    await openExercise(w, lesson);
    await pasteCode(w, await solution(2), () => clickIntoCode(w));
    const first = await startRun(w, 1);
    await untilStatus(first, 'Finished');
    const wanted = await lastEpoch(first);
    assert.match(wanted, /^2\s+[\d.]+/);

    const epochs = first.getByLabel('Epoch', { exact: true });
    const names = await epochs.locator('option').allInnerTexts();
    await epochs.selectOption({ index: names.findIndex((name) => name.startsWith('epoch 1')) });
    await first.getByRole('button', { name: 'Go on from epoch 1', exact: true }).click();
    const second = await runFrame(w, 2);
    // The panel still shows the first run when its title says the second.
    await second.getByText(/Goes on from epoch 1 of run #1/).waitFor();
    await untilStatus(second, 'Finished');
    assert.equal(
      await lastEpoch(second),
      wanted,
      'bit for bit what the run came to that was not interrupted',
    );
    await treeRow(w, /^#2 cnn-mnist, /).waitFor();

    await second.getByRole('button', { name: runWords.runAgainMore.en }).click();
    await second.getByRole('menuitem', { name: compareWords.compareRuns.en }).click();
    const comparison = await until('the panel that compares', 40_000, async () => {
      const frame = await w.webviewFrame(compareWords.title.en, 5000);
      await frame.locator('.chart-entry').nth(1).waitFor({ timeout: 5000 });
      return frame;
    });
    const labels = await comparison.locator('.chart').first().locator('.chart-label').allInnerTexts();
    assert.deepEqual(labels, ['#1', '#2']);
    assert.equal(await comparison.locator('tbody tr').count(), 2);
    assert.deepEqual(w.webviewErrors, []);
  },
);
