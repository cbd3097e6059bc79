import type * as vscode from 'vscode';
import { commandIds } from '../../contributions/commands.ts';
import type { StepManifest } from '../../protocol/pack.ts';

/** What a click on a step does. An exercise that its pack does not hold opens the lesson, which says so. */
export function stepCommand(
  step: StepManifest,
  lessonId: string,
  title: string,
  exerciseId?: string,
): vscode.Command {
  if (step.kind === 'quiz') return { command: commandIds.openQuiz, title, arguments: [lessonId] };
  if (step.kind === 'exercise' && exerciseId !== undefined)
    return { command: commandIds.openExercise, title, arguments: [exerciseId] };
  return { command: commandIds.openLesson, title, arguments: [lessonId] };
}
