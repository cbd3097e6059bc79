import { basename } from 'node:path';
import * as vscode from 'vscode';
import { chooseRuns } from '../core/compare/chooseRuns.ts';
import { noteLength } from '../core/compare/noteLength.ts';
import type { RunHeader } from '../protocol/run.ts';
import { seedsFrom } from '../ui/editor/seedQueue.ts';
import { askSeedCount, runSeeds } from '../ui/editor/seedRuns.ts';
import { idsOfGroup } from '../ui/panels/runComparisons.ts';
import { seedFor } from '../ui/shared/activeRuns.ts';
import { fileArgument, runIdsArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';
import { tellEnding } from './programCommands.ts';

type CompareCommands = Pick<
  CommandTable,
  | 'deepLearning.compareRuns'
  | 'deepLearning.runSeeds'
  | 'deepLearning.pinRun'
  | 'deepLearning.unpinRun'
  | 'deepLearning.editRunNote'
>;

type Services = Pick<
  CommandServices,
  'comparison' | 'language' | 'preferences' | 'programs' | 'runPanels' | 'runStore'
>;

export function compareCommands(services: Services): CompareCommands {
  const { comparison, language, runStore } = services;
  const setPinned = async (argument: unknown, selected: unknown, pinned: boolean): Promise<void> => {
    for (const id of runIdsArgument(argument, selected)) await runStore.setPinned(id, pinned);
  };
  return {
    async 'deepLearning.compareRuns'(argument, selected) {
      if (runStore.headers().length === 0)
        await vscode.window.showInformationMessage(language.say('notEnoughRuns'));
      else comparison.open(runsToCompare(runIdsArgument(argument, selected), runStore.headers()));
    },
    'deepLearning.runSeeds': (argument) => runWithSeeds(fileArgument(argument), services),
    'deepLearning.pinRun': (argument, selected) => setPinned(argument, selected, true),
    'deepLearning.unpinRun': (argument, selected) => setPinned(argument, selected, false),
    async 'deepLearning.editRunNote'(argument) {
      const [id] = runIdsArgument(argument, undefined);
      const header = runStore.headers().find((each) => each.id === id);
      if (!header) return;
      const { title, number } = header;
      const note = await vscode.window.showInputBox({
        title: language.say('noteTitle', { title, number }),
        prompt: language.say('notePrompt'),
        value: runStore.noteOf(header.id),
        validateInput: (text) =>
          text.length > noteLength ? language.say('noteTooLong', { count: noteLength }) : undefined,
      });
      if (note !== undefined) await runStore.setNote(header.id, note);
    },
  };
}

/** One run is compared with the latest of its file; several with each other; of none the page knows what it drew. */
function runsToCompare(
  wanted: readonly string[],
  headers: readonly RunHeader[],
): readonly string[] | undefined {
  if (wanted.length > 1) return wanted;
  const only = headers.find(({ id }) => id === wanted[0]);
  if (!only) return undefined;
  const sameFile = headers.filter(({ file }) => file === only.file);
  return [...new Set([only.id, ...chooseRuns(sameFile)])];
}

async function runWithSeeds(file: string | undefined, services: Services): Promise<void> {
  const { comparison, language, preferences, programs, runPanels, runStore } = services;
  if (file === undefined) {
    void vscode.window.showInformationMessage(language.say('nothingToRun'));
    return;
  }
  const count = await askSeedCount(language);
  if (count === undefined) return;
  let last: Parameters<typeof tellEnding>[0] | undefined;
  const { finished, ending, group } = await runSeeds({
    file,
    seeds: seedsFrom(seedFor(preferences), count),
    programs,
    language,
    onDidStart(run) {
      last = run;
      runPanels.follow(run);
    },
  });
  if (last && ending) void tellEnding(last, ending, language);
  if (finished < 2) return;
  const slots = { file: basename(file), finished, count };
  const sentence = language.say(finished === count ? 'seedsDone' : 'seedsCut', slots);
  const show = language.say('seedsShow');
  const choice = await vscode.window.showInformationMessage(sentence, show);
  if (choice === show) comparison.open(idsOfGroup(runStore, group));
}
