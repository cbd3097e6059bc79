import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { StorageKeys } from '../../contributions/storageKeys.ts';
import type { Language } from '../shared/language.ts';
import type { Preferences } from '../shared/preferences.ts';

export interface LearnerFolder {
  /** Where exercises go. Asks when that is not clear; `undefined` when the person closes the question. */
  choose(): Promise<string | undefined>;
}

export interface LearnerFolderOptions {
  preferences: Preferences;
  language: Language;
  memory: vscode.Memento;
}

const memoryKey: keyof StorageKeys = 'learnerFolder';

export function createLearnerFolder({ preferences, language, memory }: LearnerFolderOptions): LearnerFolder {
  return {
    async choose() {
      const folder = preferences.get('deepLearning.folder').trim() || 'deep-learning';
      if (isAbsolute(folder)) return folder;
      const roots = (vscode.workspace.workspaceFolders ?? []).filter((root) => root.uri.scheme === 'file');
      const started = roots.find((root) => existsSync(join(root.uri.fsPath, folder)));
      const root = started ?? (roots.length > 1 ? await pickRoot(language) : roots[0]);
      if (root) return join(root.uri.fsPath, folder);
      return roots.length > 1 ? undefined : await folderWithoutWorkspace(language, memory);
    },
  };
}

function pickRoot(language: Language): Thenable<vscode.WorkspaceFolder | undefined> {
  return vscode.window.showWorkspaceFolderPick({ placeHolder: language.say('pickRoot') });
}

/** With no folder open there is no natural place: the person says one, which is remembered, or opens a folder. */
async function folderWithoutWorkspace(
  language: Language,
  memory: vscode.Memento,
): Promise<string | undefined> {
  const remembered = memory.get<string>(memoryKey);
  if (remembered !== undefined && existsSync(remembered)) return remembered;
  const openFolder = language.say('openFolder');
  const chooseFolder = language.say('chooseFolder');
  const choice = await vscode.window.showInformationMessage(
    language.say('noFolder'),
    openFolder,
    chooseFolder,
  );
  if (choice === openFolder) await vscode.commands.executeCommand('vscode.openFolder');
  if (choice !== chooseFolder) return undefined;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(homedir()),
      openLabel: chooseFolder,
    })) ?? [];
  if (!chosen || chosen.scheme !== 'file') return undefined;
  await memory.update(memoryKey, chosen.fsPath);
  return chosen.fsPath;
}
