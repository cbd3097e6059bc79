import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { branchWords, noResumptions, resumeRefusals } from '../../../src/core/words/branch.ts';
import type { KeptEpoch } from '../../../src/protocol/checkpoint.ts';
import type { LocalText } from '../../../src/protocol/locale.ts';
import { epochAt, epochChoices, readRate } from '../../../webview/run/branch/epochChoices.ts';
import '../../../webview/run/preview/previewWindow.ts';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

const epoch = (number: number, loss: number, model = 'net'): KeptEpoch => ({
  model,
  epoch: number,
  updates: number * 10,
  elapsedMs: number * 1000,
  logs: { loss, val_loss: loss },
});

describe('epochs to go on from', () => {
  const epochs = [epoch(1, 3), epoch(2, 1), epoch(3, 2), epoch(5, 4)];

  it('are the last, the best, and all others from the newest on', () => {
    const choices = epochChoices(epochs, undefined, 'en');
    assert.deepEqual(
      choices.map(({ text }) => text),
      ['epoch 5, the last', 'epoch 2, the best: val_loss 1.000', 'epoch 3', 'epoch 1'],
    );
    assert.equal(epochAt(epochs, undefined)?.epoch, 5);
  });

  it('begin with the one that the panel shows', () => {
    assert.equal(epochAt(epochs, 4200)?.epoch, 3);
    assert.equal(epochAt(epochs, 500), undefined);
    const texts = epochChoices(epochs, 4200, 'en').map(({ text }) => text);
    assert.ok(texts.includes('epoch 3, shown above'), texts.join());
  });

  it('name their model where there are several', () => {
    const texts = epochChoices([epoch(1, 1, 'a'), epoch(1, 1, 'b')], undefined, 'en').map(({ text }) => text);
    assert.deepEqual(
      texts.map((text) => text.slice(0, 2)),
      ['a:', 'b:'],
    );
  });

  it('have no best one where no loss is a number', () => {
    const texts = epochChoices([epoch(1, NaN), epoch(2, NaN)], undefined, 'en').map(({ text }) => text);
    assert.deepEqual(texts, ['epoch 2, the last', 'epoch 1']);
  });

  it('take a learning rate that is a number above 0', () => {
    const texts = ['', ' 0.01 ', '1e-3', '0,5', '0', '-1', 'fast', 'Infinity', '1e999'];
    assert.deepEqual(texts.map(readRate), ['none', 0.01, 0.001, 0.5, 'bad', 'bad', 'bad', 'bad', 'bad']);
  });

  it('are spoken of in every language, with the same slots', () => {
    const slots = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    const tables: Record<string, LocalText>[] = [branchWords, noResumptions, resumeRefusals];
    for (const [key, text] of tables.flatMap((table) => Object.entries(table)))
      for (const locale of ['zh-TW', 'zh-CN'] as const)
        assert.equal(slots(text[locale]), slots(text.en), key);
  });
});

describe('going on from an epoch, in the panel', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });
  const start = (name: string) => ({ name, exact: true });

  it('offers the last epoch, and takes another one and another learning rate', async () => {
    const page = await previews.open('scenario=done&kept=epochs');
    await page.getByRole('button', start('Go on from epoch 10')).waitFor();
    const list = page.getByLabel('Epoch', { exact: true });
    assert.equal(await list.locator('option').count(), 10);
    assert.match((await list.locator('option').allInnerTexts()).join('\n'), /, the best: val_loss 0\.\d+/);
    await list.selectOption({ label: 'epoch 4' });
    const rate = page.locator('.branch-rate input');
    await rate.fill('quick');
    await page.getByRole('button', start('Go on from epoch 4')).click();
    await page.getByRole('alert').getByText('The learning rate must be a number above 0').waitFor();
    assert.equal(await page.evaluate(() => (window.asked ?? []).some(([name]) => name === 'branch')), false);
    await rate.fill('0.0005');
    await rate.press('Enter');
    await page.waitForFunction(() => (window.asked ?? []).some(([name]) => name === 'branch'));
    const asked = await page.evaluate(() => (window.asked ?? []).find(([name]) => name === 'branch')?.[1]);
    assert.deepEqual(asked, { model: 'cnn', epoch: 4, learningRate: 0.0005 });
    await page.close();
  });

  it('appears when a run ends, and not before', async () => {
    const page = await previews.open('scenario=paused&kept=epochs');
    assert.equal(await page.locator('.branch').isVisible(), false);
    await page.evaluate(() => window.endRun?.({ kind: 'stopped', forced: false }));
    await page.getByRole('button', start('Go on from epoch 3')).waitFor();
    await page.close();
  });

  it('says where a run came from, and why nothing can go on from a loop or an old run', async () => {
    const texts = {
      branched: /Goes on from epoch 4 of run #6, with learning rate 0\.0005\. The file had changed/,
      loop: /A training loop of your own has no epochs .* from the start\./,
      gone: /only the latest runs keep them\. .* from the start\./,
      changed: /The file has changed since that run/,
    };
    for (const [kept, text] of Object.entries(texts)) {
      const page = await previews.open(`scenario=done&kept=${kept}`);
      await page.locator('.branch').getByText(text).waitFor();
      if (kept === 'loop' || kept === 'gone') {
        await page.getByRole('button', { name: 'Run again with the same seed', exact: true }).click();
        await page.waitForFunction(() => (window.asked ?? []).some(([name]) => name === 'runAgain'));
      }
      await page.close();
    }
  });

  it('has no accessibility violations, and fits into 320 px in every language', async () => {
    const states = [
      ['kept=changed&theme=light&locale=en', 1200],
      ['kept=epochs&theme=dark&locale=zh-TW', 320],
      ['kept=loop&theme=high-contrast&locale=en', 320],
      ['kept=epochs&theme=high-contrast-light&locale=zh-CN', 320],
    ] as const;
    for (const [index, [query, width]] of states.entries()) {
      const page = await previews.open(`scenario=done&${query}`, width);
      await page.locator('.branch-note').first().waitFor();
      assert.deepEqual(await axeViolations(page, index < 2 ? 'everything' : 'colours'), [], query);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, query);
      await page.close();
    }
  });
});
