import * as vscode from 'vscode';
import type { CommandArguments } from '../../contributions/commands.ts';

/** Calls one of our own commands. The parts of `ui` do not know each other; they meet here. */
export async function execute<Id extends keyof CommandArguments>(
  id: Id,
  ...args: CommandArguments[Id]
): Promise<void> {
  await vscode.commands.executeCommand(id, ...args);
}
