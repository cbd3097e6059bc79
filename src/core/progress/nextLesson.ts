import type { Lesson, Pack } from '../../protocol/pack.ts';
import { lessonProgress } from './lessonProgress.ts';
import type { ProgressDocument } from './progressDocument.ts';

/** The lesson that follows in reading order, across chapters. `undefined` after the last one. */
export function lessonAfter(pack: Pack, lessonId: string): Lesson | undefined {
  const lessons = pack.chapters.flatMap((chapter) => chapter.lessons);
  const index = lessons.findIndex((lesson) => lesson.manifest.id === lessonId);
  return index < 0 ? undefined : lessons[index + 1];
}

/** Where to go on: the lesson opened last and not finished, else the first unfinished one; `undefined` when all are done. */
export function nextLesson(pack: Pack, progress: ProgressDocument): Lesson | undefined {
  const unfinished = pack.chapters
    .flatMap((chapter) => chapter.lessons)
    .filter((lesson) => lessonProgress(lesson, progress).state !== 'done');
  const openedAt = (lesson: Lesson): string => progress.lessons[lesson.manifest.id]?.openedAt ?? '';
  // ISO times in UTC sort as text. A stable maximum keeps reading order where nothing was opened.
  return unfinished.reduce<Lesson | undefined>(
    (best, lesson) => (best === undefined || openedAt(lesson) > openedAt(best) ? lesson : best),
    undefined,
  );
}
