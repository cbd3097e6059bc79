import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Ending } from '../../src/protocol/ending.ts';
import {
  closeEverything,
  eventually,
  lensTitles,
  openPanels,
  setSetting,
  type,
  withTinyPack,
  writeProgram,
} from './learner.ts';

const program = `import * as tf from '@tensorflow/tfjs';

export async function main(): Promise<void> {
  const xs = tf.linspace(-1, 1, 32).reshape([32, 1]);
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  await model.fit(xs, xs.mul(2), { epochs: 3, batchSize: 8 });
}
`;

const run = (file: string, seed?: number): Thenable<Ending> =>
  vscode.commands.executeCommand('deepLearning.run', file, seed);

describe('a plain TensorFlow.js program', () => {
  before(withTinyPack);
  after(async () => {
    await closeEverything();
    await setSetting('deepLearning.run.stallSeconds', undefined);
  });

  it('gets Run and Debug above its main function', async () => {
    const file = await writeProgram('line fit 直線.ts', program);
    const lenses = await lensTitles(file);
    assert.deepEqual(lenses, { line: 2, titles: ['Run', 'Debug'] });
  });

  it('is saved and run; its panel opens beside and takes no focus', async () => {
    const file = await writeProgram('fit.ts', '// empty\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    await type(file, program);
    const ending = await run(file, 7);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.equal(readFileSync(file, 'utf8'), program);
    assert.equal(openPanels('deepLearning.run').length, 1);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, file);
    assert.match(openPanels('deepLearning.run')[0]?.label ?? '', /fit #1/);
  });

  it('counts its runs and keeps to its panel', async () => {
    const file = await writeProgram('fit.ts', program);
    assert.equal((await run(file)).kind, 'finished');
    const panels = openPanels('deepLearning.run');
    assert.deepEqual(
      panels.map(({ label }) => label),
      ['Run: fit #2'],
    );
  });

  it('shows an exception at its line', async () => {
    const file = await writeProgram('throws.ts', program.replace("optimizer: 'sgd'", "optimizer: 'no-such'"));
    const ending = await run(file);
    assert.equal(ending.kind, 'threw', JSON.stringify(ending));
    const problem = await eventually('a problem', () =>
      vscode.languages.getDiagnostics(vscode.Uri.file(file)).find(({ source }) => source === 'Deep Learning'),
    );
    assert.equal(problem.range.start.line, 5);
  });

  it('stops when told to, also in an endless loop', async () => {
    const file = await writeProgram('endless.ts', `${program}\nfor (;;);\n`);
    const ended = run(file);
    await eventually('the Stop lens', async () =>
      (await lensTitles(file)).titles.includes('Stop') ? true : undefined,
    );
    await vscode.commands.executeCommand('deepLearning.stop', file);
    assert.equal((await ended).kind, 'stopped');
    assert.deepEqual((await lensTitles(file)).titles, ['Run', 'Debug']);
  });
});
