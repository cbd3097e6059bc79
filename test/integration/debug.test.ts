import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Ending } from '../../src/protocol/ending.ts';
import { closeEverything, eventually, withTinyPack, writeProgram } from './learner.ts';

const program = `import * as tf from '@tensorflow/tfjs';

interface Sample { size: number }

export async function main(): Promise<void> {
  const sample: Sample = { size: 3 };
  const doubled: number = sample.size * 2;
  tf.zeros([doubled]).print();
}
`;

describe('the debugger', () => {
  before(withTinyPack);
  after(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await closeEverything();
  });

  it('stops at a breakpoint in the learner’s TypeScript, and goes on to the end', async () => {
    const file = await writeProgram('stop here.ts', program);
    const at = new vscode.Location(vscode.Uri.file(file), new vscode.Position(6, 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(at)]);
    const ended = vscode.commands.executeCommand<Ending>('deepLearning.debug', file);
    const frame = await eventually(
      'a stack frame',
      () => {
        const item = vscode.debug.activeStackItem;
        return item instanceof vscode.DebugStackFrame ? item : undefined;
      },
      40_000,
    );
    const { stackFrames } = (await frame.session.customRequest('stackTrace', {
      threadId: frame.threadId,
    })) as {
      stackFrames: { line: number; name: string; source: { path: string } }[];
    };
    assert.equal(stackFrames[0]?.line, 7);
    // The very file in the editor: by its path, or by its address where the window is a remote one.
    const { path } = stackFrames[0].source;
    assert.equal(path.includes('://') ? vscode.Uri.parse(path).path : path, file);
    await frame.session.customRequest('continue', { threadId: frame.threadId });
    assert.equal((await ended).kind, 'finished');
  });

  it('stops the run when its session is ended', async () => {
    const file = await writeProgram(
      'endless.ts',
      `${program}\nwhile (true) await new Promise((r) => setTimeout(r, 20));\n`,
    );
    const ended = vscode.commands.executeCommand<Ending>('deepLearning.debug', file);
    const session = await eventually(
      'a session',
      () =>
        vscode.debug.activeDebugSession?.name.startsWith('endless') === true
          ? vscode.debug.activeDebugSession
          : undefined,
      40_000,
    );
    await vscode.debug.stopDebugging(session);
    assert.equal((await ended).kind, 'stopped');
  });
});
