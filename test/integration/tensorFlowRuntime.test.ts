import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { setSetting } from './learner.ts';

/** Closes whatever asks something, until `command` has ended. */
async function declining<T>(command: Thenable<T>): Promise<T> {
  const closing = setInterval(
    () => void vscode.commands.executeCommand('workbench.action.closeQuickOpen'),
    300,
  );
  try {
    return await command;
  } finally {
    clearInterval(closing);
  }
}

describe('Installing a TensorFlow runtime', () => {
  before(() => setSetting('deepLearning.language', 'en'));

  it('ends without anything fetched when nothing was chosen', async function () {
    // pip and the download host are asked what there is; either may take its time.
    this.timeout(60_000);
    await declining(vscode.commands.executeCommand('deepLearning.installTensorFlow'));
    // Had something been installed, this would ask whether to remove it, and wait.
    await vscode.commands.executeCommand('deepLearning.removeTensorFlow');
  });

  it('is offered in the Command Palette', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of ['deepLearning.installTensorFlow', 'deepLearning.removeTensorFlow'])
      assert.ok(commands.includes(name), name);
  });
});
