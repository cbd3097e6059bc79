import type { LessonSnapshot } from '../../src/protocol/lessonSurface.ts';

export type ExerciseView = LessonSnapshot['exercises'][number];

/**
 * The exercise that a step or a directive means. Authors name it by its id or by its folder, and only the host knows
 * folders: a step that carries the same name tells which title belongs to it.
 */
export function exerciseNamed(
  { exercises, steps }: Pick<LessonSnapshot, 'exercises' | 'steps'>,
  name: string,
): ExerciseView | undefined {
  const named = exercises.find(({ id }) => id === name);
  if (named) return named;
  const same = steps.find(({ step }) => step.kind === 'exercise' && step.exercise === name);
  return same && exercises.find(({ title }) => title === same.title);
}
