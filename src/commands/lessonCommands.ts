import * as vscode from 'vscode';
import { walkthroughId } from '../contributions/views.ts';
import { lessonProgress } from '../core/progress/lessonProgress.ts';
import { nextLesson } from '../core/progress/nextLesson.ts';
import type { LessonPlace } from '../ui/shared/library.ts';
import { textArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type LessonCommands = Pick<
  CommandTable,
  | 'deepLearning.searchLessons'
  | 'deepLearning.reloadLessons'
  | 'deepLearning.openLesson'
  | 'deepLearning.openNextLesson'
  | 'deepLearning.openQuiz'
  | 'deepLearning.openWalkthrough'
>;

type Services = Pick<CommandServices, 'library' | 'progress' | 'language' | 'lessonPanels' | 'quizPanels'> & {
  extensionId: string;
};

export function lessonCommands(services: Services): LessonCommands {
  const { library, progress, language, lessonPanels, quizPanels } = services;
  const openLesson = async (lessonId: string): Promise<void> => {
    if (!(await lessonPanels.open(lessonId)))
      void vscode.window.showWarningMessage(language.say('lessonGone'));
  };
  const search = async (): Promise<void> => {
    const lessonId = await pickLesson(await library.lessons(), services);
    if (lessonId !== undefined) await openLesson(lessonId);
  };
  return {
    'deepLearning.searchLessons': search,
    'deepLearning.reloadLessons': () => library.reload(),
    async 'deepLearning.openLesson'(argument) {
      const lessonId = textArgument(argument, 'lessonId');
      await (lessonId === undefined ? search() : openLesson(lessonId));
    },
    async 'deepLearning.openNextLesson'() {
      const packs = await library.packs();
      const next = packs
        .map((pack) => nextLesson(pack, progress.get()))
        .find((lesson) => lesson !== undefined);
      await (next ? openLesson(next.manifest.id) : search());
    },
    async 'deepLearning.openQuiz'(argument, itemId) {
      const withQuiz = (await library.lessons()).filter(({ lesson }) => lesson.quiz.length > 0);
      const lessonId = textArgument(argument, 'lessonId') ?? (await pickLesson(withQuiz, services));
      if (lessonId === undefined) return;
      if (!(await quizPanels.open(lessonId, textArgument(itemId, 'itemId'))))
        void vscode.window.showWarningMessage(language.say('quizGone'));
    },
    async 'deepLearning.openWalkthrough'() {
      const walkthrough = `${services.extensionId}#${walkthroughId}`;
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
    },
  };
}

async function pickLesson(
  places: readonly LessonPlace[],
  { progress, language }: Services,
): Promise<string | undefined> {
  const icons = { done: '$(pass-filled)', doing: '$(color-mode)', todo: '$(circle-large-outline)' };
  const picks = places.map(({ lesson, chapter }) => ({
    lessonId: lesson.manifest.id,
    label: `${icons[lessonProgress(lesson, progress.get()).state]} ${language.of(lesson.manifest.title)}`,
    description: language.of(chapter.title),
    detail: language.of(lesson.manifest.summary),
  }));
  const chosen = await vscode.window.showQuickPick(picks, {
    placeHolder: language.say('searchLessons'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.lessonId;
}
