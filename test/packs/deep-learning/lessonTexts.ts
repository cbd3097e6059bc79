import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locale, LocalText } from '../../../src/protocol/locale.ts';
import type { ExerciseManifest } from '../../../src/protocol/pack.ts';
import type { QuizFile } from '../../../src/protocol/quiz.ts';
import { projectFolder } from '../loader/projectFolder.ts';

export const packFolder = projectFolder('lessons/deep-learning');
export const lessonFolder = path.join(packFolder, 'chapters/vision/cnn-on-mnist');
export const exerciseFolder = path.join(lessonFolder, 'exercises/cnn-mnist');

export interface Glossary {
  terms: LocalText[];
  avoid: Record<Exclude<Locale, 'en'>, string[]>;
}

const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8');
const readJson = (folder: string, name: string): unknown => JSON.parse(read(folder, name));

export const lessons: Record<Locale, string> = {
  en: read(lessonFolder, 'lesson.md'),
  'zh-TW': read(lessonFolder, 'lesson.zh-tw.md'),
  'zh-CN': read(lessonFolder, 'lesson.zh-cn.md'),
};
export const quiz = readJson(lessonFolder, 'quiz.json') as QuizFile;
export const exercise = readJson(exerciseFolder, 'exercise.json') as ExerciseManifest;
export const glossary = readJson(packFolder, 'glossary.json') as Glossary;
export const exerciseFile = (name: string): string => read(exerciseFolder, name);

/** Every text of the lesson in one language: prose, quiz, exercise, titles. */
export function everyText(locale: Locale): string[] {
  const manifests = [
    quiz,
    exercise,
    readJson(lessonFolder, 'lesson.json'),
    readJson(packFolder, 'package.json'),
  ];
  return [lessons[locale], ...manifests.flatMap((manifest) => textsIn(manifest, locale))];
}

function textsIn(value: unknown, locale: Locale): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as Partial<Record<Locale, unknown>>)[locale];
  if (typeof own === 'string') return [own];
  return Object.values(value).flatMap((part: unknown) => textsIn(part, locale));
}

/** Fenced blocks with their info string, comments removed: those are translated. */
export function codeBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, info = '', code = '']) => `${info}\n${code.replace(/\s*(?:\/\/|#).*$/gm, '')}`,
  );
}

export const withoutCode = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '');
