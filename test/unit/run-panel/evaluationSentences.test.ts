import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

/** What is said, and in which tab, about evaluations of which there is nothing to draw. */
const sentences = {
  oddClasses: [['Threshold', /none of the classes: 3; left out because the model gave NaN: 2/]],
  oneClass: [
    ['Threshold', /There is no curve\. Samples of “1”: 1; of anything else: 0/],
    ['Mistakes', /No mistakes here/],
  ],
  logits: [['Threshold', /outputs of this model are no probabilities/]],
  words: [
    ['Threshold', /has 50000000 probabilities/],
    ['Mistakes', /of 5000 samples are wrong/],
    ['Classes', /The first 200 of 10000 classes/],
    ['Confusion', /The 40 of 10000 classes with the most mistakes/],
  ],
  empty: [
    ['Mistakes', /appear when it is tested/],
    ['Threshold', /appear when a classifier/],
  ],
} as const;

describe('evaluations with nothing to draw', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(async () => {
    await previews.close();
    assert.deepEqual(previews.problems, []);
  });

  it('says in a sentence what cannot be drawn, at 320 px in high contrast, without scrolling sideways', async () => {
    for (const [index, [scenario, tabs]] of Object.entries(sentences).entries()) {
      const theme = index % 2 === 0 ? 'high-contrast' : 'high-contrast-light';
      const page = await previews.open(`scenario=${scenario}&theme=${theme}`, 320);
      for (const [tab, pattern] of tabs) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        const shown = page.locator('.tab-panel:not([hidden])');
        await shown.getByText(pattern).first().waitFor();
        assert.match(await shown.innerText(), pattern, `${scenario} ${tab}`);
        assert.deepEqual(await axeViolations(page), [], `${scenario} ${tab}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 320, `${scenario} ${tab} is ${width} px wide`);
      }
      await page.close();
    }
  });
});
