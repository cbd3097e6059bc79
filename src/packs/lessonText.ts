import { posix } from 'node:path';
import type { PackFiles } from './packFiles.ts';

/** What the directives of a lesson may refer to. */
export interface LessonReferences {
  hasExercise(reference: string): boolean;
  hasQuizItem(id: string): boolean;
}

const frontMatterKeys = ['title', 'summary'];
const directivePattern = /^\s{0,3}:{3,}\s*(?<name>exercise|quiz)\b\s*(?<argument>\S*)/u;
const fencePattern = /^\s{0,3}(?<fence>`{3,}|~{3,})/u;
const inlineCodePattern = /(?<ticks>`+)(?!`).*?(?<!`)\k<ticks>(?!`)/gu;
const imagePattern =
  /!\[(?<alt>(?:\\.|[^\]\\])*)\](?:\(\s*(?<target><[^>]*>|[^\s)]*)|\[(?<label>[^\]]*)\])?/gu;
const linkPattern = /(?<!!)\[(?:\\.|!\[[^\]]*\]\([^)]*\)|[^\]\\])*\]\(\s*(?<target><[^>]*>|[^\s)]*)/gu;
const definitionPattern = /^\s{0,3}\[[^\]]+\]:\s*(?<target><[^>]*>|\S+)/u;

/**
 * Splits off the front matter of a lesson's Markdown. Its lines are left as empty lines in `forChecks`, so that line
 * numbers stay those of the file.
 */
export function splitFrontMatter(text: string): { body: string; frontMatter?: string; isOpen: boolean } {
  if (!/^---[ \t]*\n/u.test(text)) return { body: text, isOpen: false };
  const end = /\n---[ \t]*(?:\n|$)/u.exec(text);
  if (!end) return { body: text, isOpen: true };
  return {
    frontMatter: text.slice(text.indexOf('\n') + 1, Math.max(end.index, text.indexOf('\n')) + 1),
    body: text.slice(end.index + end[0].length).replace(/^\n+/u, ''),
    isOpen: false,
  };
}

/**
 * Reads one language of a lesson: the Markdown without its front matter. Checks that directives refer to something
 * that exists, that pictures are in the pack and have alternative text, and that relative links lead somewhere.
 */
export async function readLessonText(
  files: PackFiles,
  name: string,
  references: LessonReferences,
): Promise<string | undefined> {
  const text = await files.text(name);
  if (text === undefined) return undefined;
  const report = (code: string, line: number, message: string): void =>
    files.problems.add({ code, file: name, line, message });
  const { body, frontMatter, isOpen } = splitFrontMatter(text.replace(/^\uFEFF/u, ''));
  if (isOpen) report('front-matter', 1, 'The front matter is not closed by a line "---".');
  for (const [index, line] of (frontMatter ?? '').split('\n').entries()) {
    const key = /^(\w+)\s*:/u.exec(line)?.[1];
    if (key !== undefined && !frontMatterKeys.includes(key))
      report(
        'front-matter',
        index + 2,
        `"${key}" does not belong in the front matter; only title and summary do.`,
      );
  }
  if (body.trim() === '') report('empty', 1, 'This lesson has no text.');
  const skipped = text.split('\n').length - body.split('\n').length;
  for (const { line, text: prose } of proseLines(body)) {
    const at = line + skipped;
    checkDirective(prose, references, (code, message) => report(code, at, message));
    for (const { code, message } of await findBadTargets(files, posix.dirname(name), prose))
      report(code, at, message);
  }
  return body;
}

/** The lines outside code, without inline code. Lines count from 1. */
function proseLines(body: string): { line: number; text: string }[] {
  const result: { line: number; text: string }[] = [];
  let fence: string | undefined;
  for (const [index, text] of body.split('\n').entries()) {
    const mark = fencePattern.exec(text)?.groups?.fence;
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined) {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = undefined;
    } else result.push({ line: index + 1, text: text.replace(inlineCodePattern, '') });
  }
  return result;
}

function checkDirective(
  line: string,
  references: LessonReferences,
  report: (code: string, message: string) => void,
): void {
  const { name, argument = '' } = directivePattern.exec(line)?.groups ?? {};
  if (name === 'exercise' && !references.hasExercise(argument))
    report('unknown-exercise', `"${argument}" is none of this lesson's exercises.`);
  // Without an item the whole quiz is meant.
  if (name === 'quiz' && argument !== '' && !references.hasQuizItem(argument))
    report('unknown-quiz-item', `"${argument}" is no item of this lesson's quiz.`);
}

interface BadTarget {
  code: string;
  message: string;
}

async function findBadTargets(files: PackFiles, folder: string, line: string): Promise<BadTarget[]> {
  const bad: BadTarget[] = [];
  for (const { groups } of line.matchAll(imagePattern)) {
    const target = bare(groups?.target);
    if ((groups?.alt ?? '').trim() === '')
      bad.push({ code: 'missing-alt', message: `The picture ${target || 'here'} has no alternative text.` });
    if (/^[a-z][a-z0-9+.-]*:|^\/\//iu.test(target))
      bad.push({ code: 'picture-outside', message: `The picture ${target} is not a file of the pack.` });
    else if (target !== '' && !(await isInPack(files, folder, target)))
      bad.push({ code: 'file-missing', message: `The picture ${target} does not exist in the pack.` });
  }
  const links = [...line.matchAll(linkPattern)].map((match) => bare(match.groups?.target));
  const definition = bare(definitionPattern.exec(line)?.groups?.target);
  for (const target of [...links, definition]) {
    const isElsewhere = target === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/iu.test(target);
    if (!isElsewhere && !(await isInPack(files, folder, target)))
      bad.push({ code: 'dead-link', message: `The link to ${target} leads nowhere.` });
  }
  return bad;
}

function bare(target: string | undefined): string {
  return (target ?? '').replace(/^<|>$/gu, '');
}

/** Relative to the lesson's folder; `..` may climb, but not out of the pack. */
async function isInPack(files: PackFiles, folder: string, target: string): Promise<boolean> {
  const path = decode(target.replace(/[#?].*$/u, ''));
  return path !== undefined && !path.startsWith('/') && (await files.exists(posix.join(folder, path)));
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
