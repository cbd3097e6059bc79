import { readdir } from 'node:fs/promises';
import { exerciseOf } from '../core/progress/exerciseOf.ts';
import { locales as knownLocales } from '../protocol/locale.ts';
import type { Locale } from '../protocol/locale.ts';
import type { Exercise, Lesson, LessonManifest, StepKind, StepManifest } from '../protocol/pack.ts';
import type { IdRegister } from './idRegister.ts';
import { complete } from './jsonReader.ts';
import type { JsonReader, PackLanguages } from './jsonReader.ts';
import { readLessonText } from './lessonText.ts';
import type { PackFiles } from './packFiles.ts';
import { readExercise } from './readExercise.ts';
import { readFormatVersion } from './readFormatVersion.ts';
import { readQuiz } from './readQuiz.ts';

const stepKinds: readonly StepKind[] = ['read', 'exercise', 'quiz'];

const manifestKeys = [
  ...['formatVersion', 'id', 'aliases', 'title', 'summary', 'concepts', 'prerequisites', 'minutes', 'steps'],
];

/** Reads the lesson in `folder` (relative to the pack): manifest, texts, quiz and exercises. */
export async function readLesson(
  files: PackFiles,
  folder: string,
  languages: PackLanguages,
  ids: IdRegister,
): Promise<Lesson | undefined> {
  const file = await files.json(`${folder}/lesson.json`, languages);
  const manifest = file && readLessonManifest(file);
  if (!file || !manifest) return undefined;
  ids.claim(file.field('id'), manifest.id, 'duplicate-uuid');
  const quizName = `${folder}/quiz.json`;
  const quizFile = (await files.exists(quizName)) ? await files.json(quizName, languages) : undefined;
  const lesson: Lesson = {
    manifest,
    slug: folder.split('/').at(-1) ?? folder,
    folder: files.pathOf(folder),
    texts: { en: '', 'zh-TW': '', 'zh-CN': '' },
    quiz: quizFile ? readQuiz(quizFile) : [],
    exercises: await readExercises(files, `${folder}/exercises`, languages, ids),
  };
  lesson.texts = await readTexts(files, folder, languages, lesson);
  checkSteps(file, lesson);
  return lesson;
}

function readLessonManifest(file: JsonReader): LessonManifest | undefined {
  const formatVersion = readFormatVersion(file);
  if (formatVersion === undefined) return undefined;
  file.onlyKeys(...manifestKeys);
  file.optional('aliases')?.list((item) => item.uuid());
  return complete({
    formatVersion,
    id: file.field('id')?.uuid(),
    title: file.field('title')?.localText(),
    summary: file.field('summary')?.localText(),
    concepts: file.field('concepts')?.list((item) => item.string()),
    prerequisites: file.field('prerequisites')?.list((item) => item.string()),
    minutes: file.field('minutes')?.number({ atLeast: 1 }),
    steps: readSteps(file.field('steps')),
  });
}

function readSteps(field: JsonReader | undefined): StepManifest[] | undefined {
  const steps = field?.list<StepManifest>((item) => {
    const kind = item.field('kind')?.oneOf(stepKinds);
    if (kind !== 'exercise') {
      item.onlyKeys('kind');
      return kind && { kind };
    }
    item.onlyKeys('kind', 'exercise');
    const exercise = item.field('exercise')?.string();
    return exercise === undefined ? undefined : { kind, exercise };
  });
  return steps?.length === 0 ? field?.fail('no-steps', '{} must hold at least one step.') : steps;
}

async function readExercises(
  files: PackFiles,
  folder: string,
  languages: PackLanguages,
  ids: IdRegister,
): Promise<Exercise[]> {
  const entries = await readdir(files.pathOf(folder), { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  const exercises: Exercise[] = [];
  for (const name of names.sort()) {
    const exercise = await readExercise(files, `${folder}/${name}`, languages, ids);
    if (exercise) exercises.push(exercise);
  }
  return exercises;
}

/** A language that is missing or that the pack does not have shows the default one's text. */
async function readTexts(
  files: PackFiles,
  folder: string,
  { defaultLocale, locales }: PackLanguages,
  lesson: Lesson,
): Promise<Record<Locale, string>> {
  const references = {
    hasExercise: (reference: string) => exerciseOf(lesson, reference) !== undefined,
    hasQuizItem: (id: string) => lesson.quiz.some((item) => item.id === id),
  };
  const texts = new Map<Locale, string>();
  for (const locale of locales) {
    const name = locale === defaultLocale ? 'lesson.md' : `lesson.${locale.toLowerCase()}.md`;
    const text = await readLessonText(files, `${folder}/${name}`, references);
    if (text !== undefined) texts.set(locale, text);
  }
  const fallback = texts.get(defaultLocale) ?? '';
  return Object.fromEntries(knownLocales.map((locale) => [locale, texts.get(locale) ?? fallback])) as Record<
    Locale,
    string
  >;
}

function checkSteps(file: JsonReader, lesson: Lesson): void {
  for (const item of file.field('steps')?.items() ?? []) {
    const kind = item.field('kind')?.oneOf(stepKinds);
    if (kind === 'quiz' && lesson.quiz.length === 0)
      item.fail('no-quiz', '{} is a quiz, but quiz.json holds no item that can be asked.');
    const exercise = kind === 'exercise' ? item.field('exercise') : undefined;
    const reference = exercise?.string();
    if (reference !== undefined && !exerciseOf(lesson, reference))
      exercise?.fail('unknown-exercise', `{} is "${reference}", which is none of this lesson's exercises.`);
  }
}
