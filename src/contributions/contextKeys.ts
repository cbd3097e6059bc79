/** Context keys that we set, and the values they take. `when` clauses in package.json read them. */
export interface ContextKeys {
  /** `failed` when no pack at all could be read. */
  'deepLearning.library': 'loading' | 'ready' | 'failed';
  'deepLearning.isRunning': boolean;
  /** The active editor shows the learner's file of an exercise. */
  'deepLearning.isExercise': boolean;
  /** The active editor shows a program that Run understands, an exercise or any TensorFlow.js file. */
  'deepLearning.isRunnable': boolean;
}

export type ContextKey = keyof ContextKeys;

export const contextKeys = [
  'deepLearning.library',
  'deepLearning.isRunning',
  'deepLearning.isExercise',
  'deepLearning.isRunnable',
] as const satisfies readonly ContextKey[];
