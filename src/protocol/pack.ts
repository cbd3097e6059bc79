import type { Locale, LocalText } from './locale.ts';
import type { QuizItem } from './quiz.ts';

/** Format version 1 of lesson packs. `docs/packs.md` explains it to authors. */
export const packFormatVersion = 1;

export interface PackPermissions {
  code: boolean;
  gpu: boolean;
  network: false;
}

export interface ChapterManifest {
  slug: string;
  title: LocalText;
  /** Folder names under `chapters/<slug>/`, in reading order. */
  lessons: string[];
}

/** The value of `deepLearningLessons` in the pack's package.json. */
export interface PackManifest {
  formatVersion: 1;
  id: string;
  title: LocalText;
  defaultLocale: Locale;
  locales: Locale[];
  minExtension: string;
  permissions: PackPermissions;
  chapters: ChapterManifest[];
}

export type StepKind = 'read' | 'exercise' | 'quiz';

export type StepManifest = { kind: 'read' } | { kind: 'exercise'; exercise: string } | { kind: 'quiz' };

/** `lesson.json` */
export interface LessonManifest {
  formatVersion: 1;
  id: string;
  title: LocalText;
  summary: LocalText;
  concepts: string[];
  prerequisites: string[];
  minutes: number;
  steps: StepManifest[];
}

/** Training must reach `atLeast` in `inSeeds` of `ofSeeds` seeds: one lucky run proves nothing. */
export interface PassRule {
  stage: string;
  metric: string;
  atLeast: number;
  inSeeds: number;
  ofSeeds: number;
}

/** `exercises/<slug>/exercise.json` */
export interface ExerciseManifest {
  formatVersion: 1;
  id: string;
  title: LocalText;
  summary: LocalText;
  /** Name of the learner's file in their workspace, e.g. `cnn-mnist.ts`. */
  learnerFile: string;
  starter: string;
  /** The stage and message with which the untouched starter must fail. */
  starterFails: { stage: string; message: string };
  solutions: { file: string; title: LocalText }[];
  wrong: { file: string; stage: string; message: string }[];
  check: string;
  /** Names the learner's file must export. */
  exports: string[];
  /** In order; the first failing stage ends the check. `parse` and `exports` are built in. */
  stages: { id: string; title: LocalText }[];
  passRule?: PassRule;
  seeds: number[];
  budgets: { wallMs: number; memoryMb: number };
  hints: LocalText[];
  /** What a verdict's `message` id says. `{slots}` are filled from the verdict. */
  messages: Record<string, LocalText>;
  /** Pack files whose change makes a solved exercise "solved on an older version". */
  invalidates: string[];
}

/** An exercise as the loader returns it: manifest plus where its files are. */
export interface Exercise {
  manifest: ExerciseManifest;
  folder: string;
}

export interface Lesson {
  manifest: LessonManifest;
  slug: string;
  folder: string;
  /** Markdown per locale, front matter removed. */
  texts: Record<Locale, string>;
  quiz: QuizItem[];
  exercises: Exercise[];
}

export interface Chapter {
  slug: string;
  title: LocalText;
  lessons: Lesson[];
}

export interface Pack {
  manifest: PackManifest;
  name: string;
  version: string;
  folder: string;
  chapters: Chapter[];
}

/** Something wrong in a pack, said for its author: file, line (from 1) and a sentence. */
export interface PackProblem {
  code: string;
  file: string;
  line?: number;
  message: string;
}
