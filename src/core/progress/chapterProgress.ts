import type { StepState } from '../../protocol/lessonSurface.ts';
import type { Chapter, Lesson, Pack } from '../../protocol/pack.ts';
import { lessonProgress } from './lessonProgress.ts';
import type { ProgressDocument } from './progressDocument.ts';

/** Progress of a group of lessons: a chapter or a whole pack. */
export interface GroupProgress {
  state: StepState;
  lessons: number;
  lessonsDone: number;
  /** Mean of the lessons' fractions, 0..1. */
  fraction: number;
}

export function chapterProgress(chapter: Chapter, progress: ProgressDocument): GroupProgress {
  return groupProgress(chapter.lessons, progress);
}

export function packProgress(pack: Pack, progress: ProgressDocument): GroupProgress {
  return groupProgress(
    pack.chapters.flatMap((chapter) => chapter.lessons),
    progress,
  );
}

function groupProgress(lessons: readonly Lesson[], progress: ProgressDocument): GroupProgress {
  const each = lessons.map((lesson) => lessonProgress(lesson, progress));
  const lessonsDone = each.filter((one) => one.state === 'done').length;
  const untouched = each.every((one) => one.state === 'todo');
  return {
    state: untouched ? 'todo' : lessonsDone === each.length ? 'done' : 'doing',
    lessons: each.length,
    lessonsDone,
    fraction: each.length === 0 ? 0 : each.reduce((sum, one) => sum + one.fraction, 0) / each.length,
  };
}
