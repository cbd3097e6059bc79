import type { EngineId } from '../protocol/run.ts';

/**
 * Every command, and what other code may pass to it. A tree view passes the clicked node and a key binding passes
 * nothing, so each command checks what it was given.
 */
export const commandIds = {
  searchLessons: 'deepLearning.searchLessons',
  reloadLessons: 'deepLearning.reloadLessons',
  openLesson: 'deepLearning.openLesson',
  openNextLesson: 'deepLearning.openNextLesson',
  openQuiz: 'deepLearning.openQuiz',
  openExercise: 'deepLearning.openExercise',
  openWalkthrough: 'deepLearning.openWalkthrough',
  run: 'deepLearning.run',
  runWithEngine: 'deepLearning.runWithEngine',
  findLearningRate: 'deepLearning.findLearningRate',
  debug: 'deepLearning.debug',
  stop: 'deepLearning.stop',
  check: 'deepLearning.check',
  stopCheck: 'deepLearning.stopCheck',
  showHint: 'deepLearning.showHint',
  resetExercise: 'deepLearning.resetExercise',
  compareWithSolution: 'deepLearning.compareWithSolution',
  showCurrentRun: 'deepLearning.showCurrentRun',
  openRun: 'deepLearning.openRun',
  openRunFile: 'deepLearning.openRunFile',
  saveModel: 'deepLearning.saveModel',
  exportRun: 'deepLearning.exportRun',
  importRun: 'deepLearning.importRun',
  resumeRun: 'deepLearning.resumeRun',
  deleteRun: 'deepLearning.deleteRun',
  compareRuns: 'deepLearning.compareRuns',
  runSeeds: 'deepLearning.runSeeds',
  pinRun: 'deepLearning.pinRun',
  unpinRun: 'deepLearning.unpinRun',
  editRunNote: 'deepLearning.editRunNote',
  selectEngine: 'deepLearning.selectEngine',
  engineDoctor: 'deepLearning.engineDoctor',
  installTensorFlow: 'deepLearning.installTensorFlow',
  removeTensorFlow: 'deepLearning.removeTensorFlow',
  openSettings: 'deepLearning.openSettings',
  showLog: 'deepLearning.showLog',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** What our own code passes when it calls a command with `vscode.commands.executeCommand`. */
export interface CommandArguments {
  'deepLearning.openLesson': [lessonId: string];
  'deepLearning.openNextLesson': [];
  'deepLearning.openQuiz': [lessonId: string, itemId?: string];
  'deepLearning.openExercise': [exerciseId: string];
  'deepLearning.run': [file: string, seed?: number];
  'deepLearning.runWithEngine': [file: string, engine?: EngineId];
  'deepLearning.findLearningRate': [file: string, seed?: number];
  'deepLearning.debug': [file: string];
  'deepLearning.stop': [runId: string];
  'deepLearning.check': [file: string];
  'deepLearning.stopCheck': [file: string];
  'deepLearning.showHint': [file: string];
  'deepLearning.resetExercise': [file: string];
  'deepLearning.compareWithSolution': [file: string];
  'deepLearning.openRun': [runId: string];
  'deepLearning.compareRuns': [runIds: string[]];
  'deepLearning.runSeeds': [file: string];
  'deepLearning.resumeRun': [runId: string, choice?: { model: string; epoch: number; learningRate?: number }];
  'deepLearning.selectEngine': [];
  'deepLearning.engineDoctor': [];
}
