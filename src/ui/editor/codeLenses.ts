import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds, type CommandId } from '../../contributions/commands.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { setContext } from '../shared/context.ts';
import type { ExerciseIndex } from '../shared/exerciseIndex.ts';
import type { Language } from '../shared/language.ts';
import type { ExercisePlace, Library } from '../shared/library.ts';
import type { Checks } from './checks.ts';
import { isTfProgram, lensLine } from './sourceText.ts';
import { progressSentence } from './verdictWords.ts';

export interface CodeLensesOptions {
  activeRuns: ActiveRuns;
  checks: Checks;
  exerciseIndex: ExerciseIndex;
  library: Library;
  language: Language;
  progress: ProgressStore;
}

export const programLanguages: vscode.DocumentSelector = ['typescript', 'javascript'].map((language) => ({
  language,
  scheme: 'file',
}));

/** Run, Check and the rest above the learner's function; Run and Debug above any other TensorFlow.js program. */
export function registerCodeLenses(options: CodeLensesOptions): Disposable {
  const { activeRuns, checks, library, language, progress, exerciseIndex } = options;
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  const fire = (): void => changed.fire();
  store.add(activeRuns.onDidStart(fire));
  store.add(activeRuns.onDidEnd(fire));
  // Not only when the run is stored: Stop has nothing left to stop as soon as the process is gone.
  store.add(activeRuns.onDidChange(({ header }) => header.status === 'ended' && fire()));
  store.add(checks.onDidChange(fire));
  store.add(progress.onDidChange(fire));
  store.add(library.onDidChange(fire));
  store.add(language.onDidChange(fire));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(fire));
  store.add(
    vscode.languages.registerCodeLensProvider(programLanguages, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => lensesOf(document, options),
    }),
  );
  const tellContext = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    const document = editor?.document;
    const isFile = document?.uri.scheme === 'file';
    const place = isFile ? await exerciseIndex.exerciseOf(document.uri.fsPath) : undefined;
    setContext('deepLearning.isExercise', place !== undefined);
    setContext('deepLearning.isRunnable', place !== undefined || (isFile && isTfProgram(document.getText())));
  };
  store.add(vscode.window.onDidChangeActiveTextEditor((editor) => void tellContext(editor)));
  store.add(vscode.workspace.onDidSaveTextDocument(() => void tellContext(vscode.window.activeTextEditor)));
  void tellContext(vscode.window.activeTextEditor);
  return store;
}

interface Lens {
  title: string;
  tooltip?: string;
  command: CommandId | 'workbench.trust.manage';
}

async function lensesOf(
  document: vscode.TextDocument,
  options: CodeLensesOptions,
): Promise<vscode.CodeLens[]> {
  const file = document.uri.fsPath;
  const source = document.getText();
  const place = await options.exerciseIndex.exerciseOf(file);
  if (!place && !isTfProgram(source)) return [];
  const line = lensLine(source, place?.exercise.manifest.exports ?? ['main']);
  return lensesFor(file, place, options).map(
    ({ title, tooltip, command }) =>
      new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        title,
        command,
        ...(tooltip !== undefined && { tooltip }),
        arguments: command === 'workbench.trust.manage' ? [] : [file],
      }),
  );
}

function lensesFor(file: string, place: ExercisePlace | undefined, options: CodeLensesOptions): Lens[] {
  const { language } = options;
  if (!vscode.workspace.isTrusted)
    return [{ title: `$(shield) ${language.say('lens.needsTrust')}`, command: 'workbench.trust.manage' }];
  return [...runLenses(file, options), ...(place ? exerciseLenses(file, place, options) : [])];
}

function runLenses(file: string, { activeRuns, language }: CodeLensesOptions): Lens[] {
  if (activeRuns.ofFile(file))
    return [{ title: `$(debug-stop) ${language.say('lens.stop')}`, command: commandIds.stop }];
  return [
    { title: `$(play) ${language.say('lens.run')}`, command: commandIds.run },
    { title: `$(debug-alt) ${language.say('lens.debug')}`, command: commandIds.debug },
  ];
}

function exerciseLenses(file: string, { exercise }: ExercisePlace, options: CodeLensesOptions): Lens[] {
  const { checks, language, progress } = options;
  const { id, hints } = exercise.manifest;
  const record = progress.get().exercises[id];
  const checking = checks.progressOf(file);
  const check: Lens = checking
    ? {
        title: `$(loading~spin) ${progressSentence(exercise, checking, language)}`,
        tooltip: language.say('lens.stopCheck'),
        command: commandIds.stopCheck,
      }
    : {
        title: `${record?.lastVerdict?.pass === true ? '$(pass-filled)' : '$(check)'} ${language.say('lens.check')}`,
        command: commandIds.check,
      };
  const hint: Lens = {
    title: `$(lightbulb) ${language.say('lens.hint', { shown: record?.hintsShown ?? 0, hints: hints.length })}`,
    command: commandIds.showHint,
  };
  return [
    check,
    ...(hints.length > 0 ? [hint] : []),
    { title: `$(discard) ${language.say('lens.reset')}`, command: commandIds.resetExercise },
    { title: `$(diff) ${language.say('lens.compare')}`, command: commandIds.compareWithSolution },
  ];
}
