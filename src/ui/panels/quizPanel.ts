import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds } from '../../contributions/commands.ts';
import { panelTypes } from '../../contributions/views.ts';
import { grade } from '../../core/grading/grade.ts';
import type { QuizRecord } from '../../core/progress/progressDocument.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { Lesson } from '../../protocol/pack.ts';
import type { ItemResult, QuizAnswer, QuizItem } from '../../protocol/quiz.ts';
import type { QuizSnapshot, QuizSurface } from '../../protocol/quizSurface.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import { execute } from '../shared/execute.ts';
import type { Language } from '../shared/language.ts';
import { lessonGroup } from '../shared/lessonGroup.ts';
import type { LessonPlace, Library } from '../shared/library.ts';
import type { Preferences } from '../shared/preferences.ts';
import { BadParams, flag, index, localeValue, quizAnswer, record, text } from './guards.ts';
import { emptyQuiz, quizSnapshot, shuffledOptions, shuffleMissing } from './quizSnapshot.ts';
import { createPanelRegistry, panelKeyOf, serveWebview, type PanelHost } from './webviewPanel.ts';

export interface QuizPanelsOptions extends PanelHost {
  library: Library;
  progress: ProgressStore;
  language: Language;
  preferences: Preferences;
}

export interface QuizPanels extends Disposable, vscode.WebviewPanelSerializer {
  /** Shows the quiz of a lesson, at an item if one is named. False when there is no such lesson or it has no quiz. */
  open(lessonId: string, itemId?: string): Promise<boolean>;
}

interface OpenQuiz {
  panel: vscode.WebviewPanel;
}

export function createQuizPanels(options: QuizPanelsOptions): QuizPanels {
  const { library, progress } = options;
  const panels = createPanelRegistry<OpenQuiz>();
  const fillPanel = (panel: vscode.WebviewPanel, place: LessonPlace): void => {
    panels.keep(place.lesson.manifest.id, { panel }, serveQuiz(panel, place, options));
  };
  return {
    async open(lessonId, itemId) {
      const place = await library.lesson(lessonId);
      if (!place || place.lesson.quiz.length === 0) return false;
      await prepare(place, progress, itemId);
      const opened = panels.get(lessonId);
      if (opened) opened.panel.reveal();
      else {
        // In front of its lesson: which group is active can lag behind a quick click, and code or curves stay in view.
        const column = lessonGroup()?.viewColumn ?? vscode.ViewColumn.Active;
        fillPanel(vscode.window.createWebviewPanel(panelTypes.quiz, '', column), place);
      }
      return true;
    },
    async deserializeWebviewPanel(panel, state) {
      const lessonId = panelKeyOf(state, 'lessonId');
      const place = lessonId === undefined ? undefined : await library.lesson(lessonId);
      if (!place) {
        panel.dispose();
        return;
      }
      await prepare(place, progress);
      fillPanel(panel, place);
    },
    dispose: () => panels.dispose(),
  };
}

/** Fixes the order of the options and goes to an item. Writes only where something changes. */
async function prepare({ lesson }: LessonPlace, progress: ProgressStore, itemId?: string): Promise<void> {
  const lessonId = lesson.manifest.id;
  const current = structuredClone(progress.get().quizzes[lessonId] ?? emptyQuiz);
  const wanted = lesson.quiz.findIndex((item) => item.id === itemId);
  if (!shuffleMissing(lesson, current, Math.random) && (wanted < 0 || wanted === current.current)) return;
  await updateQuiz(progress, lessonId, (quiz) => {
    shuffleMissing(lesson, quiz, Math.random);
    if (wanted >= 0) quiz.current = wanted;
  });
}

function updateQuiz(
  progress: ProgressStore,
  lessonId: string,
  change: (quiz: QuizRecord) => void,
): Promise<void> {
  return progress.update((draft) => change((draft.quizzes[lessonId] ??= structuredClone(emptyQuiz))));
}

function serveQuiz(
  panel: vscode.WebviewPanel,
  found: LessonPlace,
  options: QuizPanelsOptions,
): DisposableStore {
  const { library, progress, language } = options;
  const held = new DisposableStore();
  const lessonId = found.lesson.manifest.id;
  const retrying = new Set<string>();
  let place = found;
  const snapshot = (): QuizSnapshot =>
    quizSnapshot({ lesson: place.lesson, progress: progress.get(), locale: language.locale, retrying });
  const title = (): string => language.say('quizTitle', { title: language.of(place.lesson.manifest.title) });
  let shown = JSON.stringify(snapshot());
  const tell = (): void => {
    const now = snapshot();
    if (JSON.stringify(now) === shown) return;
    shown = JSON.stringify(now);
    panel.title = title();
    if (panel.visible) server.emit('changed', now);
  };
  const server = held.add(
    serveWebview<QuizSurface>(panel, options, {
      app: 'quiz',
      title: title(),
      locale: language.locale,
      key: { lessonId },
      handlers: quizHandlers({ place: () => place, snapshot, retrying, tell, options }),
    }),
  );
  held.add(progress.onDidChange(tell));
  held.add(language.onDidChange(tell));
  held.add(
    library.onDidChange(() => {
      void library.lesson(lessonId).then((reread) => {
        place = reread ?? place;
        tell();
      });
    }),
  );
  return held;
}

interface QuizHandlerInput {
  place: () => LessonPlace;
  snapshot: () => QuizSnapshot;
  retrying: Set<string>;
  tell: () => void;
  options: QuizPanelsOptions;
}

function quizHandlers({ place, snapshot, retrying, tell, options }: QuizHandlerInput): Handlers<QuizSurface> {
  const { progress, preferences } = options;
  const lessonId = place().lesson.manifest.id;
  const update = (change: (quiz: QuizRecord) => void): Promise<void> =>
    updateQuiz(progress, lessonId, change);
  const itemOf = (params: unknown): QuizItem => {
    const itemId = text(record(params)['itemId']);
    const item = place().lesson.quiz.find((candidate) => candidate.id === itemId);
    if (!item) throw new BadParams('an item of this quiz');
    return item;
  };
  const retry = async (items: readonly QuizItem[]): Promise<undefined> => {
    for (const item of items) retrying.add(item.id);
    await update((quiz) => askAgain(quiz, items, place().lesson));
    tell();
    return undefined;
  };
  return {
    ready: () => snapshot(),
    async answer(params) {
      const item = itemOf(params);
      const answer = answerTo(item, record(params)['answer']);
      const result = grade(item, answer);
      if (result.unreadable !== true) {
        retrying.delete(item.id);
        await update((quiz) => recordAnswer(quiz, item, answer, result));
      }
      return result;
    },
    retry: (params) => retry([itemOf(params)]),
    retryAll(params) {
      const { answers } = progress.get().quizzes[lessonId] ?? emptyQuiz;
      const { quiz } = place().lesson;
      const onlyWrong = flag(record(params)['onlyWrong']);
      return retry(onlyWrong ? quiz.filter((item) => answers[item.id]?.correct !== true) : quiz);
    },
    async showHint(params) {
      const { id } = itemOf(params);
      await update((quiz) => {
        if (!quiz.hints.includes(id)) quiz.hints.push(id);
      });
      return undefined;
    },
    async goTo(params) {
      const current = index(record(params)['index'], place().lesson.quiz.length + 1);
      await update((quiz) => {
        quiz.current = current;
      });
      return undefined;
    },
    async setLocale(params) {
      await preferences.set('deepLearning.language', localeValue(record(params)['locale']));
      return undefined;
    },
    async openLesson() {
      await execute(commandIds.openLesson, lessonId);
      return undefined;
    },
  };
}

/** Shuffles anew and goes to the first of the items. */
function askAgain(quiz: QuizRecord, items: readonly QuizItem[], lesson: Lesson): void {
  for (const item of items) if (quiz.order[item.id]) quiz.order[item.id] = shuffledOptions(item, Math.random);
  quiz.current = Math.max(0, items[0] ? lesson.quiz.indexOf(items[0]) : 0);
}

/** The answer, if it is one to this kind of item and names only options that exist. */
function answerTo(item: QuizItem, value: unknown): QuizAnswer {
  const answer = quizAnswer(value);
  if (answer.kind !== item.kind) throw new BadParams(`an answer of kind ${item.kind}`);
  const named = 'options' in answer ? answer.options : 'option' in answer ? [answer.option] : [];
  const known = new Set('options' in item ? item.options.map((option) => option.id) : []);
  if (named.some((id) => !known.has(id)) || new Set(named).size !== named.length)
    throw new BadParams('options of this item, each once');
  return answer;
}

function recordAnswer(quiz: QuizRecord, item: QuizItem, answer: QuizAnswer, result: ItemResult): void {
  quiz.answers[item.id] = {
    answer,
    score: result.score,
    correct: result.correct,
    attempts: (quiz.answers[item.id]?.attempts ?? 0) + 1,
    answeredAt: new Date().toISOString(),
  };
}
