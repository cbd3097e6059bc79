import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Logger } from '../../base/logger.ts';
import { messageOf } from '../../base/assert.ts';
import type { LearnerFiles } from '../../storage/learnerFiles.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import { StorageError } from '../../storage/storageError.ts';
import type { Language } from '../shared/language.ts';
import type { ExercisePlace } from '../shared/library.ts';
import { lessonGroup } from '../shared/lessonGroup.ts';
import { columnOf } from '../shared/showCode.ts';
import { exerciseRecord } from './exerciseRecord.ts';
import { markExercise, supportFolder } from './folderSupport.ts';
import type { LearnerFolder } from './learnerFolder.ts';
import { lensLine } from './sourceText.ts';

export interface ExercisesOptions {
  learnerFiles: LearnerFiles;
  learnerFolder: LearnerFolder;
  progress: ProgressStore;
  language: Language;
  /** Type declarations that learner code sees. */
  distTypes: string;
  logger: Logger;
}

/** Opening, restoring and resetting the learner's files. */
export interface Exercises {
  /** Creates the file unless it exists and opens it. `undefined` when the person closed a question or it failed, which was said. */
  open(place: ExercisePlace): Promise<{ file: string; created: boolean } | undefined>;
  /** Puts the starter back, with an offer to undo. True when it was done. */
  reset(place: ExercisePlace, file: string): Promise<boolean>;
}

export function createExercises(options: ExercisesOptions): Exercises {
  const { language, logger } = options;
  const telling = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof StorageError)) logger.error('An exercise file could not be written.', thrown);
      void vscode.window.showErrorMessage(failureSentence(thrown, language));
      return undefined;
    }
  };
  return {
    open: (place) => telling(() => openExercise(place, options)),
    reset: async (place, file) => (await telling(() => resetExercise(place, file, options))) ?? false,
  };
}

async function openExercise(
  place: ExercisePlace,
  options: ExercisesOptions,
): Promise<{ file: string; created: boolean } | undefined> {
  const { learnerFiles, progress } = options;
  const { exercise } = place;
  const known = progress.get().exercises[exercise.manifest.id]?.file;
  if (known !== undefined && existsSync(known)) {
    await showExercise(known, place);
    return { file: known, created: false };
  }
  if (known !== undefined && existsSync(dirname(known))) {
    const restored = await offerRestore(known, options);
    if (restored === 'closed') return undefined;
    if (restored === 'restored') {
      await showExercise(known, place);
      return { file: known, created: false };
    }
  }
  const targetFolder = await options.learnerFolder.choose();
  if (targetFolder === undefined) return undefined;
  const created = await learnerFiles.create({ exercise, targetFolder });
  await supportFolder(targetFolder, options.distTypes);
  await markExercise(created.file, exercise.manifest.id);
  await progress.update((draft) => {
    exerciseRecord(draft, place).file = created.file;
  });
  await showExercise(created.file, place);
  return created;
}

/** A file that was deleted: the learner may want their last copy, or a fresh start. */
async function offerRestore(
  file: string,
  { learnerFiles, language }: ExercisesOptions,
): Promise<'restored' | 'start-again' | 'closed'> {
  const [last] = await learnerFiles.snapshots(file);
  if (!last) return 'start-again';
  const takenAt = new Date(last.takenAt).toLocaleString(language.locale);
  const restore = language.say('restoreLast', { takenAt });
  const startAgain = language.say('startAgain');
  const choice = await vscode.window.showInformationMessage(
    language.say('fileDeleted', { file: vscode.workspace.asRelativePath(file) }),
    restore,
    startAgain,
  );
  if (choice === undefined) return 'closed';
  if (choice === startAgain) return 'start-again';
  await learnerFiles.restore(file, last.id);
  return 'restored';
}

/** Beside the lesson if that is open, with the cursor at the function to write. */
async function showExercise(file: string, { exercise }: ExercisePlace): Promise<void> {
  const uri = vscode.Uri.file(file);
  const document = await vscode.workspace.openTextDocument(uri);
  const lesson = lessonGroup();
  const line = lensLine(document.getText(), exercise.manifest.exports);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(uri) ?? (lesson ? beside(lesson) : vscode.ViewColumn.Active),
  });
  const place = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

const columns = [
  vscode.ViewColumn.One,
  vscode.ViewColumn.Two,
  vscode.ViewColumn.Three,
  vscode.ViewColumn.Four,
  vscode.ViewColumn.Five,
];

/** The column right of the group. Columns count from 1, so the group's own number is the index of the next. */
function beside(group: vscode.TabGroup): vscode.ViewColumn {
  return columns[group.viewColumn] ?? vscode.ViewColumn.Beside;
}

async function resetExercise(
  place: ExercisePlace,
  file: string,
  options: ExercisesOptions,
): Promise<boolean> {
  const { learnerFiles, language } = options;
  const document = vscode.workspace.textDocuments.find((each) => each.uri.fsPath === file);
  // What is in the editor is what the snapshot must keep, saved or not.
  if (document?.isDirty === true && !(await document.save())) {
    void vscode.window.showErrorMessage(
      language.say('notSaved', { file: vscode.workspace.asRelativePath(file) }),
    );
    return false;
  }
  const done = await learnerFiles.reset({ exercise: place.exercise, file });
  const undoLabel = language.say('undo');
  const title = language.of(place.exercise.manifest.title);
  void vscode.window
    .showInformationMessage(language.say('resetDone', { title }), undoLabel)
    .then(async (choice) => {
      if (choice === undoLabel) await done.undo();
    })
    .then(undefined, (thrown: unknown) => {
      options.logger.error('The reset could not be undone.', thrown);
      void vscode.window.showErrorMessage(failureSentence(thrown, language));
    });
  return true;
}

function failureSentence(thrown: unknown, language: Language): string {
  if (!(thrown instanceof StorageError)) return language.say('failedBecause', { reason: messageOf(thrown) });
  switch (thrown.code) {
    case 'read-only-folder':
      return language.say('readOnlyFolder', { folder: thrown.path });
    case 'starter-gone':
      return language.say('starterGone');
    case 'file-gone':
    case 'snapshot-gone':
      return language.say('snapshotGone');
    case 'locked':
      return language.say('locked');
  }
}
