import assert from 'node:assert/strict';
import { testInWorkbench, type Workbench } from './harness/workbench.ts';
import {
  clickIntoCode,
  FILE,
  lens,
  openExercise,
  openLesson,
  pasteCode,
  runFrame,
  solution,
  untilStatus,
} from './learner.ts';
import { until } from './until.ts';

/** The language server reads the declarations of TensorFlow.js first. */
const TYPES_LIMIT_MS = 60_000;

testInWorkbench('typing: completion and hover know TensorFlow.js without a network', {}, async (w) => {
  const asked = outsideRequests(w);
  const lesson = await openLesson(w);
  await openExercise(w, lesson);
  await clickIntoCode(w);
  await w.press('Control+End');
  await w.page.keyboard.type('\ntf.sequ');
  const widget = w.page.locator('.suggest-widget');
  await until('completion to offer sequential', TYPES_LIMIT_MS, async () => {
    await w.press('Control+Space');
    return until('the list', 3000, () => widget.getByText('sequential', { exact: true }).first().isVisible());
  });
  await w.press('Escape', 'Control+Z');
  await w.press('Control+Home');

  const word = w.page.locator('.view-line span', { hasText: /^sequential$/ }).first();
  const hover = w.page.locator('.monaco-hover:visible');
  await until('hover to tell the type', TYPES_LIMIT_MS, async () => {
    await w.page.mouse.move(0, 0);
    await word.hover();
    return until('the hover', 5000, async () =>
      /sequential\(.*Sequential/s.test(await hover.first().innerText()),
    );
  });
  // The import of the lesson's own module is understood too: nothing is underlined.
  await w.press('Escape');
  assert.equal(await w.page.locator('.squiggly-error').count(), 0);
  assert.deepEqual(asked, [], 'nothing left this machine');
});

testInWorkbench('typing: a breakpoint in the model is hit, and the run goes on after it', {}, async (w) => {
  const lesson = await openLesson(w);
  await openExercise(w, lesson);
  const code = await solution(1);
  await pasteCode(w, code, () => clickIntoCode(w));
  const line = code.split('\n').findIndex((text) => text.includes('const model = tf.sequential()')) + 1;
  await goToLine(w, line);
  await w.press('F9');
  await w.page.locator('.codicon-debug-breakpoint, .codicon-debug-breakpoint-unverified').first().waitFor();

  await lens(w, 'Debug').click();
  await w.page.locator('.debug-toolbar').waitFor({ timeout: 60_000 });
  await w.page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 60_000 });
  const run = await runFrame(w, 1);
  const stack = w.page.locator('.debug-call-stack .monaco-list-row', { hasText: 'createModel' }).first();
  await stack.waitFor();
  assert.match(await stack.innerText(), new RegExp(`${FILE}\\s+${line}:`), 'lines are the learner’s own');

  assert.equal(
    await w.page.locator('.tab', { hasText: FILE }).count(),
    1,
    'in the learner’s file, not in a copy of it',
  );

  await w.press('F5');
  await untilStatus(run, 'Finished');
  await w.page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout: 30_000 });
  await lens(w, 'Run').waitFor();
  assert.deepEqual(w.webviewErrors, []);
});

async function goToLine(w: Workbench, line: number): Promise<void> {
  await w.press('Control+g');
  await w.page.locator('.quick-input-widget input[type="text"]').first().fill(`:${line}`);
  await w.press('Enter');
  await w.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Addresses outside of this machine that the page or a webview asked for. VS Code's own gallery is not ours. */
function outsideRequests({ page }: Workbench): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isLocal =
      hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.vscode-cdn.net');
    if (/^(https?|wss?):$/.test(protocol) && !isLocal && !/open-vsx|gallery/.test(hostname))
      asked.push(request.url());
  });
  return asked;
}
