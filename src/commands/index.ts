import * as vscode from 'vscode';
import type { CommandId } from '../contributions/commands.ts';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/assert.ts';
import type { Ending } from '../protocol/ending.ts';
import type { CheckResult } from '../runner/runnerTypes.ts';
import type { CommandServices } from './commandServices.ts';
import { exerciseCommands } from './exerciseCommands.ts';
import { lessonCommands } from './lessonCommands.ts';
import { programCommands } from './programCommands.ts';
import { runCommands } from './runCommands.ts';
import { settingCommands } from './settingCommands.ts';

/** What a command tells its caller. Commands that are not named tell nothing. */
export interface CommandResults {
  /** How the run ended; `undefined` when it could not begin. */
  'deepLearning.run': Ending | undefined;
  'deepLearning.debug': Ending | undefined;
  'deepLearning.check': CheckResult | undefined;
  /** The learner's file. */
  'deepLearning.openExercise': string | undefined;
}

type ResultOf<Id extends CommandId> = Id extends keyof CommandResults ? CommandResults[Id] : unknown;

/** Every command id with what it does. A command without an entry does not compile. */
export type CommandTable = {
  readonly [Id in CommandId]: (...args: unknown[]) => Promise<ResultOf<Id>>;
};

export function commandTable(services: CommandServices): CommandTable {
  return {
    ...lessonCommands(services),
    ...exerciseCommands(services),
    ...programCommands(services),
    ...runCommands(services),
    ...settingCommands(services),
  };
}

/** Registers all commands. What a command did not expect is logged and said once, here. */
export function registerCommands(services: CommandServices): Disposable {
  const { logger, language } = services;
  const registered = Object.entries(commandTable(services)).map(([id, command]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await command(...args);
      } catch (thrown) {
        logger.error(`The command ${id} failed.`, thrown);
        void vscode.window.showErrorMessage(language.say('failedBecause', { reason: messageOf(thrown) }));
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
