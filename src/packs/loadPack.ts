import { messageOf } from '../base/assert.ts';
import { locales } from '../protocol/locale.ts';
import type { Chapter, Pack, PackProblem } from '../protocol/pack.ts';
import { IdRegister } from './idRegister.ts';
import { PackFiles } from './packFiles.ts';
import { ProblemList } from './problemList.ts';
import { readLesson } from './readLesson.ts';
import { readManifest } from './readManifest.ts';

export interface LoadedPack {
  /** Everything that could be read; `undefined` when not even the manifest could. */
  pack: Pack | undefined;
  /** Sorted by file and line; paths are relative to the pack. A pack that may be published has none. */
  problems: PackProblem[];
}

/**
 * Reads and validates a pack. Never throws: whatever is wrong is a problem with file, line and a sentence, and what is
 * sound is returned all the same, so that one bad lesson does not take the others away.
 */
export async function loadPack(folder: string): Promise<LoadedPack> {
  const problems = new ProblemList();
  try {
    const files = await PackFiles.open(folder, problems);
    const pack = await readPack(files);
    return { pack, problems: problems.sorted() };
  } catch (thrown) {
    problems.add({ code: 'unreadable', file: '.', message: `The pack cannot be read: ${messageOf(thrown)}` });
    return { pack: undefined, problems: problems.sorted() };
  }
}

async function readPack(files: PackFiles): Promise<Pack | undefined> {
  const file = await files.json('package.json', { defaultLocale: 'en', locales });
  const facts = file && readManifest(file);
  if (!facts) return undefined;
  const ids = new IdRegister();
  ids.claim(file.field('deepLearningLessons')?.field('id'), facts.manifest.id, 'duplicate-uuid');
  const chapters: Chapter[] = [];
  for (const { slug, title, lessons: slugs } of facts.manifest.chapters) {
    const chapter: Chapter = { slug, title, lessons: [] };
    for (const lessonSlug of slugs) {
      const lesson = await readLesson(files, `chapters/${slug}/${lessonSlug}`, facts.manifest, ids);
      if (lesson) chapter.lessons.push(lesson);
    }
    chapters.push(chapter);
  }
  return { ...facts, folder: files.pathOf(''), chapters };
}
