import { basename } from 'node:path';
import { lessonProgress } from '../../core/progress/lessonProgress.ts';
import { exerciseOf } from '../../core/progress/exerciseOf.ts';
import { lessonAfter } from '../../core/progress/nextLesson.ts';
import type { ProgressDocument } from '../../core/progress/progressDocument.ts';
import type { LessonSnapshot, LessonStepView } from '../../protocol/lessonSurface.ts';
import type { LessonPlace } from '../shared/library.ts';
import type { Language } from '../shared/language.ts';

export interface LessonSnapshotInput {
  place: LessonPlace;
  progress: ProgressDocument;
  language: Pick<Language, 'locale' | 'say' | 'of'>;
  mediaBase: string;
  trusted: boolean;
}

/** Everything the lesson panel draws, from what is stored. */
export function lessonSnapshot(input: LessonSnapshotInput): LessonSnapshot {
  const { place, progress, language, mediaBase, trusted } = input;
  const { lesson, chapter, pack, index } = place;
  const { manifest } = lesson;
  const done = lessonProgress(lesson, progress);
  const next = lessonAfter(pack, manifest.id);
  return {
    lessonId: manifest.id,
    locale: language.locale,
    packTitle: language.of(pack.manifest.title),
    chapterTitle: language.of(chapter.title),
    title: language.of(manifest.title),
    summary: language.of(manifest.summary),
    minutes: manifest.minutes,
    position: index + 1,
    positions: chapter.lessons.length,
    markdown: lesson.texts[language.locale],
    mediaBase,
    steps: done.steps.map(({ step, state }): LessonStepView => {
      const exercise = step.kind === 'exercise' ? exerciseOf(lesson, step.exercise) : undefined;
      const title = exercise ? language.of(exercise.manifest.title) : language.say(`step.${step.kind}`);
      return { step, title, state };
    }),
    exercises: lesson.exercises.map((exercise) => ({
      id: exercise.manifest.id,
      slug: basename(exercise.folder),
      title: language.of(exercise.manifest.title),
      summary: language.of(exercise.manifest.summary),
      state: done.steps.find((step) => step.exerciseId === exercise.manifest.id)?.state ?? 'todo',
      trusted,
    })),
    quiz: done.quiz,
    scroll: progress.lessons[manifest.id]?.scroll ?? 0,
    ...(next && { next: { lessonId: next.manifest.id, title: language.of(next.manifest.title) } }),
  };
}
