import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import { panelTypes } from './contributions/views.ts';
import { storageFolders } from './contributions/storageKeys.ts';
import { exerciseVersionHash } from './packs/exerciseVersionHash.ts';
import { loadPack } from './packs/loadPack.ts';
import { createTensorFlowInstaller } from './runner/tensorflow/createTensorFlowInstaller.ts';
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
import { registerReadyWorker } from './ui/editor/readyWorker.ts';
import { createPrograms } from './ui/editor/programs.ts';
import { createSolutions, registerSolutionDocuments } from './ui/editor/solutions.ts';
import { createTensorFlowRuntime } from './ui/engine/tensorFlowRuntime.ts';
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
  const keep: Keep = (part) => {
    context.subscriptions.push(part);
    return part;
  };
  const services = await createServices(context, keep);
  const panels = createPanels(services, keep);
  const editor = createEditorParts(services, keep);
  keep(registerLessonsTree(services));
  keep(registerRunsTree(services));
  keep(registerRunStatus(services));
  tellProgressMode(services.progress, services.language);
  keep(registerCommands({ ...services, ...panels, ...editor }));
}

/** The editor waits for this when its window closes: no learner program outlives it. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
  running = undefined;
}

type Keep = <T extends vscode.Disposable>(part: T) => T;
type Services = Awaited<ReturnType<typeof createServices>>;

/** What is stored, what there is to learn, and what runs. */
async function createServices(context: vscode.ExtensionContext, keep: Keep) {
  const inExtension = (...parts: string[]): string => join(context.extensionPath, ...parts);
  const inStorage = (...parts: string[]): string => join(context.globalStorageUri.fsPath, ...parts);
  const log = keep(createLog());
  const { logger } = log;
  const preferences = createPreferences();
  const language = keep(createLanguage(preferences));
  const [progress, runStore] = await Promise.all([
    openProgressStore({ folder: inStorage(storageFolders.progress), logger }).then(keep),
    openRunStore({ folder: inStorage(storageFolders.runs), logger }).then(keep),
  ]);
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
  const datasetsFolder = inExtension('lessons', 'datasets');
  const distFolder = inExtension('dist');
  const runner = createRunner(runnerOptions({ distFolder, datasetsFolder, preferences, logger }));
  running = runner;
  return {
    activeRuns: keep(createActiveRuns({ runner, runStore, preferences, logger })),
    datasetsFolder,
    distTypes: inExtension('dist', 'types'),
    exerciseIndex: createExerciseIndex(library, progress),
    extensionFolder: context.extensionPath,
    extensionId: context.extension.id,
    extensionUri: context.extensionUri,
    language,
    learnerFiles: openLearnerFiles({ folder: inStorage(storageFolders.snapshots), logger }),
    library,
    logger,
    memory: context.globalState,
    preferences,
    progress,
    runner,
    runStore,
    showLog: () => log.show(),
    tensorFlowInstaller: keep(
      createTensorFlowInstaller({
        installFolder: inStorage(storageFolders.tensorFlow),
        linkRoot: inStorage(storageFolders.tensorFlowLinks),
      }),
    ),
  };
}

/** Webviews, which VS Code also restores after a window reload. */
function createPanels(services: Services, keep: Keep) {
  const lessonPanels = keep(createLessonPanels(services));
  const quizPanels = keep(createQuizPanels(services));
  const runPanels = keep(createRunPanels(services));
  keep(vscode.window.registerWebviewPanelSerializer(panelTypes.lesson, lessonPanels));
  keep(vscode.window.registerWebviewPanelSerializer(panelTypes.quiz, quizPanels));
  keep(vscode.window.registerWebviewPanelSerializer(panelTypes.run, runPanels));
  return { lessonPanels, quizPanels, runPanels };
}

/** What people do with their files. */
function createEditorParts(services: Services, keep: Keep) {
  const learnerFolder = createLearnerFolder(services);
  const checks = keep(createChecks({ ...services, hashOf: exerciseVersionHash }));
  const programs = createPrograms(services);
  keep(registerSolutionDocuments());
  keep(registerCodeLenses({ ...services, checks }));
  keep(registerProblems({ ...services, checks }));
  keep(registerReadyWorker(services));
  return {
    checks,
    exercises: createExercises({ ...services, learnerFolder }),
    exerciseTests: keep(createExerciseTests({ ...services, checks, programs })),
    hints: keep(createHints(services)),
    programs,
    solutions: createSolutions(services),
    tensorFlowRuntime: createTensorFlowRuntime(services),
  };
}
