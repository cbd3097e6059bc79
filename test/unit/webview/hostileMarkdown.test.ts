import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type {} from '../../../webview/lesson/preview/previewWindow.ts';
import { hostilePayloads } from './hostilePayloads.ts';
import { openPreviews, skipWithoutChromium, type Previews } from './openPreview.ts';

/** Everything in the shown text that only a text treated as HTML, or an address taken at its word, could bring in. */
function findHarm(): string[] {
  const text = document.querySelector('.lesson-text');
  if (!text) return ['the text is gone'];
  const own = new URL('media/', location.href).href;
  const elements = [...text.querySelectorAll('*')];
  const harm = elements.flatMap((element) => {
    const found: string[] = [];
    const tag = element.localName;
    if (/^(script|style|iframe|object|embed|base|meta|link|form|video|audio|source|animate)$/.test(tag))
      found.push(tag);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`${tag} ${name}`);
      if (name === 'href' && !/^(#$|https?:\/\/(?!evil\.|good\.))/.test(value))
        found.push(`${tag} href ${value}`);
      if (name === 'src' && !value.startsWith(own)) found.push(`${tag} src ${value}`);
      if (name === 'srcdoc' || name === 'action' || name === 'formaction') found.push(`${tag} ${name}`);
    }
    return found;
  });
  if ('pwned' in window) harm.push('code ran');
  if (document.querySelectorAll('#app').length !== 1) harm.push('an id was taken over');
  return harm;
}

describe('hostile Markdown has no effect', { skip: skipWithoutChromium }, () => {
  let previews: Previews;
  let page: Page;
  before(async () => {
    previews = await openPreviews();
    page = await previews.open('lesson');
  });
  after(() => previews.close());

  for (const payload of hostilePayloads)
    test(JSON.stringify(payload), async () => {
      await page.evaluate((markdown) => window.changeLesson?.({ markdown: `${markdown}\n\nEND` }), payload);
      await page.waitForFunction(() => document.querySelector('.lesson-text')?.textContent.includes('END'));
      await page.evaluate(() => {
        for (const link of document.querySelectorAll<HTMLElement>('.lesson-text :is(a, span, summary)'))
          link.click();
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      await page.waitForTimeout(20);
      assert.deepEqual(await page.evaluate(findHarm), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(width <= 0, 'the page does not grow sideways');
      // Only the addresses that a person may follow were asked for, and the page itself went nowhere.
      const opened = await page.evaluate(() => (window.asked ?? []).filter(([name]) => name === 'openLink'));
      for (const [, params] of opened.splice(0)) assert.deepEqual(params, { href: 'https://x.example/' });
      assert.match(page.url(), /^http:\/\/preview\.test\/preview\.html\?theme=dark$/);
      assert.deepEqual(previews.strayRequests, []);
      assert.equal(page.context().pages().length, 1);
    });

  test('the search above would find harm if there were any', async () => {
    await page.evaluate(() => {
      const text = document.querySelector('.lesson-text');
      if (text)
        text.innerHTML =
          '<a href="javascript:x">a</a><img src="//evil.example/x" onerror="x"><iframe></iframe>';
    });
    assert.deepEqual(await page.evaluate(findHarm), [
      'a href javascript:x',
      'img src //evil.example/x',
      'img onerror',
      'iframe',
    ]);
  });
});
