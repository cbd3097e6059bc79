import * as vscode from 'vscode';
import type { CodeLocation } from '../../protocol/ending.ts';

/** Opens the file at the place, in the column where it is already open if there is one. */
export async function showCode({ file, line, column = 1 }: CodeLocation): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.file(file);
  const place = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  return await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(place, place),
    viewColumn: columnOf(uri) ?? vscode.ViewColumn.Active,
  });
}

export function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.tabGroups.all.find((group) =>
    group.tabs.some(
      (tab) => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString(),
    ),
  )?.viewColumn;
}
