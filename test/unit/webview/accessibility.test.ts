import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations } from './axeViolations.ts';
import { openPreviews, skipWithoutChromium, type App, type Previews } from './openPreview.ts';

/** The states of a page worth looking at: each step starts where the one before left off. */
const states: Readonly<
  Record<Exclude<App, 'run'>, readonly [name: string, step: (page: Page) => Promise<void>][]>
> = {
  lesson: [
    ['as it opens', () => Promise.resolve()],
    [
      'everything unfolded',
      (page) =>
        page.locator('details').evaluateAll((all) => {
          for (const details of all) details.setAttribute('open', '');
        }),
    ],
  ],
  quiz: [
    ['a question', () => Promise.resolve()],
    [
      'a wrong answer',
      async (page) => {
        await page.keyboard.press('2');
        await page.keyboard.press('Enter');
        await page.locator('.verdict').waitFor();
      },
    ],
    [
      'an entry with its hint',
      async (page) => {
        await page.locator('#dot-2').click();
        await page.locator('#show-hint').click();
        await page.locator('#entry input').fill('x');
        await page.locator('#entry input').press('Enter');
        await page.locator('#entry[data-unreadable]').waitFor();
      },
    ],
    [
      'an order, judged',
      async (page) => {
        await page.locator('#dot-4').click();
        await page.locator('#check').click();
        await page.locator('.verdict').waitFor();
      },
    ],
    ['the overview', (page) => page.locator('#dot-5').click()],
  ],
  doctor: [
    ['a report', () => Promise.resolve()],
    ['its messages', (page) => page.locator('details summary').first().click()],
    [
      'an examination',
      async (page) => {
        await page.locator('#again').click();
        await page.locator('#cancel').waitFor();
      },
    ],
  ],
  compare: [
    ['curves of eight runs', (page) => page.locator('.chart').nth(1).waitFor()],
    ['a chart as a table', (page) => page.getByRole('button', { name: 'Show as table' }).first().click()],
    ['nothing drawn', (page) => page.getByRole('button', { name: 'Draw none' }).click()],
    [
      'a deleted run',
      async (page) => {
        await page.locator('[id^=remove-]').first().click();
        await page.locator('#undo').waitFor();
      },
    ],
  ],
};

describe('accessibility', { skip: skipWithoutChromium }, () => {
  let previews: Previews;
  before(async () => {
    previews = await openPreviews();
  });
  after(() => previews.close());

  for (const app of ['lesson', 'quiz', 'doctor', 'compare'] as const)
    for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const)
      test(`${app}, ${theme}, wide and narrow`, async () => {
        const page = await previews.open(app, { theme, height: 700 });
        for (const [name, step] of states[app]) {
          await step(page);
          // What is wrong with names and roles is wrong in every theme; colours are not.
          const extent = theme === 'dark' ? 'everything' : 'colours';
          assert.deepEqual(await axeViolations(page, extent), [], name);
          await page.setViewportSize({ width: 320, height: 700 });
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(wider <= 0, `${name}: the page scrolls sideways by ${wider} px`);
          if (theme === 'dark') assert.deepEqual(await axeViolations(page), [], `${name}, narrow`);
          await page.setViewportSize({ width: 1200, height: 700 });
        }
        await page.close();
      });
});
