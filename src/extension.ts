import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import { storageFolders } from './contributions/storageKeys.ts';
import { exerciseVersionHash } from './packs/exerciseVersionHash.ts';
import { loadPack } from './packs/loadPack.ts';
import type { Runner } from './runner/runnerTypes.ts';
import { openLearnerFiles } from './storage/learnerFiles.ts';
import { openProgressStore } from './storage/progressStore.ts';
import { openRunStore } from './storage/runStore.ts';
import { createChecks } from './ui/editor/checks.ts';
import { registerCodeLenses } from './ui/editor/codeLenses.ts';
import { registerEngineSearch } from './ui/editor/engineSearch.ts';
import { createExercises } from './ui/editor/exercises.ts';
import { createExerciseTests } from './ui/editor/exerciseTests.ts';
import { createHints } from './ui/editor/hints.ts';
import { createLearnerFolder } from './ui/editor/learnerFolder.ts';
import { registerProblems } from './ui/editor/problems.ts';
import { registerReadyWorker } from './ui/editor/readyWorker.ts';
import { createPrograms } from './ui/editor/programs.ts';
import { createSolutions, registerSolutionDocuments } from './ui/editor/solutions.ts';
import { createComparePanel } from './ui/panels/comparePanel.ts';
import { createEngineDoctor } from './ui/panels/doctorPanel.ts';
import { createTensorFlowRuntime } from './ui/engine/tensorFlowRuntime.ts';
import { createLessonPanels } from './ui/panels/lessonPanel.ts';
import { createQuizPanels } from './ui/panels/quizPanel.ts';
import { restorePanels } from './ui/panels/restorePanels.ts';
import { createRunPanels } from './ui/panels/runPanel.ts';
import { createActiveRuns } from './ui/shared/activeRuns.ts';
import { createComputing } from './ui/shared/computing.ts';
import { createExerciseIndex } from './ui/shared/exerciseIndex.ts';
import { createLanguage } from './ui/shared/language.ts';
import { createLibrary } from './ui/shared/library.ts';
import { createLog } from './ui/shared/log.ts';
import { createPreferences } from './ui/shared/preferences.ts';
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
  const { version } = context.extension.packageJSON as { version: string };
  const extensionFolder = context.extensionPath;
  const storageFolder = inStorage();
  const computing = createComputing({ extensionFolder, storageFolder, version, preferences, logger });
  keep(vscode.Disposable.from(computing.engines, computing.tensorFlowInstaller));
  running = computing.runner;
  return {
    ...computing,
    activeRuns: keep(createActiveRuns({ ...computing, runStore, preferences, logger })),
    distTypes: inExtension('dist', 'types'),
    exerciseIndex: createExerciseIndex(library, progress),
    extensionFolder,
    extensionId: context.extension.id,
    extensionUri: context.extensionUri,
    language,
    learnerFiles: openLearnerFiles({ folder: inStorage(storageFolders.snapshots), logger }),
    library,
    logger,
    memory: context.globalState,
    preferences,
    progress,
    runStore,
    showLog: () => log.show(),
    version,
  };
}

/** Webviews, which VS Code also restores after a window reload. */
function createPanels(services: Services, keep: Keep) {
  const panels = {
    lessonPanels: keep(createLessonPanels(services)),
    quizPanels: keep(createQuizPanels(services)),
    runPanels: keep(createRunPanels(services)),
    engineDoctor: keep(createEngineDoctor(services)),
    comparison: keep(createComparePanel(services)),
  };
  keep(restorePanels(panels));
  return panels;
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
  keep(registerEngineSearch(services));
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
