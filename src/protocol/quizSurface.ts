import type { Locale } from './locale.ts';
import type { ItemResult, QuizAnswer, QuizItem } from './quiz.ts';

export interface QuizItemView {
  item: QuizItem;
  /** Option ids in the order to show them: shuffled once per attempt, then kept. */
  order: string[];
  /** The answer given, with what was said about it. */
  answered?: { answer: QuizAnswer; result: ItemResult; attempts: number };
  hintShown: boolean;
}

export interface QuizSnapshot {
  lessonId: string;
  lessonTitle: string;
  locale: Locale;
  items: QuizItemView[];
  /** Index of the item to show; `items.length` is the results page. */
  current: number;
}

export interface QuizSurface {
  requests: {
    ready: { params: undefined; result: QuizSnapshot };
    answer: { params: { itemId: string; answer: QuizAnswer }; result: ItemResult };
    retry: { params: { itemId: string }; result: undefined };
    retryAll: { params: { onlyWrong: boolean }; result: undefined };
    showHint: { params: { itemId: string }; result: undefined };
    goTo: { params: { index: number }; result: undefined };
    setLocale: { params: { locale: Locale }; result: undefined };
    openLesson: { params: undefined; result: undefined };
  };
  events: {
    changed: QuizSnapshot;
  };
}
