import type { LessonSnapshot } from '../../../src/protocol/lessonSurface.ts';

declare global {
  interface Window {
    /** What the page asked of its host, for tests: `[name, params]`. */
    asked?: [name: string, params: unknown][];
    /** Replaces parts of the lesson, as the host does when something has changed. */
    changeLesson?: (changes: Partial<LessonSnapshot>) => void;
  }
}
