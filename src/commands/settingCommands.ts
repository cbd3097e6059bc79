import * as vscode from 'vscode';
import { chooseEngine } from '../ui/status/engineChoice.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type SettingCommands = Pick<
  CommandTable,
  'deepLearning.selectEngine' | 'deepLearning.openSettings' | 'deepLearning.showLog'
>;

type Services = Pick<CommandServices, 'language' | 'preferences' | 'showLog'> & { extensionId: string };

export function settingCommands({ language, preferences, showLog, extensionId }: Services): SettingCommands {
  return {
    async 'deepLearning.selectEngine'() {
      await chooseEngine(preferences, language);
    },
    async 'deepLearning.openSettings'() {
      await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
    },
    'deepLearning.showLog'() {
      showLog();
      return Promise.resolve();
    },
  };
}
