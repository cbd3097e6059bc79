import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, lensTitles, openPanels, writeProgram } from './learner.ts';

const source = `import * as tf from '@tensorflow/tfjs';\nexport async function main() { tf.zeros([1]).print(); }\n`;

describe('Restricted Mode', () => {
  it('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('runs, checks and debugs nothing', async () => {
    const file = await writeProgram('program.ts', source);
    for (const command of ['run', 'debug', 'check'])
      assert.equal(await vscode.commands.executeCommand(`deepLearning.${command}`, file), undefined, command);
    assert.deepEqual(openPanels('deepLearning.run'), []);
  });

  it('installs nothing', async () => {
    // Trusted, it would find out what there is and then wait for a choice.
    const commands = ['installTensorFlow', 'removeTensorFlow'].map((name) =>
      vscode.commands.executeCommand(`deepLearning.${name}`),
    );
    assert.deepEqual(await Promise.all(commands), [undefined, undefined]);
  });

  it('says so where Run would be', async () => {
    const file = await writeProgram('program.ts', source);
    assert.deepEqual((await lensTitles(file)).titles, ['Run and Check need a trusted workspace']);
  });

  it('opens lessons', async () => {
    await vscode.commands.executeCommand('deepLearning.openNextLesson');
    await eventually('a lesson', () => (openPanels('deepLearning.lesson').length > 0 ? true : undefined));
  });
});
