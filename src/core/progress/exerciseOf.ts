import type { Exercise, Lesson } from '../../protocol/pack.ts';

/** The exercise that a step or a `::: exercise` directive names, by folder name or by id. */
export function exerciseOf(lesson: Lesson, reference: string): Exercise | undefined {
  return lesson.exercises.find(
    (exercise) => exercise.manifest.id === reference || slugOf(exercise) === reference,
  );
}

/** The exercise's folder name. Its path is written as the operating system writes paths. */
function slugOf(exercise: Exercise): string | undefined {
  return exercise.folder.split(/[\\/]/).findLast((part) => part !== '');
}
