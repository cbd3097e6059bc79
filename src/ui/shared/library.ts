import type { Disposable } from '../../base/disposable.ts';
import { messageOf } from '../../base/assert.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/logger.ts';
import type { Chapter, Exercise, Lesson, Pack, PackProblem } from '../../protocol/pack.ts';

export interface LessonPlace {
  pack: Pack;
  chapter: Chapter;
  lesson: Lesson;
  /** 0-based place in the chapter. */
  index: number;
}

export interface ExercisePlace extends LessonPlace {
  exercise: Exercise;
}

export type LibraryState =
  { kind: 'loading' } | { kind: 'ready'; packs: readonly Pack[]; problems: readonly PackProblem[] };

/** The lesson packs that are installed. Reading starts with the first question, never while the editor starts. */
export interface Library extends Disposable {
  readonly state: LibraryState;
  readonly onDidChange: Event<LibraryState>;
  /** Resolves when every pack has been read. */
  packs(): Promise<readonly Pack[]>;
  reload(): Promise<void>;
  lessons(): Promise<LessonPlace[]>;
  lesson(lessonId: string): Promise<LessonPlace | undefined>;
  exercise(exerciseId: string): Promise<ExercisePlace | undefined>;
}

export interface LibraryOptions {
  /** Pack folders, best first: of two packs with the same id the first is taken. */
  folders: () => readonly string[];
  loadPack: (folder: string) => Promise<{ pack: Pack | undefined; problems: PackProblem[] }>;
  logger: Logger;
}

export function createLibrary({ folders, loadPack, logger }: LibraryOptions): Library {
  const changed = new Emitter<LibraryState>();
  let state: LibraryState = { kind: 'loading' };
  let loading: Promise<readonly Pack[]> | undefined;

  const load = async (): Promise<{ packs: Pack[]; problems: PackProblem[] }> => {
    const packs = new Map<string, Pack>();
    const problems: PackProblem[] = [];
    for (const folder of folders()) {
      const read = await loadPack(folder).catch((thrown: unknown) => {
        logger.error(`The lesson pack in ${folder} could not be read.`, thrown);
        return {
          pack: undefined,
          problems: [{ code: 'unreadable', file: folder, message: messageOf(thrown) }],
        };
      });
      problems.push(...read.problems);
      if (read.pack && !packs.has(read.pack.manifest.id)) packs.set(read.pack.manifest.id, read.pack);
    }
    for (const problem of problems)
      logger.warn(`${problem.file}:${problem.line ?? 1} ${problem.code}: ${problem.message}`);
    return { packs: [...packs.values()], problems };
  };
  const start = (): Promise<readonly Pack[]> => {
    const reading: Promise<readonly Pack[]> = load().then(({ packs, problems }) => {
      // Of two reloads at once the one that was asked for last is right, whichever is done first.
      if (loading !== reading) return loading ?? packs;
      state = { kind: 'ready', packs, problems };
      changed.fire(state);
      return packs;
    });
    loading = reading;
    return reading;
  };
  const loaded = (): Promise<readonly Pack[]> => loading ?? start();
  const lessons = async (): Promise<LessonPlace[]> => (await loaded()).flatMap(lessonsOf);

  return {
    get state() {
      return state;
    },
    onDidChange: changed.event,
    packs: loaded,
    async reload() {
      await start();
    },
    lessons,
    lesson: async (lessonId) => (await lessons()).find((place) => place.lesson.manifest.id === lessonId),
    exercise: async (exerciseId) =>
      (await lessons()).flatMap(exercisesOf).find((place) => place.exercise.manifest.id === exerciseId),
    dispose: () => changed.dispose(),
  };
}

export function lessonsOf(pack: Pack): LessonPlace[] {
  return pack.chapters.flatMap((chapter) =>
    chapter.lessons.map((lesson, index) => ({ pack, chapter, lesson, index })),
  );
}

export function exercisesOf(place: LessonPlace): ExercisePlace[] {
  return place.lesson.exercises.map((exercise) => ({ ...place, exercise }));
}
