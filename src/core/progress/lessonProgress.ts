import { assertNever } from '../../base/assert.ts';
import type { StepState } from '../../protocol/lessonSurface.ts';
import type { Lesson, StepManifest } from '../../protocol/pack.ts';
import { exerciseOf } from './exerciseOf.ts';
import type { ProgressDocument } from './progressDocument.ts';

export interface StepProgress {
  /** Position in `lesson.manifest.steps`. */
  index: number;
  step: StepManifest;
  state: StepState;
  /** Share of the step that is done, 0..1. */
  fraction: number;
  /** Set for exercise steps whose exercise exists. */
  exerciseId?: string;
}

export interface LessonProgress {
  lessonId: string;
  state: StepState;
  steps: StepProgress[];
  /** Mean of the steps' fractions, 0..1. */
  fraction: number;
  quiz: { items: number; answered: number; correct: number };
  /** The first step that is not done. */
  nextStep?: StepProgress;
}

/**
 * How far a learner is in a lesson. Reading is done at the end of the text, an exercise when its check passed once,
 * a quiz when every item was answered: right or wrong, a quiz is something to learn from and not a gate.
 */
export function lessonProgress(lesson: Lesson, progress: ProgressDocument): LessonProgress {
  const quiz = quizCounts(lesson, progress);
  const steps = lesson.manifest.steps.map((step, index) => stepProgress(lesson, progress, quiz, step, index));
  const nextStep = steps.find((step) => step.state !== 'done');
  const touched = progress.lessons[lesson.manifest.id]?.openedAt !== undefined;
  return {
    lessonId: lesson.manifest.id,
    state: overallState(steps, touched),
    steps,
    fraction: steps.length === 0 ? 0 : steps.reduce((sum, step) => sum + step.fraction, 0) / steps.length,
    quiz,
    ...(nextStep && { nextStep }),
  };
}

function stepProgress(
  lesson: Lesson,
  progress: ProgressDocument,
  quiz: LessonProgress['quiz'],
  step: StepManifest,
  index: number,
): StepProgress {
  switch (step.kind) {
    case 'read': {
      const record = progress.lessons[lesson.manifest.id];
      const done = record?.readAt !== undefined;
      const state = done ? 'done' : record?.openedAt === undefined ? 'todo' : 'doing';
      return { index, step, state, fraction: done ? 1 : 0 };
    }
    case 'exercise': {
      const exercise = exerciseOf(lesson, step.exercise);
      if (!exercise) return { index, step, state: 'todo', fraction: 0 };
      const exerciseId = exercise.manifest.id;
      const record = progress.exercises[exerciseId];
      const state = record === undefined ? 'todo' : record.state === 'solved' ? 'done' : 'doing';
      return { index, step, state, fraction: state === 'done' ? 1 : 0, exerciseId };
    }
    case 'quiz': {
      const state = quiz.answered === 0 ? 'todo' : quiz.answered < quiz.items ? 'doing' : 'done';
      return { index, step, state, fraction: quiz.items === 0 ? 0 : quiz.answered / quiz.items };
    }
    default:
      return assertNever(step);
  }
}

/** Only items that still exist count: an answer to an item that a newer pack removed is kept but not shown. */
function quizCounts(lesson: Lesson, progress: ProgressDocument): LessonProgress['quiz'] {
  const answers = progress.quizzes[lesson.manifest.id]?.answers ?? {};
  const given = lesson.quiz.map((item) => answers[item.id]).filter((answer) => answer !== undefined);
  return {
    items: lesson.quiz.length,
    answered: given.length,
    correct: given.filter((answer) => answer.correct).length,
  };
}

function overallState(steps: readonly StepProgress[], touched: boolean): StepState {
  if (steps.length > 0 && steps.every((step) => step.state === 'done')) return 'done';
  return touched || steps.some((step) => step.state !== 'todo') ? 'doing' : 'todo';
}
