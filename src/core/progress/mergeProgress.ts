import { isRecord } from '../../base/assert.ts';
import type {
  AnswerRecord,
  ExerciseRecord,
  LessonRecord,
  ProgressDocument,
  QuizRecord,
} from './progressDocument.ts';

/**
 * The best of two documents, item by item: nothing that was achieved in either is lost. Where neither is better the
 * newer document wins. The order of the arguments does not matter, and merging a document with itself changes nothing.
 */
export function mergeProgress(a: ProgressDocument, b: ProgressDocument): ProgressDocument {
  const [older, newer] = inOrder(a, b);
  return {
    ...mergeUnknown(older, newer),
    formatVersion: 1,
    updatedAt: newer.updatedAt,
    lessons: mergeMaps(older.lessons, newer.lessons, mergeLesson),
    exercises: mergeMaps(older.exercises, newer.exercises, mergeExercise),
    quizzes: mergeMaps(older.quizzes, newer.quizzes, mergeQuiz),
  };
}

/** By time, then by content: two documents of the same millisecond must merge alike whichever comes first. */
function inOrder(a: ProgressDocument, b: ProgressDocument): [ProgressDocument, ProgressDocument] {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? [a, b] : [b, a];
  return JSON.stringify(a) <= JSON.stringify(b) ? [a, b] : [b, a];
}

function mergeMaps<T>(
  older: Readonly<Record<string, T>>,
  newer: Readonly<Record<string, T>>,
  merge: (older: T, newer: T) => T,
): Record<string, T> {
  const result: Record<string, T> = { ...older };
  for (const [key, value] of Object.entries(newer)) {
    const other = older[key];
    result[key] = other === undefined ? value : merge(other, value);
  }
  return result;
}

function mergeLesson(older: LessonRecord, newer: LessonRecord): LessonRecord {
  const openedAt = earliest(older.openedAt, newer.openedAt);
  const readAt = earliest(older.readAt, newer.readAt);
  return {
    ...older,
    ...newer,
    ...(openedAt !== undefined && { openedAt }),
    ...(readAt !== undefined && { readAt }),
  };
}

function mergeExercise(older: ExerciseRecord, newer: ExerciseRecord): ExerciseRecord {
  const best = older.state === 'solved' && newer.state !== 'solved' ? older : newer;
  const solvedAt = best.state === 'solved' ? earliest(older.solvedAt, newer.solvedAt) : undefined;
  const lastVerdict =
    (older.lastVerdict?.at ?? '') > (newer.lastVerdict?.at ?? '') ? older.lastVerdict : newer.lastVerdict;
  return {
    ...older,
    ...newer,
    ...best,
    openedAt: earliest(older.openedAt, newer.openedAt) ?? best.openedAt,
    hintsShown: Math.max(older.hintsShown, newer.hintsShown),
    attempts: Math.max(older.attempts, newer.attempts),
    ...(solvedAt !== undefined && { solvedAt }),
    ...(lastVerdict && { lastVerdict }),
  };
}

function mergeQuiz(older: QuizRecord, newer: QuizRecord): QuizRecord {
  return {
    ...older,
    ...newer,
    order: { ...older.order, ...newer.order },
    hints: [...new Set([...older.hints, ...newer.hints])].sort(),
    answers: mergeMaps(older.answers, newer.answers, betterAnswer),
  };
}

function betterAnswer(older: AnswerRecord, newer: AnswerRecord): AnswerRecord {
  const best = older.score > newer.score ? older : newer;
  return { ...best, attempts: Math.max(older.attempts, newer.attempts) };
}

/** Keys written by a version we do not know: both sides are kept, objects one level deep, else the newer value. */
function mergeUnknown(older: ProgressDocument, newer: ProgressDocument): Record<string, unknown> {
  const result: Record<string, unknown> = { ...older };
  for (const [key, value] of Object.entries(newer)) {
    const other = older[key];
    result[key] = isRecord(other) && isRecord(value) ? { ...other, ...value } : value;
  }
  return result;
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
