import * as vscode from 'vscode';
import type { ContextKey, ContextKeys } from '../../contributions/contextKeys.ts';

/** Sets a context key that `when` clauses in package.json read. */
export function setContext<K extends ContextKey>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
