import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { endingSentence } from '../../../src/core/words/endings.ts';
import type { Ending } from '../../../src/protocol/ending.ts';
import { locales } from '../../../src/protocol/locale.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());
afterEach(() => assert.deepEqual(bench.workersLeft(), [], 'a worker process was left behind'));

/** The ending has the kind and line, and a sentence without empty slots in every language. */
function assertEnding(ending: Ending, kind: Ending['kind'], line?: number): void {
  assert.equal(ending.kind, kind, JSON.stringify(ending));
  if (line !== undefined)
    assert.equal('at' in ending ? ending.at?.line : undefined, line, JSON.stringify(ending));
  const sentences = locales.map((locale) => endingSentence(ending, locale));
  for (const sentence of sentences) assert.doesNotMatch(sentence, /\{\w+\}|undefined|NaN/);
  assert.equal(new Set(sentences).size, sentences.length, `not translated: ${sentences.join(' | ')}`);
}

const tinyModel = `
const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
model.compile({ optimizer: tf.train.sgd(rate), loss: 'meanSquaredError' });`;

describe('what a program can do wrong', () => {
  it('a TypeScript syntax error is told at its line', async () => {
    const { ending } = await bench.run('syntax.ts', 'const fine = 1;\nconst broken: number = ;\n');
    assertEnding(ending, 'syntax', 2);
  });

  it('a JavaScript module syntax error is told at its line', async () => {
    const { ending } = await bench.run(
      'syntax.js',
      "import * as tf from '@tensorflow/tfjs';\n\nconst broken = (1 + ;\n",
    );
    assertEnding(ending, 'syntax', 3);
  });

  it('TypeScript that needs compiling is refused at its line', async () => {
    const { ending } = await bench.run(
      'enum.ts',
      'const fine = 1;\nenum Colour { red }\nexport { fine, Colour };\n',
    );
    assertEnding(ending, 'syntax', 2);
  });

  it('a syntax error in an imported file is told in that file', async () => {
    const imported = await bench.write('imported.ts', 'export const a = 1;\nexport const b = = 2;\n');
    const { ending } = await bench.run(
      'importer.ts',
      "import { a } from './imported.ts';\nconsole.log(a);\n",
    );
    assertEnding(ending, 'syntax', 2);
    assert.equal(ending.kind === 'syntax' && ending.at.file, imported);
  });

  it('an exception is told at the line that threw', async () => {
    const { ending } = await bench.run(
      'throws.ts',
      'export function main(): void {\n  const none: string[] = [];\n  none[0].length;\n}\n',
    );
    assert.equal(ending.kind === 'threw' && ending.at?.line, 3, JSON.stringify(ending));
  });

  it('an exception in a timer is told at its line', async () => {
    const { ending } = await bench.run(
      'late.js',
      "setTimeout(() => {\n  throw new RangeError('too late');\n}, 20);\n",
    );
    assert.equal(ending.kind === 'threw' && ending.at?.line, 2, JSON.stringify(ending));
  });

  it('a rejected promise that nobody awaits is told at its line', async () => {
    const { ending } = await bench.run(
      'reject.js',
      "async function train() {\n  throw new Error('lost');\n}\ntrain();\n",
    );
    assert.equal(ending.kind === 'threw' && ending.at?.line, 2, JSON.stringify(ending));
  });

  it('a wrong shape is told at the call, in words of the learner’s language', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';\nconst rate = 0.1;${tinyModel}\nawait model.fit(tf.ones([4, 5]), tf.ones([4, 2]));\n`;
    const { ending } = await bench.run('shape.ts', text);
    assertEnding(ending, 'threw', 5);
    assert.match(endingSentence(ending, 'en'), /samples of shape \[3\].*samples of shape \[5\]/);
    assert.match(endingSentence(ending, 'zh-TW'), /形狀/);
  });

  it('a loss that is not a number ends fit() and names epoch and batch', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';\nconst rate = 1e30;${tinyModel}\nawait model.fit(tf.ones([64, 3]), tf.ones([64, 2]), { epochs: 9 });\n`;
    const { ending, snapshot } = await bench.run('nan.ts', text);
    assertEnding(ending, 'diverged', 5);
    assert.equal(ending.kind === 'diverged' && ending.epoch, 1);
    assert.ok(
      snapshot.blocks.some(({ values }) => values.length > 0),
      'the curve up to there is kept',
    );
  });

  it('a loss that is not a number ends a custom loop at its line', async () => {
    const text = [
      "import * as tf from '@tensorflow/tfjs';",
      'const w = tf.variable(tf.scalar(1));',
      'const optimizer = tf.train.sgd(1e30);',
      'for (let i = 0; i < 100; i++) {',
      '  optimizer.minimize(() => w.square().asScalar());',
      '}',
    ].join('\n');
    const { ending } = await bench.run('nan-loop.ts', text);
    assertEnding(ending, 'diverged', 5);
  });

  it('an infinite loop is ended and its line is found', async () => {
    const text = 'export function main() {\n  let n = 0;\n  for (;;) {\n    n += Math.sqrt(n);\n  }\n}\n';
    const { ending } = await bench.run('loop.ts', text, { stallSeconds: 2 });
    assert.ok(ending.kind === 'stalled' && [3, 4].includes(ending.at?.line ?? 0), JSON.stringify(ending));
    assertEnding(ending, 'stalled');
  });

  it('tensors without end are stopped at the memory limit', async () => {
    const text =
      "import * as tf from '@tensorflow/tfjs';\nconst kept = [];\nfor (;;) {\n  kept.push(tf.ones([1000, 1000]));\n}\n";
    const { ending } = await bench.run('tensors.js', text, { memoryMb: 700 });
    assertEnding(ending, 'memory');
    assert.ok(ending.kind === 'memory' && ending.usedMb < 2000, JSON.stringify(ending));
  });

  it('objects without end are stopped at the memory limit', async () => {
    const { ending } = await bench.run(
      'objects.js',
      'const kept = [];\nfor (;;) kept.push({ n: kept.length });\n',
      { memoryMb: 500 },
    );
    assertEnding(ending, 'memory');
  });

  it('process.exit() is told at its line', async () => {
    const { ending } = await bench.run(
      'exit.cjs',
      "const tf = require('@tensorflow/tfjs');\nprocess.exit(tf ? 3 : 0);\n",
    );
    assertEnding(ending, 'exited', 2);
    assert.equal(ending.kind === 'exited' && ending.code, 3);
  });

  it('a flood of output neither hangs nor fills the memory', async () => {
    const before = process.memoryUsage().rss;
    const { ending, snapshot } = await bench.run(
      'flood.js',
      "for (let i = 0; i < 1_000_000; i++) console.log('a line of output', i);\n",
    );
    assert.equal(ending.kind, 'finished');
    const kept = snapshot.console.reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(kept <= 200_000, `${kept} characters kept`);
    assert.ok((snapshot.console.at(-1)?.droppedCharacters ?? 0) > 10_000_000);
    assert.ok(process.memoryUsage().rss - before < 200e6);
  });

  it('an import that is not there is named with its line', async () => {
    const { ending } = await bench.run(
      'missing.ts',
      "import * as tf from '@tensorflow/tfjs';\nimport thing from 'left-pad';\nthing(tf);\n",
    );
    assertEnding(ending, 'missing-module', 2);
  });

  it('a deleted file is said to be gone', async () => {
    const file = await bench.write('gone.ts', 'export {};\n');
    await rm(file);
    assertEnding(await bench.start(file).ended, 'file-gone');
  });

  it('a name that a module does not export is told as an error', async () => {
    const { ending } = await bench.run(
      'no-export.ts',
      "import { nothing } from 'deep-learning-lessons';\nconsole.log(nothing);\n",
    );
    assert.equal(ending.kind, 'threw', JSON.stringify(ending));
  });

  it('an unknown dataset is told at the call, in the learner’s language', async () => {
    const { ending } = await bench.run(
      'dataset.ts',
      "import { dataset } from 'deep-learning-lessons';\nawait dataset('mnits');\n",
    );
    assert.equal(ending.kind === 'threw' && ending.at?.line, 2, JSON.stringify(ending));
    assert.match(endingSentence(ending, 'zh-CN'), /没有叫做“mnits”的数据集/);
  });

  it('a timeout ends a run that never rests', async () => {
    const text = "import * as tf from '@tensorflow/tfjs';\nfor (;;) { await tf.nextFrame(); }\n";
    const { ending } = await bench.run('forever.ts', text, { wallMs: 1500 });
    assertEnding(ending, 'timeout');
  });

  it('a native crash is told as a crash', async () => {
    const { ending } = await bench.run('abort.js', 'process.abort();\n');
    assertEnding(ending, 'crashed');
  });
});
