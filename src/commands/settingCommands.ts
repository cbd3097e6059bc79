import * as vscode from 'vscode';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type SettingCommands = Pick<CommandTable, 'deepLearning.openSettings' | 'deepLearning.showLog'>;

type Services = Pick<CommandServices, 'showLog' | 'extensionId'>;

export function settingCommands({ showLog, extensionId }: Services): SettingCommands {
  return {
    async 'deepLearning.openSettings'() {
      await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
    },
    'deepLearning.showLog'() {
      showLog();
      return Promise.resolve();
    },
  };
}
