import { grade } from '../../src/core/grading/grade.ts';
import type { QuizItemView, QuizSnapshot, QuizSurface } from '../../src/protocol/quizSurface.ts';
import './preview/previewWindow.ts';
import { installFakeHost } from '../lib/preview/fakeHost.ts';
import { applyThemeFromAddress } from '../lib/preview/themes.ts';
import { previewItems } from './preview/items.ts';

applyThemeFromAddress();
const asked: [string, unknown][] = [];
window.asked = asked;

/** A fixed shuffle: previews and tests look the same each time. */
function freshView(item: QuizItemView['item']): QuizItemView {
  const ids = 'options' in item ? item.options.map(({ id }) => id) : [];
  return { item, order: ids.toReversed(), hintShown: false };
}

let quiz: QuizSnapshot = {
  lessonId: 'cnn-mnist',
  lessonTitle: 'CNN on MNIST',
  locale: 'en',
  items: previewItems.map(freshView),
  current: 0,
};

function change(changes: Partial<QuizSnapshot>): undefined {
  quiz = { ...quiz, ...changes };
  server.emit('changed', quiz);
}

function changeItem(itemId: string, next: (view: QuizItemView) => QuizItemView): undefined {
  change({ items: quiz.items.map((view) => (view.item.id === itemId ? next(view) : view)) });
}

const server = installFakeHost<QuizSurface>({
  ready: () => quiz,
  answer({ itemId, answer }) {
    asked.push(['answer', answer]);
    const item = previewItems.find(({ id }) => id === itemId);
    if (!item) throw new Error(`There is no question "${itemId}".`);
    const result = grade(item, answer);
    if (!result.unreadable)
      changeItem(itemId, (view) => ({
        ...view,
        answered: { answer, result, attempts: (view.answered?.attempts ?? 0) + 1 },
      }));
    return result;
  },
  retry: ({ itemId }) => changeItem(itemId, ({ item }) => freshView(item)),
  retryAll: ({ onlyWrong }) =>
    change({
      items: quiz.items.map((view) =>
        onlyWrong && view.answered?.result.correct ? view : freshView(view.item),
      ),
      current: onlyWrong
        ? Math.max(
            0,
            quiz.items.findIndex((view) => !view.answered?.result.correct),
          )
        : 0,
    }),
  showHint: ({ itemId }) => changeItem(itemId, (view) => ({ ...view, hintShown: true })),
  goTo: ({ index }) => change({ current: index }),
  setLocale: ({ locale }) => change({ locale }),
  openLesson() {
    asked.push(['openLesson', undefined]);
    return undefined;
  },
});
window.changeQuiz = change;
void import('./main.ts');
