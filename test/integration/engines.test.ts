import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Ending } from '../../src/protocol/ending.ts';
import {
  closeEverything,
  eventually,
  openPanels,
  setSetting,
  withTinyPack,
  writeProgram,
} from './learner.ts';

const program = `import * as tf from '@tensorflow/tfjs';
if (tf.getBackend() !== 'cpu') throw new Error(tf.getBackend());
`;

const engineSetting = (): unknown => vscode.workspace.getConfiguration().get('deepLearning.engine');

describe('compute engines', () => {
  before(withTinyPack);
  after(async () => {
    await closeEverything();
    await setSetting('deepLearning.engine', 'wasm');
  });

  it('the Engine Doctor opens its report, looks at every engine, and says which is used', async function () {
    this.timeout(60_000);
    await setSetting('deepLearning.engine', 'auto');
    const report = await vscode.commands.executeCommand<string>('deepLearning.engineDoctor');
    assert.equal(openPanels('deepLearning.doctor').length, 1);
    assert.match(report, /^# Engine Doctor/);
    assert.match(report, /^## WebAssembly · (In use|Works)/m);
    assert.match(report, /^## Plain JavaScript · Works/m);
    assert.match(report, /Largest error: 0/);
  });

  it('the list of engines stores what is chosen', async () => {
    // A panel that is still loading takes the focus, and a list without the focus closes.
    await closeEverything();
    await eventually('the list to take the choice below WebAssembly', async () => {
      await setSetting('deepLearning.engine', 'wasm');
      const chosen = vscode.commands.executeCommand('deepLearning.selectEngine');
      // Nothing tells that the list is on screen; keys that come too early choose what is chosen already.
      await new Promise((resolve) => setTimeout(resolve, 500));
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return (await chosen) === 'cpu' || undefined;
    });
    assert.equal(engineSetting(), 'cpu');
  });

  it('a run may use another engine once, and the setting stays', async () => {
    await setSetting('deepLearning.engine', 'wasm');
    const file = await writeProgram('once.ts', program);
    const ending = await vscode.commands.executeCommand<Ending>('deepLearning.runWithEngine', file, 'cpu');
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.equal(engineSetting(), 'wasm');
  });
});
