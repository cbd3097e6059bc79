import { join } from 'node:path';
import * as vscode from 'vscode';
import { exportRun, importRun } from '../ui/editor/runFiles.ts';
import { textArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type RunFileCommands = Pick<CommandTable, 'deepLearning.exportRun' | 'deepLearning.importRun'>;
type Services = Pick<CommandServices, 'extensionFolder' | 'language' | 'runPanels' | 'runStore'>;

export function runFileCommands(services: Services): RunFileCommands {
  const { extensionFolder, language, runPanels, runStore } = services;
  const reportFolder = join(extensionFolder, 'dist', 'report');
  return {
    async 'deepLearning.exportRun'(argument) {
      const runId = textArgument(argument, 'runId');
      const header = runStore.headers().find(({ id }) => id === runId);
      if (header) await exportRun(header, { language, runStore, reportFolder });
    },
    async 'deepLearning.importRun'(argument) {
      const file = argument instanceof vscode.Uri ? argument : undefined;
      const runId = await importRun(file, { language, runStore });
      if (runId !== undefined) runPanels.open(runId);
    },
  };
}
