import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { Runner } from '../../runner/runnerTypes.ts';
import { enginesFor, type ActiveRuns } from '../shared/activeRuns.ts';
import type { Preferences } from '../shared/preferences.ts';
import { isTfProgram } from './sourceText.ts';

export interface ReadyWorkerOptions {
  engines: Engines;
  runner: Runner;
  activeRuns: ActiveRuns;
  preferences: Preferences;
}

/** While a TensorFlow.js program is in front of the learner, a process stands ready, so that Run answers at once. */
export function registerReadyWorker({
  engines,
  runner,
  activeRuns,
  preferences,
}: ReadyWorkerOptions): Disposable {
  const store = new DisposableStore();
  const prepare = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (!vscode.workspace.isTrusted || document?.uri.scheme !== 'file' || activeRuns.current()) return;
    if (!isTfProgram(document.getText())) return;
    const memoryMb = preferences.get('deepLearning.run.memoryMb');
    runner.prepare({ engines: enginesFor(engines, preferences).engines, memoryMb });
  };
  store.add(vscode.window.onDidChangeActiveTextEditor(prepare));
  store.add(activeRuns.onDidEnd(prepare));
  // A better engine was found: the process that stands ready has to be one of its.
  store.add(engines.onDidChange(() => engines.lookingAt === undefined && prepare()));
  prepare();
  return store;
}
