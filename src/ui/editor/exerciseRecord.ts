import type { ExerciseRecord, ProgressDocument } from '../../core/progress/progressDocument.ts';
import type { ExercisePlace } from '../shared/library.ts';

/** The exercise's entry in a draft of the progress, made when this is the first that is known of it. */
export function exerciseRecord(draft: ProgressDocument, { exercise, pack }: ExercisePlace): ExerciseRecord {
  return (draft.exercises[exercise.manifest.id] ??= {
    state: 'opened',
    openedAt: new Date().toISOString(),
    packVersion: pack.version,
    hintsShown: 0,
    attempts: 0,
  });
}
