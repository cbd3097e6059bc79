import type { Locale } from '../protocol/locale.ts';
import { locales as knownLocales } from '../protocol/locale.ts';
import type { ChapterManifest, PackManifest, PackPermissions } from '../protocol/pack.ts';
import { complete } from './jsonReader.ts';
import type { JsonReader, PackLanguages } from './jsonReader.ts';
import { readFormatVersion } from './readFormatVersion.ts';

/** Semantic version: three numbers, then perhaps a pre-release and a build. */
const versionPattern = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/u;
const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

export interface PackageFacts {
  name: string;
  version: string;
  manifest: PackManifest;
}

/** Reads the pack's package.json. */
export function readManifest(file: JsonReader): PackageFacts | undefined {
  const manifestField = file.field('deepLearningLessons');
  return complete({
    name: file.field('name')?.string(),
    version: readVersion(file.field('version')),
    manifest: manifestField && readPackManifest(manifestField),
  });
}

function readPackManifest(field: JsonReader): PackManifest | undefined {
  // First of all: in another format version everything else may mean something else.
  const formatVersion = readFormatVersion(field);
  if (formatVersion === undefined) return undefined;
  field.onlyKeys(
    'formatVersion',
    'id',
    'title',
    'defaultLocale',
    'locales',
    'minExtension',
    'permissions',
    'chapters',
  );
  const languages = readLanguages(field);
  if (!languages) return undefined;
  const reader = field.in(languages);
  const rest = complete({
    id: reader.field('id')?.uuid(),
    title: reader.field('title')?.localText(),
    minExtension: readVersion(reader.field('minExtension')),
    permissions: readPermissions(reader.field('permissions')),
    chapters: readChapters(reader.field('chapters')),
  });
  return rest && { formatVersion, ...languages, ...rest };
}

function readVersion(field: JsonReader | undefined): string | undefined {
  const version = field?.string();
  if (version === undefined || versionPattern.test(version)) return version;
  return field?.fail('bad-version', '{} must be a version such as 1.2.0.');
}

function readLanguages(field: JsonReader): { defaultLocale: Locale; locales: Locale[] } | undefined {
  const list = field.field('locales');
  const read = complete({
    defaultLocale: field.field('defaultLocale')?.oneOf(knownLocales),
    locales: list?.list((item) => item.oneOf(knownLocales)),
  });
  if (!read) return undefined;
  if (!read.locales.includes(read.defaultLocale))
    return list?.fail('default-locale', `{} must hold the default language, ${read.defaultLocale}.`);
  return { ...read, locales: [...new Set(read.locales)] } satisfies PackLanguages;
}

function readPermissions(field: JsonReader | undefined): PackPermissions | undefined {
  field?.onlyKeys('code', 'gpu', 'network');
  const networkField = field?.field('network');
  const network = networkField?.boolean();
  if (network === true) return networkField?.fail('network', '{} must be false: packs have no network.');
  const rest = complete({ code: field?.field('code')?.boolean(), gpu: field?.field('gpu')?.boolean() });
  return rest && network === false ? { ...rest, network } : undefined;
}

function readChapters(field: JsonReader | undefined): ChapterManifest[] | undefined {
  const seen = new Set<string>();
  return field?.list((chapter) => {
    chapter.onlyKeys('slug', 'title', 'lessons');
    const lessonsSeen = new Set<string>();
    return complete({
      slug: readSlug(chapter.field('slug'), seen),
      title: chapter.field('title')?.localText(),
      lessons: chapter.field('lessons')?.list((lesson) => readSlug(lesson, lessonsSeen)),
    });
  });
}

function readSlug(field: JsonReader | undefined, seen: Set<string>): string | undefined {
  const slug = field?.string();
  if (!field || slug === undefined) return undefined;
  if (!slugPattern.test(slug))
    return field.fail('bad-slug', '{} names a folder: lower-case letters, digits and single hyphens only.');
  if (seen.has(slug)) return field.fail('duplicate-slug', `{} is "${slug}" once more.`);
  seen.add(slug);
  return slug;
}
