import type { LessonSurface } from '../../src/protocol/lessonSurface.ts';
import type { Client } from '../../src/protocol/peer.ts';
import type { Locale } from '../../src/protocol/locale.ts';

/** What a person can do from the lesson panel. Failures are shown by the panel, so nothing here needs awaiting. */
export interface LessonActions {
  setLocale: (locale: Locale) => void;
  markRead: () => void;
  rememberScroll: (scroll: number) => void;
  openExercise: (exerciseId: string) => void;
  openQuiz: (itemId?: string) => void;
  openLesson: (lessonId: string) => void;
  openLink: (href: string) => void;
  copyCode: (text: string) => void;
}

export function createLessonActions(
  client: Client<LessonSurface>,
  onFailure: (thrown: unknown) => void,
): LessonActions {
  const settle = (request: Promise<unknown>): void => void request.catch(onFailure);
  return {
    setLocale: (locale) => settle(client.request('setLocale', { locale })),
    markRead: () => settle(client.request('markRead', undefined)),
    rememberScroll: (scroll) => settle(client.request('rememberScroll', { scroll })),
    openExercise: (exerciseId) => settle(client.request('openExercise', { exerciseId })),
    openQuiz: (itemId) => settle(client.request('openQuiz', itemId === undefined ? {} : { itemId })),
    openLesson: (lessonId) => settle(client.request('openLesson', { lessonId })),
    openLink: (href) => settle(client.request('openLink', { href })),
    copyCode: (text) => settle(client.request('copyCode', { text })),
  };
}
