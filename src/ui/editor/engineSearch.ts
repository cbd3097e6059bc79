import * as vscode from 'vscode';
import { DisposableStore, toDisposable, type Disposable } from '../../base/disposable.ts';
import type { Logger } from '../../base/logger.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import type { Preferences } from '../shared/preferences.ts';
import { isTfProgram } from './sourceText.ts';

export interface EngineSearchOptions {
  activeRuns: ActiveRuns;
  engines: Engines;
  preferences: Preferences;
  logger: Logger;
}

/** The editor has opened, the spare process has started: now nobody waits for anything. */
const quietMs = 3000;

/**
 * Looks for engines in the background, once a window and again after a setting has changed: only where a TensorFlow.js
 * program is open in a trusted workspace, and never beside a run, whose time it would take and whose load would spoil
 * the measurements. A first run does not wait for it: it uses WebAssembly.
 */
export function registerEngineSearch(options: EngineSearchOptions): Disposable {
  const { activeRuns, engines, preferences } = options;
  const store = new DisposableStore();
  let isDone = false;
  let timer: NodeJS.Timeout | undefined;
  let searching: AbortController | undefined;

  const isWanted = (): boolean => {
    const document = vscode.window.activeTextEditor?.document;
    const hasProgram = document?.uri.scheme === 'file' && isTfProgram(document.getText());
    const setting = preferences.get('deepLearning.engine');
    const hasChoice = setting !== 'wasm' && setting !== 'cpu';
    return !isDone && hasChoice && hasProgram && vscode.workspace.isTrusted && !activeRuns.current();
  };
  const search = async (): Promise<void> => {
    if (!isWanted() || searching) return;
    const controller = new AbortController();
    searching = controller;
    try {
      await engines.load();
      await engines.examine({ extent: 'missing', signal: controller.signal });
      isDone = true;
    } catch (thrown) {
      if (!controller.signal.aborted) options.logger.error('The engines could not be examined.', thrown);
    } finally {
      searching = undefined;
    }
  };
  const schedule = (): void => {
    clearTimeout(timer);
    if (isWanted()) timer = setTimeout(() => void search(), quietMs);
  };
  const stop = (): void => {
    clearTimeout(timer);
    searching?.abort();
  };
  const startAnew = (): void => {
    isDone = false;
    stop();
    schedule();
  };
  store.add(vscode.window.onDidChangeActiveTextEditor(schedule));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(startAnew));
  store.add(activeRuns.onDidStart(stop));
  store.add(activeRuns.onDidEnd(schedule));
  for (const key of ['deepLearning.engine', 'deepLearning.nodePath', 'deepLearning.tensorflow.path'] as const)
    store.add(preferences.onDidChange(key, startAnew));
  store.add(toDisposable(stop));
  schedule();
  return store;
}
