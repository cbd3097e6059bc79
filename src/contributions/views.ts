export const viewContainerId = 'deepLearning';

export const viewIds = {
  lessons: 'deepLearning.lessons',
  runs: 'deepLearning.runs',
} as const;

/** Types of webview panels. VS Code stores them when it restores a window, so they never change. */
export const panelTypes = {
  lesson: 'deepLearning.lesson',
  quiz: 'deepLearning.quiz',
  run: 'deepLearning.run',
  doctor: 'deepLearning.doctor',
  compare: 'deepLearning.compare',
} as const;

export const walkthroughId = 'deepLearning.start';

/** `contextValue` of tree items, which menus in package.json match. */
export const treeItemKinds = {
  pack: 'pack',
  chapter: 'chapter',
  lesson: 'lesson',
  stepRead: 'step.read',
  stepExercise: 'step.exercise',
  stepQuiz: 'step.quiz',
  runEnded: 'run.ended',
  /** Ended, with weights that were kept. */
  runEndedWithModel: 'run.ended.model',
  /** Ended, with epochs from which training can go on. */
  runEndedWithEpochs: 'run.ended.model.epochs',
  runRunning: 'run.running',
  /** Behind the kind of a run that is pinned: menus match it with `=~`. */
  pinnedRun: '.pinned',
} as const;

/** Owner of the hint threads, matched by a menu in package.json. */
export const hintControllerId = 'deepLearning.hints';
