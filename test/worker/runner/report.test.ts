import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { decodeRunFile, encodeRunFile } from '../../../src/storage/runFile.ts';

const chromiumPath = process.env['DL_CHROMIUM'] ?? '/usr/bin/chromium';
const program = `import * as tf from '@tensorflow/tfjs';
const x = tf.randomNormal([200, 4]);
const y = tf.oneHot(x.argMax(1).toInt(), 4);
const model = tf.sequential({ name: 'picker', layers: [tf.layers.dense({ units: 4, inputShape: [4], activation: 'softmax' })] });
model.compile({ optimizer: tf.train.adam(0.05), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
await model.fit(x, y, { epochs: 5, validationSplit: 0.2 });
console.log('<b>done</b></script>');
`;

describe('dl-lessons run', () => {
  let folder = '';
  let events: { event: string; [field: string]: unknown }[] = [];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dl-report-'));
    const file = path.join(folder, 'picker.ts');
    await writeFile(file, program);
    const root = process.env['DL_ROOT'] ?? process.cwd();
    const options = [
      '--engine',
      'wasm',
      '--seed',
      '3',
      '--json',
      '--html',
      'report.html',
      '--save',
      'run.json',
    ];
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.cjs'), 'run', file, ...options], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(code, 0);
    events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('prints an event a line and ends with a summary', () => {
    assert.equal(events.at(-1)?.event, 'summary');
    const kinds = new Set(events.map(({ event }) => event));
    for (const kind of ['engine', 'metrics', 'model', 'evaluation', 'exhibit', 'console'])
      assert.ok(kinds.has(kind), `no ${kind}`);
    const summary = events.at(-1);
    assert.deepEqual((summary?.['ending'] as { kind: string }).kind, 'finished');
    assert.equal(summary?.['seed'], 3);
  });

  it('saves a run that reads back the same, hash and all', async () => {
    const text = await readFile(path.join(folder, 'run.json'), 'utf8');
    const read = decodeRunFile(text);
    assert.ok(read.ok);
    assert.equal(encodeRunFile(read.snapshot), text);
    assert.equal(read.snapshot.header.title, 'picker');
  });

  it('refuses a run file that is something else, newer, or damaged anywhere', async () => {
    const text = await readFile(path.join(folder, 'run.json'), 'utf8');
    assert.deepEqual(decodeRunFile('{}'), { ok: false, reason: 'not-a-run' });
    assert.deepEqual(decodeRunFile('curves'), { ok: false, reason: 'not-a-run' });
    assert.deepEqual(decodeRunFile(text.replace('"version":1', '"version":2')), {
      ok: false,
      reason: 'newer',
    });
    for (let at = 80; at < text.length; at += Math.ceil(text.length / 200)) {
      const other = text[at] === '1' ? '2' : '1';
      const read = decodeRunFile(text.slice(0, at) + other + text.slice(at + 1));
      assert.equal(read.ok, false, `a change at ${at} was not noticed`);
    }
  });

  it(
    'writes a report that opens from the disk, without a network, and draws',
    { skip: existsSync(chromiumPath) ? false : `no browser at ${chromiumPath}` },
    async () => {
      const browser = await chromium.launch({
        executablePath: chromiumPath,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      after(() => browser.close());
      const page = await browser.newPage();
      const problems: string[] = [];
      const asked: string[] = [];
      page.on('pageerror', ({ message }) => problems.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('request', (request) => asked.push(request.url()));
      const url = pathToFileURL(path.join(folder, 'report.html')).href;
      await page.goto(url);
      await page.getByRole('heading', { level: 1, name: 'picker #1' }).waitFor();
      await page.locator('canvas').first().waitFor();
      assert.match(await page.locator('.output-summary').innerText(), /Output/);
      assert.equal(await page.getByRole('button', { name: 'Run again' }).count(), 0);
      await page.getByRole('tab', { name: 'Classes' }).click();
      await page.locator('.tab-panel:not([hidden]) table tbody tr').first().waitFor();
      assert.deepEqual(problems, []);
      assert.deepEqual(
        asked.filter((one) => !one.startsWith('data:') && !one.startsWith('blob:')),
        [url],
      );
    },
  );
});
