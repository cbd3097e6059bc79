import * as vscode from 'vscode';
import { chooseEngine } from '../ui/status/engineChoice.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type SettingCommands = Pick<
  CommandTable,
  | 'deepLearning.selectEngine'
  | 'deepLearning.installTensorFlow'
  | 'deepLearning.removeTensorFlow'
  | 'deepLearning.openSettings'
  | 'deepLearning.showLog'
>;

type Services = Pick<CommandServices, 'language' | 'preferences' | 'showLog' | 'tensorFlowRuntime'> & {
  extensionId: string;
};

export function settingCommands(services: Services): SettingCommands {
  const { language, preferences, showLog, extensionId, tensorFlowRuntime } = services;
  return {
    async 'deepLearning.selectEngine'() {
      await chooseEngine(preferences, language);
    },
    'deepLearning.installTensorFlow': () => tensorFlowRuntime.install(),
    'deepLearning.removeTensorFlow': () => tensorFlowRuntime.remove(),
    async 'deepLearning.openSettings'() {
      await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
    },
    'deepLearning.showLog'() {
      showLog();
      return Promise.resolve();
    },
  };
}
