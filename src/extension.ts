import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import { panelTypes } from './contributions/views.ts';
import { storageFolders } from './contributions/storageKeys.ts';
import { exerciseVersionHash } from './packs/exerciseVersionHash.ts';
import { loadPack } from './packs/loadPack.ts';
import { createRunner } from './runner/createRunner.ts';
import type { Runner } from './runner/runnerTypes.ts';
import { openLearnerFiles } from './storage/learnerFiles.ts';
import { openProgressStore } from './storage/progressStore.ts';
import { openRunStore } from './storage/runStore.ts';
import { createChecks } from './ui/editor/checks.ts';
import { registerCodeLenses } from './ui/editor/codeLenses.ts';
import { createExercises } from './ui/editor/exercises.ts';
import { createExerciseTests } from './ui/editor/exerciseTests.ts';
import { createHints } from './ui/editor/hints.ts';
import { createLearnerFolder } from './ui/editor/learnerFolder.ts';
import { registerProblems } from './ui/editor/problems.ts';
import { createPrograms } from './ui/editor/programs.ts';
import { createSolutions, registerSolutionDocuments } from './ui/editor/solutions.ts';
import { createLessonPanels } from './ui/panels/lessonPanel.ts';
import { createQuizPanels } from './ui/panels/quizPanel.ts';
import { createRunPanels } from './ui/panels/runPanel.ts';
import { createActiveRuns } from './ui/shared/activeRuns.ts';
import { createExerciseIndex } from './ui/shared/exerciseIndex.ts';
import { createLanguage } from './ui/shared/language.ts';
import { createLibrary } from './ui/shared/library.ts';
import { createLog } from './ui/shared/log.ts';
import { createPreferences } from './ui/shared/preferences.ts';
import { runnerOptions } from './ui/shared/runnerOptions.ts';
import { tellProgressMode } from './ui/status/progressMode.ts';
import { registerRunStatus } from './ui/status/runStatus.ts';
import { registerLessonsTree } from './ui/tree/lessonsTree.ts';
import { registerRunsTree } from './ui/tree/runsTree.ts';

let running: Runner | undefined;

/** Builds the services and hands them to the parts that show them. The one place where anything is constructed. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const keep = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const inExtension = (...parts: string[]): string => join(context.extensionPath, ...parts);
  const inStorage = (...parts: string[]): string => join(context.globalStorageUri.fsPath, ...parts);

  const log = keep(createLog());
  const { logger } = log;
  const preferences = createPreferences();
  const language = keep(createLanguage(preferences));

  // What is stored.
  const [progress, runStore] = await Promise.all([
    openProgressStore({ folder: inStorage(storageFolders.progress), logger }),
    openRunStore({ folder: inStorage(storageFolders.runs), logger }),
  ]);
  keep(progress);
  keep(runStore);
  const learnerFiles = openLearnerFiles({ folder: inStorage(storageFolders.snapshots), logger });

  // What runs, and what there is to learn.
  const datasetsFolder = inExtension('lessons', 'datasets');
  const runner = createRunner(
    runnerOptions({ distFolder: inExtension('dist'), datasetsFolder, preferences, logger }),
  );
  running = runner;
  const library = keep(
    createLibrary({
      folders: () => [
        inExtension('lessons', 'deep-learning'),
        ...preferences.get('deepLearning.packs.folders'),
      ],
      loadPack,
      logger,
    }),
  );
  keep(preferences.onDidChange('deepLearning.packs.folders', () => void library.reload()));
  const activeRuns = keep(createActiveRuns({ runner, runStore, preferences, logger }));
  const checks = keep(
    createChecks({ runner, progress, learnerFiles, preferences, hashOf: exerciseVersionHash, logger }),
  );
  const exerciseIndex = createExerciseIndex(library, progress);

  // What people see.
  const host = { extensionUri: context.extensionUri, logger };
  const lessonPanels = keep(createLessonPanels({ ...host, library, progress, language, preferences }));
  const quizPanels = keep(createQuizPanels({ ...host, library, progress, language, preferences }));
  const runPanels = keep(createRunPanels({ ...host, runStore, activeRuns, language, datasetsFolder }));
  keep(vscode.window.registerWebviewPanelSerializer(panelTypes.lesson, lessonPanels));
  keep(vscode.window.registerWebviewPanelSerializer(panelTypes.quiz, quizPanels));
  keep(vscode.window.registerWebviewPanelSerializer(panelTypes.run, runPanels));
  keep(registerLessonsTree({ library, progress, language }));
  keep(registerRunsTree({ runStore, activeRuns, language }));
  keep(registerRunStatus({ activeRuns, preferences, language }));
  tellProgressMode(progress, language);

  // What people do with their files.
  const memory = context.globalState;
  const learnerFolder = createLearnerFolder({ preferences, language, memory });
  const distTypes = inExtension('dist', 'types');
  const exercises = createExercises({ learnerFiles, learnerFolder, progress, language, distTypes, logger });
  const programs = createPrograms({
    activeRuns,
    exerciseIndex,
    language,
    extensionFolder: context.extensionPath,
  });
  const exerciseTests = keep(createExerciseTests({ library, progress, language, checks, programs }));
  const hints = keep(createHints({ progress, exerciseIndex, language }));
  const solutions = createSolutions({ progress, language, memory });
  keep(registerSolutionDocuments());
  keep(registerCodeLenses({ activeRuns, checks, exerciseIndex, library, language, progress }));
  keep(registerProblems({ activeRuns, checks, language }));

  keep(
    registerCommands({
      activeRuns,
      checks,
      exerciseIndex,
      exercises,
      exerciseTests,
      extensionId: context.extension.id,
      hints,
      language,
      lessonPanels,
      library,
      logger,
      preferences,
      programs,
      progress,
      quizPanels,
      runPanels,
      runStore,
      showLog: log.show,
      solutions,
    }),
  );
}

/** The editor waits for this when its window closes: no learner program outlives it. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
  running = undefined;
}
