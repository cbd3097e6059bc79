import type { QuizAnswer } from '../../protocol/quiz.ts';

/** Version of the progress file this code reads and writes. */
export const progressFormatVersion = 1;

/** Times are ISO 8601, UTC. */
export interface LessonRecord {
  openedAt?: string;
  /** When the reader reached the end of the text. */
  readAt?: string;
  /** 0..1, where the reader left off. */
  scroll?: number;
}

export interface ExerciseRecord {
  state: 'opened' | 'solved';
  openedAt: string;
  solvedAt?: string;
  /** Version of the pack it was opened from, then of the pack it was solved on. */
  packVersion: string;
  /** `exerciseVersionHash` at the time it was solved; another hash today means "check again", never "unsolved". */
  versionHash?: string;
  hintsShown: number;
  attempts: number;
  /** Absolute path of the learner's file. */
  file?: string;
  lastVerdict?: { pass: boolean; stage?: string; message?: string; at: string };
}

export interface AnswerRecord {
  answer: QuizAnswer;
  /** 0..1 */
  score: number;
  correct: boolean;
  attempts: number;
  answeredAt: string;
}

export interface QuizRecord {
  /** Item id → option ids in the order they are shown. */
  order: Record<string, string[]>;
  /** Index of the item to show. */
  current: number;
  /** Ids of the items whose hint was shown. */
  hints: string[];
  /** By item id. */
  answers: Record<string, AnswerRecord>;
}

/** Everything a learner has done, as it is kept on disk. Keys this version does not know are carried along untouched. */
export interface ProgressDocument {
  formatVersion: 1;
  updatedAt: string;
  /** By lesson id. */
  lessons: Record<string, LessonRecord>;
  /** By exercise id. */
  exercises: Record<string, ExerciseRecord>;
  /** By lesson id. */
  quizzes: Record<string, QuizRecord>;
  [unknownKey: string]: unknown;
}

export function createProgressDocument(updatedAt = new Date(0).toISOString()): ProgressDocument {
  return { formatVersion: progressFormatVersion, updatedAt, lessons: {}, exercises: {}, quizzes: {} };
}
