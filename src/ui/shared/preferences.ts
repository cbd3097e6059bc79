import * as vscode from 'vscode';
import type { SettingKey, Settings } from '../../contributions/settings.ts';
import type { Disposable } from '../../base/disposable.ts';
import { readSetting } from './readSetting.ts';

/** Typed reading of `deepLearning.*` settings. */
export interface Preferences {
  get<K extends SettingKey>(key: K): Settings[K];
  /** Writes where the person has already set it, else in their own settings. */
  set<K extends SettingKey>(key: K, value: Settings[K]): Promise<void>;
  onDidChange(key: SettingKey, listener: () => void): Disposable;
}

export function createPreferences(): Preferences {
  return {
    get: (key) => readSetting(key, vscode.workspace.getConfiguration().get(key)),
    async set(key, value) {
      const found = vscode.workspace.getConfiguration().inspect(key);
      const target =
        found?.workspaceValue === undefined
          ? vscode.ConfigurationTarget.Global
          : vscode.ConfigurationTarget.Workspace;
      await vscode.workspace.getConfiguration().update(key, value, target);
    },
    onDidChange: (key, listener) =>
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(key)) listener();
      }),
  };
}
