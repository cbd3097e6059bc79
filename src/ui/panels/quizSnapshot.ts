import { assertNever } from '../../base/assert.ts';
import { grade } from '../../core/grading/grade.ts';
import type { ProgressDocument, QuizRecord } from '../../core/progress/progressDocument.ts';
import type { Lesson } from '../../protocol/pack.ts';
import type { Locale } from '../../protocol/locale.ts';
import type { QuizItem } from '../../protocol/quiz.ts';
import type { QuizItemView, QuizSnapshot } from '../../protocol/quizSurface.ts';

export const emptyQuiz: Readonly<QuizRecord> = { order: {}, current: 0, hints: [], answers: {} };

export interface QuizSnapshotInput {
  lesson: Lesson;
  progress: ProgressDocument;
  locale: Locale;
  /** Items being answered again: their old answer counts until there is a new one, but is not shown. */
  retrying: ReadonlySet<string>;
}

export function quizSnapshot({ lesson, progress, locale, retrying }: QuizSnapshotInput): QuizSnapshot {
  const quiz = progress.quizzes[lesson.manifest.id] ?? emptyQuiz;
  return {
    lessonId: lesson.manifest.id,
    lessonTitle: lesson.manifest.title[locale],
    locale,
    items: lesson.quiz.map((item) => itemView(item, quiz, retrying.has(item.id))),
    current: Math.min(quiz.current, lesson.quiz.length),
  };
}

function itemView(item: QuizItem, quiz: QuizRecord, isRetrying: boolean): QuizItemView {
  const answered = isRetrying ? undefined : quiz.answers[item.id];
  return {
    item,
    order: currentOrder(item, quiz),
    hintShown: quiz.hints.includes(item.id),
    // Graded again from the stored answer: a pack's correction reaches answers that were given before it.
    ...(answered?.answer.kind === item.kind && {
      answered: {
        answer: answered.answer,
        result: grade(item, answered.answer),
        attempts: answered.attempts,
      },
    }),
  };
}

/** The stored order, with options that a newer pack added at the end and those it removed left out. */
function currentOrder(item: QuizItem, quiz: QuizRecord): string[] {
  const ids = optionIds(item);
  const stored = (quiz.order[item.id] ?? []).filter((id) => ids.includes(id));
  return [...stored, ...ids.filter((id) => !stored.includes(id))];
}

function optionIds(item: QuizItem): string[] {
  switch (item.kind) {
    case 'single':
    case 'multiple':
    case 'ordering':
      return item.options.map((option) => option.id);
    case 'numeric':
    case 'shape':
      return [];
    default:
      return assertNever(item);
  }
}

/** A new order for every item that has none yet. Returns true when something was added. */
export function shuffleMissing(lesson: Lesson, quiz: QuizRecord, random: () => number): boolean {
  const missing = lesson.quiz.filter((item) => optionIds(item).length > 0 && !quiz.order[item.id]);
  for (const item of missing) quiz.order[item.id] = shuffledOptions(item, random);
  return missing.length > 0;
}

/** Fisher–Yates. What is to be put in order never starts in the right one. */
export function shuffledOptions(item: QuizItem, random: () => number): string[] {
  const ids = optionIds(item);
  const shuffled = [...ids];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = shuffled[last] as string;
    shuffled[last] = shuffled[other] as string;
    shuffled[other] = kept;
  }
  const isSolved = item.kind === 'ordering' && ids.length > 1 && shuffled.every((id, at) => id === ids[at]);
  return isSolved ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled;
}
