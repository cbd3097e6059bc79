import type { StepProgress } from '../../core/progress/lessonProgress.ts';
import type { LessonPlace } from '../shared/library.ts';
import type { Chapter, Pack } from '../../protocol/pack.ts';

/** What the Lessons view shows: pack → chapter → lesson → step. Commands receive the node that was clicked. */
export type LessonsNode = PackNode | ChapterNode | LessonNode | StepNode;

export interface PackNode {
  kind: 'pack';
  pack: Pack;
}

export interface ChapterNode {
  kind: 'chapter';
  pack: Pack;
  chapter: Chapter;
}

export interface LessonNode {
  kind: 'lesson';
  place: LessonPlace;
  lessonId: string;
}

export interface StepNode {
  kind: 'step';
  place: LessonPlace;
  lessonId: string;
  progress: StepProgress;
  exerciseId?: string;
}

export function packNodes(packs: readonly Pack[]): LessonsNode[] {
  // With one pack, its chapters are the top level: a single root that must be opened teaches nobody anything.
  const [only] = packs;
  if (only && packs.length === 1) return chapterNodes(only);
  return packs.map((pack) => ({ kind: 'pack', pack }));
}

export function chapterNodes(pack: Pack): ChapterNode[] {
  return pack.chapters.map((chapter) => ({ kind: 'chapter', pack, chapter }));
}

export function lessonNodes({ pack, chapter }: ChapterNode): LessonNode[] {
  return chapter.lessons.map((lesson, index) => ({
    kind: 'lesson',
    place: { pack, chapter, lesson, index },
    lessonId: lesson.manifest.id,
  }));
}

export function stepNodes({ place, lessonId }: LessonNode, steps: readonly StepProgress[]): StepNode[] {
  return steps.map((progress) => ({
    kind: 'step',
    place,
    lessonId,
    progress,
    ...(progress.exerciseId !== undefined && { exerciseId: progress.exerciseId }),
  }));
}

/** Stable across reloads, so that VS Code keeps what is expanded and selected. */
export function nodeId(node: LessonsNode): string {
  switch (node.kind) {
    case 'pack':
      return node.pack.manifest.id;
    case 'chapter':
      return `${node.pack.manifest.id}/${node.chapter.slug}`;
    case 'lesson':
      return node.lessonId;
    case 'step':
      return `${node.lessonId}/${node.progress.index}`;
  }
}
