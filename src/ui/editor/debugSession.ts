import { join } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable.ts';
import type { ActiveRun } from '../shared/activeRuns.ts';
import type { Language } from '../shared/language.ts';

const runIdKey = '__deepLearningRunId';

/**
 * Attaches the editor's own JavaScript debugger to a run that waits for it. Learner code keeps its lines and columns
 * when types are stripped, so breakpoints need no source map. Ending the debug session stops the run.
 */
export function attachDebugger(run: ActiveRun, language: Language, extensionFolder: string): void {
  const store = new DisposableStore();
  const { handle, header } = run;
  store.add(handle.onDidOpenDebugger(({ port }) => void attach(port)));
  store.add(
    vscode.debug.onDidTerminateDebugSession((session) => {
      if (session.configuration[runIdKey] === handle.id && run.header.status !== 'ended') void handle.stop();
    }),
  );
  void handle.ended.then(() => store.dispose());

  async function attach(port: number): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(header.file));
    const hasStarted = await vscode.debug
      .startDebugging(folder, configuration(port), { suppressDebugToolbar: false })
      .then(undefined, () => false);
    if (hasStarted) return;
    await handle.stop();
    void vscode.window.showErrorMessage(language.say('debuggerFailed'));
  }

  function configuration(port: number): vscode.DebugConfiguration {
    return {
      type: 'pwa-node',
      request: 'attach',
      name: `${header.title} #${header.number}`,
      address: '127.0.0.1',
      port,
      continueOnAttach: true,
      // Nothing is compiled, so there is nothing to look up and wait for.
      sourceMaps: false,
      pauseForSourceMap: false,
      // With its types blanked out the running text differs from the file: it is the file that must be shown all the same.
      enableContentValidation: false,
      autoAttachChildProcesses: false,
      skipFiles: ['<node_internals>/**', `${join(extensionFolder, 'dist')}/**`],
      [runIdKey]: handle.id,
    };
  }
}
