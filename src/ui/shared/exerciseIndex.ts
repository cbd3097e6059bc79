import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRecord } from '../../base/assert.ts';
import { learnerFolderMarker } from '../../contributions/storageKeys.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import type { ExercisePlace, Library } from './library.ts';

/** Answers which exercise a learner's file belongs to. */
export interface ExerciseIndex {
  exerciseOf(file: string): Promise<ExercisePlace | undefined>;
}

/**
 * Progress knows the files this person opened. A learner folder that was copied or cloned from another machine
 * carries a marker file that says the same.
 */
export function createExerciseIndex(library: Library, progress: ProgressStore): ExerciseIndex {
  return {
    async exerciseOf(file) {
      const known = Object.entries(progress.get().exercises).find(([, record]) => record.file === file);
      const exerciseId = known?.[0] ?? (await readMarker(dirname(file)))[basename(file)];
      return exerciseId === undefined ? undefined : await library.exercise(exerciseId);
    },
  };
}

/** File name → exercise id. Empty where there is no marker or it is damaged. */
export async function readMarker(folder: string): Promise<Record<string, string>> {
  const text = await readFile(join(folder, learnerFolderMarker), 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed) || !isRecord(parsed['exercises'])) return {};
    return Object.fromEntries(
      Object.entries(parsed['exercises']).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
  } catch {
    return {};
  }
}
