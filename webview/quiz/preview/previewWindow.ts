import type { QuizSnapshot } from '../../../src/protocol/quizSurface.ts';

declare global {
  interface Window {
    /** What the page asked of its host, for tests: `[name, params]`. */
    asked?: [name: string, params: unknown][];
    /** Replaces parts of the quiz, as the host does when something has changed. */
    changeQuiz?: (changes: Partial<QuizSnapshot>) => void;
  }
}
