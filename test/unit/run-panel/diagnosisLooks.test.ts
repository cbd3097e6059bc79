import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { axeViolations, openRunPreviews, skipWithoutChromium, type RunPreviews } from './openRunPreview.ts';

const looks = [
  ['dark', 'en'],
  ['light', 'zh-TW'],
  ['high-contrast', 'zh-CN'],
  ['high-contrast-light', 'en'],
] as const;

describe('findings and the drawing area in every theme', { skip: skipWithoutChromium }, () => {
  let previews: RunPreviews;
  before(async () => {
    previews = await openRunPreviews();
  });
  after(() => previews.close());

  for (const [theme, locale] of looks)
    it(`axe finds nothing, and nothing scrolls sideways at 320 px: ${theme}, ${locale}`, async () => {
      const page = await previews.open(`scenario=overfit&theme=${theme}&locale=${locale}`, 320);
      await page.locator('.finding').waitFor();
      await page.locator('#prediction-open').click();
      assert.deepEqual(await axeViolations(page), []);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wider <= 0, `the page scrolls sideways by ${wider} px`);
      await page.close();
    });
});
