import { basename } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { endingSentence, isSuccess } from '../../core/words/endings.ts';
import type { CodeLocation, Ending } from '../../protocol/ending.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import type { Language } from '../shared/language.ts';
import type { Checks } from './checks.ts';
import { verdictPlace, plainVerdict } from './verdictWords.ts';

export interface ProblemsOptions {
  activeRuns: ActiveRuns;
  checks: Checks;
  language: Language;
}

/**
 * Shows what a run or a check found at its line, until the file is edited, run or checked again. What has no place in
 * the code is not a problem of the code; panels and notifications tell it.
 */
export function registerProblems({ activeRuns, checks, language }: ProblemsOptions): Disposable {
  const store = new DisposableStore();
  const collection = store.add(vscode.languages.createDiagnosticCollection('deepLearning'));
  const clear = (file: string): void => collection.delete(vscode.Uri.file(file));

  store.add(activeRuns.onDidStart(({ header }) => clear(header.file)));
  store.add(
    activeRuns.onDidEnd(({ run, ending }) => {
      const at = isSuccess(ending) ? undefined : placeOf(ending);
      if (!at) return;
      void show(at, endingSentence(ending, language.locale), run.header.file);
    }),
  );
  store.add(
    checks.onDidChange(({ file }) => {
      if (checks.progressOf(file) === 'starting') clear(file);
    }),
  );
  store.add(
    checks.onDidFinish(({ result, file, place }) => {
      void vscode.workspace.openTextDocument(file).then((document) => {
        const at = verdictPlace(result, place.exercise, { file, text: document.getText() });
        if (at) void show(at, plainVerdict(result, language), file);
      });
    }),
  );
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.uri.scheme === 'file') collection.delete(document.uri);
    }),
  );
  store.add(vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => collection.delete(uri))));

  async function show(at: CodeLocation, message: string, startedFrom: string): Promise<void> {
    const uri = vscode.Uri.file(at.file);
    const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
    // The person may have edited the file while it ran; a mark on the wrong line helps nobody.
    if (document?.isDirty === true) return;
    const problem = new vscode.Diagnostic(
      rangeOf(at, document),
      // In its own file the line is where the mark is; from another file it must be said.
      at.file === startedFrom ? message : `${basename(startedFrom)}: ${message}`,
      vscode.DiagnosticSeverity.Error,
    );
    problem.source = 'Deep Learning';
    collection.set(uri, [problem]);
  }
  return store;
}

function placeOf(ending: Ending): CodeLocation | undefined {
  return 'at' in ending ? ending.at : undefined;
}

/** From the column, or from the first letter, to the end of the line. */
function rangeOf({ line, column }: CodeLocation, document: vscode.TextDocument | undefined): vscode.Range {
  const index = Math.max(0, Math.min(line - 1, (document?.lineCount ?? line) - 1));
  const text = document?.lineAt(index);
  const first = text?.firstNonWhitespaceCharacterIndex ?? 0;
  const end = text?.range.end.character ?? first + 1;
  const start = column === undefined ? first : Math.min(column - 1, Math.max(first, end - 1));
  return new vscode.Range(index, start, index, Math.max(end, start + 1));
}
