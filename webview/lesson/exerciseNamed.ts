import type { LessonSnapshot } from '../../src/protocol/lessonSurface.ts';

export type ExerciseView = LessonSnapshot['exercises'][number];

/** The exercise that a step or a directive means: authors name it by its id or by its folder. */
export function exerciseNamed(
  { exercises }: Pick<LessonSnapshot, 'exercises'>,
  name: string,
): ExerciseView | undefined {
  return exercises.find(({ id, slug }) => id === name || slug === name);
}
