import type { Locale } from './locale.ts';
import type { StepManifest } from './pack.ts';

export type StepState = 'todo' | 'doing' | 'done';

export interface LessonStepView {
  step: StepManifest;
  title: string;
  state: StepState;
}

/** Everything the lesson panel draws. */
export interface LessonSnapshot {
  lessonId: string;
  locale: Locale;
  packTitle: string;
  chapterTitle: string;
  title: string;
  summary: string;
  minutes: number;
  /** 1-based place in the chapter. */
  position: number;
  positions: number;
  /** Markdown with our `:::` directives. */
  markdown: string;
  /** Prefix for relative picture paths, already a webview resource address. */
  mediaBase: string;
  steps: LessonStepView[];
  /** `slug` is the folder name by which steps and directives may name an exercise. */
  exercises: {
    id: string;
    slug: string;
    title: string;
    summary: string;
    state: StepState;
    trusted: boolean;
  }[];
  quiz: { items: number; answered: number; correct: number };
  /** 0..1, where the reader left off. */
  scroll: number;
  next?: { lessonId: string; title: string };
}

export interface LessonSurface {
  requests: {
    ready: { params: undefined; result: LessonSnapshot };
    setLocale: { params: { locale: Locale }; result: undefined };
    /** The reader has seen the text to its end. */
    markRead: { params: undefined; result: undefined };
    rememberScroll: { params: { scroll: number }; result: undefined };
    openExercise: { params: { exerciseId: string }; result: undefined };
    openQuiz: { params: { itemId?: string }; result: undefined };
    openLesson: { params: { lessonId: string }; result: undefined };
    /** Opens an http(s) address in the person's browser after VS Code's own confirmation. */
    openLink: { params: { href: string }; result: undefined };
    copyCode: { params: { text: string }; result: undefined };
  };
  events: {
    changed: LessonSnapshot;
  };
}
