import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { saveModel } from '../ui/editor/saveModel.ts';
import { showCode } from '../ui/shared/showCode.ts';
import { textArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type RunCommands = Pick<
  CommandTable,
  | 'deepLearning.showCurrentRun'
  | 'deepLearning.openRun'
  | 'deepLearning.openRunFile'
  | 'deepLearning.saveModel'
  | 'deepLearning.deleteRun'
>;

type Services = Pick<CommandServices, 'activeRuns' | 'language' | 'logger' | 'runPanels' | 'runStore'>;

export function runCommands({ activeRuns, language, logger, runPanels, runStore }: Services): RunCommands {
  const headerOf = (argument: unknown) => {
    const runId = textArgument(argument, 'runId');
    return runStore.headers().find((header) => header.id === runId);
  };
  return {
    async 'deepLearning.showCurrentRun'() {
      const header = activeRuns.current()?.header ?? runStore.headers()[0];
      if (header) runPanels.open(header.id);
      else await vscode.window.showInformationMessage(language.say('noRuns'));
    },
    'deepLearning.openRun'(argument) {
      const runId = textArgument(argument, 'runId');
      if (runId !== undefined && !runPanels.open(runId))
        void vscode.window.showWarningMessage(language.say('runGone'));
      return Promise.resolve();
    },
    async 'deepLearning.openRunFile'(argument) {
      const file = headerOf(argument)?.file;
      if (file === undefined) return;
      if (existsSync(file)) await showCode({ file, line: 1 });
      else void vscode.window.showWarningMessage(language.say('fileMissing', { file }));
    },
    async 'deepLearning.saveModel'(argument) {
      const header = headerOf(argument);
      if (header) await saveModel(header, { language, runStore });
    },
    async 'deepLearning.deleteRun'(argument) {
      const header = headerOf(argument);
      if (!header) return;
      // What is still training would write itself back.
      if (activeRuns.get(header.id)?.header.status !== 'ended')
        await activeRuns.get(header.id)?.handle.stop();
      const undo = await runStore.remove(header.id);
      const undoLabel = language.say('undo');
      const sentence = language.say('runDeleted', { title: header.title, number: header.number });
      void vscode.window
        .showInformationMessage(sentence, undoLabel)
        .then((choice) => (choice === undoLabel ? undo() : undefined))
        .then(undefined, (thrown: unknown) =>
          logger.error('A deleted run could not be brought back.', thrown),
        );
    },
  };
}
