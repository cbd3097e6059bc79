export type {
  AnswerRecord,
  ExerciseRecord,
  LessonRecord,
  ProgressDocument,
  QuizRecord,
} from '../core/progress/progressDocument.ts';
export { createProgressDocument } from '../core/progress/progressDocument.ts';
export { mergeProgress } from '../core/progress/mergeProgress.ts';
