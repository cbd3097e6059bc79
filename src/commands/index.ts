import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/assert.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';
import { branchCommands } from './branchCommands.ts';
import { compareCommands } from './compareCommands.ts';
import { engineCommands } from './engineCommands.ts';
import { exerciseCommands } from './exerciseCommands.ts';
import { lessonCommands } from './lessonCommands.ts';
import { programCommands } from './programCommands.ts';
import { runCommands } from './runCommands.ts';
import { runFileCommands } from './runFileCommands.ts';
import { settingCommands } from './settingCommands.ts';

export function commandTable(services: CommandServices): CommandTable {
  return {
    ...lessonCommands(services),
    ...exerciseCommands(services),
    ...programCommands(services),
    ...engineCommands(services),
    ...runCommands(services),
    ...runFileCommands(services),
    ...compareCommands(services),
    ...branchCommands(services),
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
