import * as vscode from 'vscode';
import type { Language } from './language.ts';

/**
 * False in Restricted Mode, after saying why and offering to change it. Everything that executes code asks this
 * first: a command can be called from anywhere, whatever its menus show.
 */
export function isCodeAllowed(language: Language, reason = language.say('needsTrust')): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = language.say('manageTrust');
  void vscode.window.showWarningMessage(reason, manage).then((choice) => {
    if (choice === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
