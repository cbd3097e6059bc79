import * as vscode from 'vscode';
import type { Language } from '../shared/language.ts';

/** Asks where, then writes. False when the person thought better of it. */
export async function saveWhereChosen(name: string, bytes: Uint8Array, language: Language): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    saveLabel: language.say('save'),
  });
  if (!target) return false;
  await vscode.workspace.fs.writeFile(target, bytes);
  return true;
}
