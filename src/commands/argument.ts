import * as vscode from 'vscode';
import { isRecord } from '../base/assert.ts';

/**
 * The text a command was given: itself, or the field of that name in a tree node. Anything can call a command, so
 * anything else counts as nothing.
 */
export function textArgument(argument: unknown, field: string): string | undefined {
  if (typeof argument === 'string') return argument;
  const value = isRecord(argument) ? argument[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/**
 * The runs a command of the Runs view is about: the selected rows where the clicked one is among them, as VS Code hands both
 * over; else the clicked one; or the ids themselves.
 */
export function runIdsArgument(argument: unknown, selected: unknown): string[] {
  const idsIn = (list: unknown): string[] =>
    Array.isArray(list) ? list.flatMap((one) => textArgument(one, 'runId') ?? []) : [];
  if (Array.isArray(argument)) return idsIn(argument);
  const clicked = textArgument(argument, 'runId');
  const all = idsIn(selected);
  if (clicked === undefined) return all;
  return all.includes(clicked) ? all : [clicked];
}

/** The file a command is about: a path or an address it was given, else the one in the active editor. */
export function fileArgument(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (argument instanceof vscode.Uri) return argument.scheme === 'file' ? argument.fsPath : undefined;
  if (isRecord(argument) && argument['uri'] instanceof vscode.Uri) return fileArgument(argument['uri']);
  const active = vscode.window.activeTextEditor?.document.uri;
  return active?.scheme === 'file' ? active.fsPath : undefined;
}

export function integerArgument(argument: unknown): number | undefined {
  return typeof argument === 'number' && Number.isInteger(argument) ? argument : undefined;
}
