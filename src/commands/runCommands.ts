import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { saveModel } from '../ui/editor/saveModel.ts';
import { showCode } from '../ui/shared/showCode.ts';
import { runIdsArgument, textArgument } from './argument.ts';
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
    async 'deepLearning.deleteRun'(argument, selected) {
      const ids = new Set(runIdsArgument(argument, selected));
      const headers = runStore.headers().filter((header) => ids.has(header.id));
      const [first] = headers;
      if (!first) return;
      const undos: (() => Promise<void>)[] = [];
      for (const { id } of headers) {
        // What is still training would write itself back.
        if (activeRuns.get(id)?.header.status !== 'ended') await activeRuns.get(id)?.handle.stop();
        undos.push(await runStore.remove(id));
      }
      const undoLabel = language.say('undo');
      const sentence =
        headers.length === 1
          ? language.say('runDeleted', { title: first.title, number: first.number })
          : language.say('runsDeleted', { count: headers.length });
      void vscode.window
        .showInformationMessage(sentence, undoLabel)
        .then((choice) => (choice === undoLabel ? bringBack(undos) : undefined))
        .then(undefined, (thrown: unknown) =>
          logger.error('A deleted run could not be brought back.', thrown),
        );
    },
  };
}

async function bringBack(undos: readonly (() => Promise<void>)[]): Promise<void> {
  for (const undo of undos) await undo();
}
