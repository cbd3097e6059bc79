import * as vscode from 'vscode';
import { endingSentence, isSuccess } from '../core/words/endings.ts';
import type { Ending } from '../protocol/ending.ts';
import type { RunProgramOptions } from '../ui/editor/programs.ts';
import type { ActiveRun } from '../ui/shared/activeRuns.ts';
import type { Language } from '../ui/shared/language.ts';
import { showCode } from '../ui/shared/showCode.ts';
import { fileArgument, integerArgument, textArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type ProgramCommands = Pick<CommandTable, 'deepLearning.run' | 'deepLearning.debug' | 'deepLearning.stop'>;

type Services = Pick<CommandServices, 'activeRuns' | 'language' | 'programs' | 'runPanels'>;

/** Runs a file and shows its curves; says so when there is none. How it ended; undefined when it could not begin. */
export async function runFile(
  file: string | undefined,
  options: RunProgramOptions,
  services: Pick<CommandServices, 'language' | 'programs' | 'runPanels'>,
): Promise<Ending | undefined> {
  const { language, programs, runPanels } = services;
  if (file === undefined) {
    void vscode.window.showInformationMessage(language.say('nothingToRun'));
    return undefined;
  }
  const started = await programs.run(file, options);
  if (!started) return undefined;
  runPanels.follow(started);
  const ending = await started.handle.ended;
  void tellEnding(started, ending, language);
  return ending;
}

export function programCommands(services: Services): ProgramCommands {
  const { activeRuns } = services;
  const run = (argument: unknown, options: RunProgramOptions): Promise<Ending | undefined> =>
    runFile(fileArgument(argument), options, services);
  return {
    'deepLearning.run': (argument, seed) => {
      const wanted = integerArgument(seed);
      return run(argument, wanted === undefined ? {} : { seed: wanted });
    },
    'deepLearning.debug': (argument) => run(argument, { debug: true }),
    async 'deepLearning.stop'(argument) {
      // From a lens a file, from the Runs view a run, from the palette nothing: then the newest.
      const given = textArgument(argument, 'runId');
      const found =
        given === undefined ? activeRuns.current() : (activeRuns.get(given) ?? activeRuns.ofFile(given));
      await found?.handle.stop();
    },
  };
}

/** A run that went wrong is told once, with its line. One that finished or was stopped shows in its panel. */
export async function tellEnding(run: ActiveRun, ending: Ending, language: Language): Promise<void> {
  if (isSuccess(ending) || ending.kind === 'stopped') return;
  const at = 'at' in ending ? ending.at : undefined;
  const goThere = at && language.say('goToLine', { line: at.line });
  const choice = await vscode.window.showErrorMessage(
    `${run.header.title}: ${endingSentence(ending, language.locale)}`,
    ...(goThere === undefined ? [] : [goThere]),
  );
  if (at && choice !== undefined) await showCode(at);
}
