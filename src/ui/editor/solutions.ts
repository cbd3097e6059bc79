import { join } from 'node:path';
import * as vscode from 'vscode';
import type { StorageKeys } from '../../contributions/storageKeys.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import type { Language } from '../shared/language.ts';
import type { ExercisePlace } from '../shared/library.ts';

export interface SolutionsOptions {
  progress: ProgressStore;
  language: Language;
  memory: vscode.Memento;
}

export interface Solutions {
  /** Shows the learner's file and a solution side by side. False when the person decided against it. */
  compare(place: ExercisePlace, file: string): Promise<boolean>;
}

const memoryKey: keyof StorageKeys = 'solutionsSeen';

export function createSolutions({ progress, language, memory }: SolutionsOptions): Solutions {
  /** Seeing a solution early is the learner's own decision, asked for once an exercise. */
  const mayShow = async (exerciseId: string): Promise<boolean> => {
    const seen = memory.get<string[]>(memoryKey) ?? [];
    if (progress.get().exercises[exerciseId]?.state === 'solved' || seen.includes(exerciseId)) return true;
    const show = language.say('showSolution');
    const choice = await vscode.window.showWarningMessage(
      language.say('solutionBeforeSolving'),
      { modal: true, detail: language.say('solutionBeforeSolvingDetail') },
      show,
    );
    if (choice !== show) return false;
    await memory.update(memoryKey, [...seen, exerciseId]);
    return true;
  };
  return {
    async compare({ exercise }, file) {
      const { id, solutions, title } = exercise.manifest;
      if (!(await mayShow(id))) return false;
      const picks = solutions.map((solution) => ({
        label: language.of(solution.title),
        file: solution.file,
      }));
      const chosen =
        picks.length > 1
          ? await vscode.window.showQuickPick(picks, { placeHolder: language.say('pickSolution') })
          : picks[0];
      if (!chosen) return false;
      const diffTitle = language.say('diffTitle', { title: language.of(title), solution: chosen.label });
      await vscode.commands.executeCommand(
        'vscode.diff',
        // A solution belongs to its pack: shown through a scheme that nobody can edit.
        solutionUri(join(exercise.folder, chosen.file)),
        vscode.Uri.file(file),
        diffTitle,
      );
      return true;
    },
  };
}

const solutionScheme = 'deep-learning-solution';

function solutionUri(file: string): vscode.Uri {
  return vscode.Uri.file(file).with({ scheme: solutionScheme });
}

/** Serves solutions as read-only documents. */
export function registerSolutionDocuments(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(solutionScheme, {
    async provideTextDocumentContent(uri) {
      const bytes = await vscode.workspace.fs.readFile(uri.with({ scheme: 'file' }));
      return new TextDecoder().decode(bytes);
    },
  });
}
