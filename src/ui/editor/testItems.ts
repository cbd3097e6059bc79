import * as vscode from 'vscode';
import type { Pack } from '../../protocol/pack.ts';
import type { Language } from '../shared/language.ts';
import { exercisesOf, lessonsOf, type ExercisePlace } from '../shared/library.ts';

/** Test items pack → lesson → exercise, under their ids. `fileOf` says where the learner's file is, if there is one. */
export function packItems(
  controller: vscode.TestController,
  packs: readonly Pack[],
  language: Language,
  fileOf: (place: ExercisePlace) => string | undefined,
): vscode.TestItem[] {
  const exerciseItem = (place: ExercisePlace): vscode.TestItem => {
    const { id, title } = place.exercise.manifest;
    const file = fileOf(place);
    const uri = file === undefined ? undefined : vscode.Uri.file(file);
    return controller.createTestItem(id, language.of(title), uri);
  };
  return packs.map((pack) => {
    const packItem = controller.createTestItem(pack.manifest.id, language.of(pack.manifest.title));
    for (const place of lessonsOf(pack)) {
      if (place.lesson.exercises.length === 0) continue;
      const { id, title } = place.lesson.manifest;
      const lessonItem = controller.createTestItem(id, language.of(title));
      lessonItem.children.replace(exercisesOf(place).map(exerciseItem));
      packItem.children.add(lessonItem);
    }
    return packItem;
  });
}

export function findItem(items: vscode.TestItemCollection, id: string): vscode.TestItem | undefined {
  const direct = items.get(id);
  if (direct) return direct;
  for (const [, item] of items) {
    const found = findItem(item.children, id);
    if (found) return found;
  }
  return undefined;
}

/** The exercises a request is about, with excluded ones left out. Without a selection, all of them. */
export function chosenItems(
  request: vscode.TestRunRequest,
  controller: vscode.TestController,
): vscode.TestItem[] {
  const excluded = new Set(request.exclude?.map((item) => item.id));
  const leaves = (item: vscode.TestItem): vscode.TestItem[] => {
    if (excluded.has(item.id)) return [];
    return item.children.size === 0 ? [item] : [...item.children].flatMap(([, child]) => leaves(child));
  };
  return (request.include ?? [...controller.items].map(([, item]) => item)).flatMap(leaves);
}
