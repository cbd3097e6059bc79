import * as vscode from 'vscode';
import { isRecord } from '../base/assert.ts';
import { goOn } from '../ui/editor/branches.ts';
import type { BranchChoice } from '../ui/shared/branchOptions.ts';
import { textArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';
import { tellEnding } from './programCommands.ts';

type Services = Pick<CommandServices, 'activeRuns' | 'language' | 'programs' | 'runPanels' | 'runStore'>;

export function branchCommands(services: Services): Pick<CommandTable, 'deepLearning.resumeRun'> {
  const { language, runPanels, runStore } = services;
  return {
    /** From the Runs view a row, from a panel the run and what was chosen there. */
    async 'deepLearning.resumeRun'(argument, choice) {
      const runId = textArgument(argument, 'runId');
      const header = runStore.headers().find(({ id }) => id === runId);
      if (!header) {
        void vscode.window.showWarningMessage(language.say('runGone'));
        return;
      }
      const run = await goOn(header, choiceArgument(choice), services);
      if (!run) return;
      runPanels.follow(run);
      void run.handle.ended.then((ending) => tellEnding(run, ending, language));
    },
  };
}

/** A tree view passes the other chosen rows as its second argument: that counts as nothing. */
function choiceArgument(argument: unknown): BranchChoice | undefined {
  if (!isRecord(argument)) return undefined;
  const { model, epoch, learningRate: rate } = argument;
  if (typeof model !== 'string' || typeof epoch !== 'number') return undefined;
  return { model, epoch, ...(typeof rate === 'number' && rate > 0 ? { learningRate: rate } : {}) };
}
