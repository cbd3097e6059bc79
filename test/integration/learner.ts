import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Ids of the pack under test/fixtures/packs/tiny. */
export const tiny = {
  folder: join(process.env['DL_ROOT'] ?? '', 'test', 'fixtures', 'packs', 'tiny'),
  lessonId: '5e0d2a44-52cf-4c53-8f0e-3ae7a1a2b302',
  exerciseId: '9f3a8a4e-7b0f-4b7d-a1d8-6d1d4c0b7c03',
};

export const extensionId = 'deep-learning-lessons.deep-learning-lessons';

/** Installs the tiny pack in this window; the engine is one that is always there. */
export async function withTinyPack(): Promise<void> {
  await setSetting('deepLearning.language', 'en');
  await setSetting('deepLearning.engine', 'wasm');
  await setSetting('deepLearning.packs.folders', [tiny.folder]);
  await vscode.commands.executeCommand('deepLearning.reloadLessons');
}

export async function setSetting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
}

export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the tests open a folder');
  return folder.uri.fsPath;
}

export async function writeProgram(name: string, source: string): Promise<string> {
  const file = join(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode(source));
  return file;
}

/** Replaces the text of an open document and leaves it unsaved. */
export async function type(file: string, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Asks again until the answer is there. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  limitMs = 15_000,
): Promise<T> {
  const until = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    assert.ok(Date.now() < until, `not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function lensTitles(file: string): Promise<{ line: number; titles: string[] }> {
  // The command knows only documents that are open.
  await vscode.workspace.openTextDocument(file);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    vscode.Uri.file(file),
    100,
  );
  const ours = lenses.filter(
    ({ command }) =>
      command?.command.startsWith('deepLearning.') === true || command?.command === 'workbench.trust.manage',
  );
  return {
    line: ours[0]?.range.start.line ?? -1,
    titles: ours.map(({ command }) => command?.title.replace(/\$\([^)]*\) /g, '') ?? ''),
  };
}

/** Webview panels that are open, by type. */
export function openPanels(viewType: string): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
}

export async function closeEverything(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
