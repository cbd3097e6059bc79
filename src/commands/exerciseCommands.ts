import * as vscode from 'vscode';
import { commandIds } from '../contributions/commands.ts';
import type { CheckResult } from '../runner/runnerTypes.ts';
import { wasStopped } from '../ui/editor/checks.ts';
import { plainVerdict } from '../ui/editor/verdictWords.ts';
import { exercisesOf, type ExercisePlace } from '../ui/shared/library.ts';
import { fileArgument, textArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';

type ExerciseCommands = Pick<
  CommandTable,
  | 'deepLearning.openExercise'
  | 'deepLearning.check'
  | 'deepLearning.stopCheck'
  | 'deepLearning.showHint'
  | 'deepLearning.resetExercise'
  | 'deepLearning.compareWithSolution'
>;

type Services = Pick<
  CommandServices,
  'checks' | 'exerciseIndex' | 'exercises' | 'exerciseTests' | 'hints' | 'language' | 'library' | 'solutions'
>;

export function exerciseCommands(services: Services): ExerciseCommands {
  const { checks, exercises, exerciseTests, exerciseIndex, hints, language, library, solutions } = services;

  /** Calls `use` with the exercise of the file, or says that there is none. */
  const withExercise = async <T>(
    argument: unknown,
    use: (place: ExercisePlace, file: string) => Promise<T>,
  ): Promise<T | undefined> => {
    const file = fileArgument(argument);
    const place = file === undefined ? undefined : await exerciseIndex.exerciseOf(file);
    if (place && file !== undefined) return await use(place, file);
    void vscode.window.showInformationMessage(language.say('notAnExercise'));
    return undefined;
  };
  return {
    async 'deepLearning.openExercise'(argument) {
      const exerciseId = textArgument(argument, 'exerciseId') ?? (await pickExercise(services));
      if (exerciseId === undefined) return undefined;
      const place = await library.exercise(exerciseId);
      if (!place) {
        void vscode.window.showWarningMessage(language.say('exerciseGone'));
        return undefined;
      }
      return (await exercises.open(place))?.file;
    },
    'deepLearning.check': (argument) =>
      withExercise(argument, async (place, file) => {
        const result = await exerciseTests.check(place, file);
        if (result) void tellVerdict(result, place, file, services);
        return result;
      }),
    async 'deepLearning.stopCheck'(argument) {
      const file = fileArgument(argument);
      if (file !== undefined) await checks.stop(file);
    },
    async 'deepLearning.showHint'(argument) {
      await withExercise(argument, async (place, file) => {
        await hints.showNext(place, await vscode.workspace.openTextDocument(file));
      });
    },
    async 'deepLearning.resetExercise'(argument) {
      await withExercise(argument, (place, file) => exercises.reset(place, file));
    },
    async 'deepLearning.compareWithSolution'(argument) {
      await withExercise(argument, (place, file) => solutions.compare(place, file));
    },
  };
}

async function pickExercise({ library, language }: Services): Promise<string | undefined> {
  const picks = (await library.lessons()).flatMap(exercisesOf).map(({ exercise, lesson }) => ({
    exerciseId: exercise.manifest.id,
    label: language.of(exercise.manifest.title),
    description: language.of(lesson.manifest.title),
    detail: language.of(exercise.manifest.summary),
  }));
  const chosen = await vscode.window.showQuickPick(picks, {
    placeHolder: language.say('pickExercise'),
    matchOnDescription: true,
  });
  return chosen?.exerciseId;
}

/** One notification with the answer in a line and the most useful next step. Nothing is said about a check that was stopped. */
async function tellVerdict(
  result: CheckResult,
  place: ExercisePlace,
  file: string,
  { language }: Services,
): Promise<void> {
  if (wasStopped(result)) return;
  const sentence = plainVerdict(result, language);
  const hint = language.say('showHint');
  const compare = language.say('lens.compare');
  const quiz = language.say('openQuiz');
  const hasQuiz = place.lesson.quiz.length > 0;
  const hasHints = place.exercise.manifest.hints.length > 0;
  const choice =
    result.kind === 'passed'
      ? await vscode.window.showInformationMessage(sentence, ...(hasQuiz ? [quiz] : []), compare)
      : await vscode.window.showWarningMessage(sentence, ...(hasHints ? [hint] : []));
  if (choice === undefined) return;
  if (choice === hint) await vscode.commands.executeCommand(commandIds.showHint, file);
  if (choice === compare) await vscode.commands.executeCommand(commandIds.compareWithSolution, file);
  if (choice === quiz) await vscode.commands.executeCommand(commandIds.openQuiz, place.lesson.manifest.id);
}
