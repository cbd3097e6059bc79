import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type {} from '../../../webview/lesson/preview/previewWindow.ts';
import { openPreviews, skipWithoutChromium, type Previews } from './openPreview.ts';

let previews: Previews;
let page: Page;

const skip = skipWithoutChromium;
before(async () => {
  if (!skip) previews = await openPreviews();
});
after(async () => {
  if (!skip) await previews.close();
});

let texts = 0;
/** The text area after `markdown` has become the lesson. Each text ends in a mark of its own: the former one ends in a mark too. */
async function show(markdown: string): Promise<void> {
  const end = `END ${++texts}`;
  await page.evaluate((text) => window.changeLesson?.({ markdown: text }), `${markdown}\n\n${end}`);
  await page.waitForFunction(
    (mark) => document.querySelector('.lesson-text')?.textContent.endsWith(mark),
    end,
  );
}

const html = (selector: string) => page.locator(`.lesson-text ${selector}`);
/** The first `count` requests of this name, once there are so many. */
async function asked(name: string, count = 1): Promise<unknown[]> {
  await page.waitForFunction(
    ([wanted, least]) => (window.asked ?? []).filter(([request]) => request === wanted).length >= least,
    [name, count] as const,
  );
  return page.evaluate(
    (wanted) => (window.asked ?? []).filter(([request]) => request === wanted).map(([, params]) => params),
    name,
  );
}

test('the panel opens without a problem under the policy of the editor', { skip }, async () => {
  page = await previews.open('lesson');
  assert.equal(await page.locator('h1').textContent(), 'CNN on MNIST');
  assert.deepEqual(previews.problems, []);
});

test('there is one primary button, for the first step that is not done', { skip }, async () => {
  const primary = page.locator('vscode-button[appearance=primary]');
  assert.equal(await primary.count(), 1);
  await primary.click();
  assert.deepEqual(await asked('openExercise'), [{ exerciseId: '6f1c2d9e-cnn' }]);
});

test('code tabs: one stop, arrows choose, and the choice holds for every group', { skip }, async () => {
  const group = '::: tabs\n```ts TF.js\na\n```\n```python Keras\nb\n```\n```python PyTorch\nc\n```\n:::';
  await show(`${group}\n\nbetween\n\n${group}\n\n::: tabs\n\`\`\`ts TF.js\nonly\n\`\`\`\n:::`);
  const tabs = html('[role=tab]');
  assert.deepEqual(
    await tabs.evaluateAll((all) => all.map((tab) => (tab as HTMLElement).tabIndex)),
    [0, -1, -1, 0, -1, -1, 0],
  );
  await tabs.nth(0).focus();
  const chosen = () => html('[role=tab][aria-selected=true]').allTextContents();
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await chosen(), ['Keras', 'Keras', 'TF.js']);
  await page.keyboard.press('End');
  assert.deepEqual(await chosen(), ['PyTorch', 'PyTorch', 'TF.js']);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'PyTorch');
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await chosen(), ['TF.js', 'TF.js', 'TF.js']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await html('[role=tabpanel]:visible pre').allTextContents(), ['b', 'b', 'only']);
  await show(group);
  // The panel takes the new text in when it gets to it.
  await tabs.nth(3).waitFor({ state: 'detached' });
  assert.deepEqual(await chosen(), ['Keras'], 'kept for the next text');
});

test('callouts, with their own title or the default one', { skip }, async () => {
  await show('::: note\nplain\n:::\n\n::: warning Mind *this* $x$\nlist:\n\n- a\n:::');
  assert.equal(await html('.box-note .box-title span:not(.icon)').first().textContent(), 'Note');
  const title = html('.box-warning .box-title');
  assert.match((await title.textContent()) ?? '', /Watch out: Mind this/);
  assert.equal(await title.locator('em').textContent(), 'this');
  assert.equal(await html('.box-warning li').count(), 1);
});

test('questions and asks hide their answers until opened by keyboard', { skip }, async () => {
  await show('::: question Why?\nBecause.\n:::\n\n::: ask Explain\nLike so.\n:::');
  const answers = html('.fold-body');
  assert.equal(await answers.nth(0).isVisible(), false);
  await html('summary').nth(0).focus();
  await page.keyboard.press('Enter');
  assert.equal(await answers.nth(0).innerText(), 'Because.');
  await html('summary').nth(1).focus();
  assert.match(await html('summary').nth(1).innerText(), /Show answer$/);
  await page.keyboard.press('Space');
  assert.match(await html('summary').nth(1).innerText(), /Hide answer$/);
  assert.equal(await answers.nth(1).innerText(), 'Like so.');
});

test('directives nest, stand in lists, and look past code', { skip }, async () => {
  await show(
    [
      ':::: tip Outer',
      '::: note Inner',
      '```text',
      ':::',
      '```',
      'after code',
      ':::',
      'still outer',
      '::::',
      '',
      '- item',
      '',
      '  ::: note In a list',
      '  text',
      '  :::',
      '',
      '::: tip Same colons',
      '::: note Nested',
      'deep',
      ':::',
      'shallow',
      ':::',
      'outside',
    ].join('\n'),
  );
  assert.match(await html('.box-tip').nth(0).innerText(), /after code[\s\S]*still outer/);
  assert.equal(await html('.box-tip .box-note pre').textContent(), ':::');
  assert.equal(await html('li .box-note').count(), 1);
  assert.match(await html('.box-tip').nth(1).innerText(), /deep[\s\S]*shallow/);
  assert.equal(await html('> p').first().textContent(), 'outside');
});

test(
  'a block that is never closed ends with the text; unknown ones are named and keep their content',
  { skip },
  async () => {
    await show('::: hologram of it\ninside\n:::\n\n::: constructor\nx\n:::\n\n::: note\nopen');
    assert.match(
      await html('.box-unknown').nth(0).innerText(),
      /cannot show the part “hologram”[\s\S]*inside/,
    );
    assert.match(await html('.box-unknown').nth(1).innerText(), /“constructor”/);
    assert.match(await html('.box-note').innerText(), /open[\s\S]*END/);
  },
);

test('exercise and quiz cards lead out of the text and follow the state', { skip }, async () => {
  await show(
    '::: exercise 6f1c2d9e-cnn\n:::\n\n::: exercise gone\n\n::: quiz\n:::\n::: quiz weight-sharing\n:::',
  );
  const cards = html('.card');
  assert.match(await cards.nth(0).innerText(), /A network that reads digits[\s\S]*in progress/);
  assert.match(await cards.nth(1).innerText(), /no exercise “gone”/);
  await cards.nth(2).locator('vscode-button').click();
  await cards.nth(3).locator('vscode-button').click();
  assert.deepEqual(await asked('openQuiz', 2), [{}, { itemId: 'weight-sharing' }]);
  await cards.nth(2).locator('vscode-button').focus();
  await page.evaluate(() => window.changeLesson?.({ quiz: { items: 6, answered: 2, correct: 1 } }));
  await cards.nth(2).getByText('2 of 6 answered, 1 right').waitFor();
  assert.equal(
    await page.evaluate(() => document.activeElement?.textContent),
    'Continue quiz',
    'focus is kept',
  );
});

test('an exercise may be named by its folder, as its step does', { skip }, async () => {
  await page.evaluate(() =>
    window.changeLesson?.({
      steps: [
        {
          step: { kind: 'exercise', exercise: 'cnn-mnist' },
          title: 'A network that reads digits',
          state: 'todo',
        },
      ],
    }),
  );
  await show('::: exercise cnn-mnist\n:::');
  await html('.card vscode-button').click();
  await page.locator('#step-0').click();
  const before = [{ exerciseId: '6f1c2d9e-cnn' }];
  assert.deepEqual(await asked('openExercise', 3), [...before, ...before, ...before]);
});

test('mathematics is drawn and can be read out; money stays money', { skip }, async () => {
  await show(
    'It costs $5 and $6. Inline $a_1 + b_2$, `$code$`, \\$x\\$.\n\n$$\n\\sum_i x_i\n$$\n\n$$ y $$\n\n$\\undefinedmacro{$',
  );
  assert.equal(await html('.math-inline').count(), 2);
  assert.equal(await html('.math-inline annotation').textContent(), 'a_1 + b_2');
  assert.equal(await html('.math-block').count(), 2);
  assert.match(await html('p').first().innerText(), /costs \$5 and \$6/);
  assert.equal(await html('.math-error').textContent(), '\\undefinedmacro{');
});

test('code is coloured, titled and copied', { skip }, async () => {
  await show('```ts cnn.ts\nconst a = `<b>${1}</b>`;\n```\n\n```cobol\nMOVE <A> TO B\n```');
  assert.equal(await html('.code-title').textContent(), 'cnn.ts');
  assert.equal(await html('.hljs-keyword').textContent(), 'const');
  assert.equal(await html('pre').nth(1).textContent(), 'MOVE <A> TO B');
  await html('.code-copy').first().focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await asked('copyCode'), [{ text: 'const a = `<b>${1}</b>`;' }]);
  assert.equal((await page.locator('[role=status]').last().textContent())?.trim(), 'Copied');
});

test('links go where they should, and only there', { skip }, async () => {
  await show(
    '[web](https://example.org/x) [lesson](lesson:pooling) [there](#far-away) [odd](other.md)\n\n## Far *away*',
  );
  assert.equal(await html('a').count(), 3);
  for (const name of ['web', 'lesson', 'there']) await html('a').getByText(name).click();
  assert.deepEqual(await asked('openLink'), [{ href: 'https://example.org/x' }]);
  assert.deepEqual(await asked('openLesson'), [{ lessonId: 'pooling' }]);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'section-far-away');
  assert.equal(new URL(page.url()).hash, '');
});

test('Chinese lines join without a space, and its punctuation does not stop emphasis', { skip }, async () => {
  await show('第一行，\n第二行 and\nEnglish **重點：**文字 **「引」**的 a**b**c');
  assert.equal(await html('p').first().textContent(), '第一行，第二行 and\nEnglish 重點：文字 「引」的 abc');
  assert.deepEqual(await html('strong').allTextContents(), ['重點：', '「引」', 'b']);
});

test('headings start below the title and do not collide; tables align', { skip }, async () => {
  await show('# One\n\n# One\n\n##### Deep\n\n| a | b |\n|---|--:|\n| 1 | 2 |');
  assert.deepEqual(
    await html('h2, h3, h4').evaluateAll((all) => all.map((one) => `${one.tagName} ${one.id}`)),
    ['H2 section-one', 'H2 section-one-1', 'H4 section-deep'],
  );
  assert.equal(
    await html('td')
      .nth(1)
      .evaluate((cell) => getComputedStyle(cell).textAlign),
    'right',
  );
});

test('another language is asked of the host and keeps the focus on the list', { skip }, async () => {
  await page.locator('#locale').focus();
  await page.selectOption('#locale', 'zh-TW');
  await page.getByRole('heading', { level: 1, name: '用 CNN 辨識 MNIST' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'locale');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-TW');
  assert.deepEqual(previews.problems, []);
});

test('reading: where one is is remembered, the end is noticed once', { skip }, async () => {
  const fresh = await previews.open('lesson', { height: 500 });
  await fresh.evaluate(() =>
    window.changeLesson?.({
      steps: [{ step: { kind: 'read' }, title: 'Read', state: 'todo' }],
      markdown: 'line\n\n'.repeat(200),
      scroll: 0.5,
    }),
  );
  await fresh.waitForFunction(() => window.scrollY > 1000);
  assert.equal(await fresh.locator('vscode-button[appearance=primary]').textContent(), 'Continue reading');
  const reports = () =>
    fresh.evaluate(() =>
      (window.asked ?? []).map(([name, params]) => [name, params] as [string, { scroll?: number }]),
    );
  await fresh.waitForFunction(() => window.asked?.some(([name]) => name === 'rememberScroll'));
  const scrolls = (await reports()).filter(([name]) => name === 'rememberScroll');
  assert.ok(Math.abs((scrolls.at(-1)?.[1].scroll ?? 0) - 0.5) < 0.02);
  assert.equal(
    (await reports()).some(([name]) => name === 'markRead'),
    false,
  );
  await fresh.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await fresh.waitForFunction(() => window.asked?.some(([name]) => name === 'markRead'));
  await fresh.evaluate(() => window.scrollTo(0, 0));
  await fresh.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await fresh.waitForTimeout(1000);
  assert.equal((await reports()).filter(([name]) => name === 'markRead').length, 1);
  await fresh.close();
});

test('a lesson that cannot be opened says why, and opens on another try', { skip }, async () => {
  const fresh = await previews.open('lesson', { query: '&fail=1' });
  assert.equal(await fresh.locator('h1').textContent(), 'The lesson could not be opened');
  await fresh.getByText('The pack “Deep Learning” has been removed.').waitFor();
  await fresh.getByRole('button', { name: 'Try again' }).click();
  await fresh.getByRole('heading', { level: 1, name: 'CNN on MNIST' }).waitFor();
  await fresh.close();
});

test('something that did not work is said in the page, and can be put away', { skip }, async () => {
  const fresh = await previews.open('lesson');
  await fresh.evaluate(() => window.changeLesson?.({ markdown: '[gone](lesson:gone)' }));
  await fresh.getByText('gone', { exact: true }).click();
  const bar = fresh
    .getByRole('alert')
    .filter({ hasText: 'That did not work: No installed pack has this lesson.' });
  await bar.waitFor();
  await bar.getByRole('button', { name: 'Close' }).click();
  await bar.waitFor({ state: 'detached' });
  await fresh.close();
});
