import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { JsonReader } from './jsonReader.ts';
import type { PackLanguages } from './jsonReader.ts';
import { parseJson } from './jsonSource.ts';
import type { ProblemList } from './problemList.ts';

/** No file of text in a pack is longer; a larger one is a mistake or an attack. */
const textBytesAtMost = 8 * 1024 * 1024;

export type FileLookup = { ok: true; path: string } | { ok: false; code: string; sentence: string };

/**
 * The files of one pack. Paths are resolved by their real path and must stay inside: neither `..` nor a link leads out.
 * `name` is always relative to the pack, with forward slashes.
 */
export class PackFiles {
  readonly #root: string;
  readonly problems: ProblemList;

  private constructor(root: string, problems: ProblemList) {
    this.#root = root;
    this.problems = problems;
  }

  static async open(folder: string, problems: ProblemList): Promise<PackFiles> {
    return new PackFiles(await realpath(folder), problems);
  }

  /** Absolute path of a file or folder of the pack. */
  pathOf(name: string): string {
    return join(this.#root, ...name.split('/'));
  }

  /** Looks for the file `name`. Its sentence says "{}" for the file. */
  async find(name: string): Promise<FileLookup> {
    if (isUnsafe(name))
      return {
        ok: false,
        code: 'unsafe-path',
        sentence: '{} must be a path with forward slashes inside the pack.',
      };
    try {
      const path = await realpath(this.pathOf(name));
      const inside = relative(this.#root, path);
      if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
        return { ok: false, code: 'outside-pack', sentence: '{} leads out of the pack.' };
      if (!(await stat(path)).isFile())
        return { ok: false, code: 'file-missing', sentence: '{} is not a file.' };
      return { ok: true, path };
    } catch {
      return { ok: false, code: 'file-missing', sentence: '{} does not exist.' };
    }
  }

  /** The text of a file; `undefined`, with a problem, when there is none to be had. */
  async text(name: string): Promise<string | undefined> {
    const found = await this.find(name);
    const fail = (code: string, sentence: string): void =>
      this.problems.add({ code, file: name, message: sentence.replace('{}', `"${name}"`) });
    if (!found.ok) {
      fail(found.code, found.sentence);
      return undefined;
    }
    if ((await stat(found.path)).size > textBytesAtMost) {
      fail('too-large', '{} is larger than 8 MB.');
      return undefined;
    }
    const bytes = await readFile(found.path);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
    } catch {
      fail('not-utf8', '{} is not UTF-8 text.');
      return undefined;
    }
  }

  async json(name: string, languages: PackLanguages): Promise<JsonReader | undefined> {
    const text = await this.text(name);
    if (text === undefined) return undefined;
    const parsed = parseJson(text);
    if (parsed.ok) return new JsonReader(parsed.root, '', { file: name, problems: this.problems, languages });
    const { line, message } = parsed;
    this.problems.add({
      code: 'damaged-json',
      file: name,
      line,
      message: `This is not valid JSON. ${message}`,
    });
    return undefined;
  }

  async exists(name: string): Promise<boolean> {
    return (await this.find(name)).ok;
  }
}

function isUnsafe(name: string): boolean {
  const hasControl = /\p{Cc}/u.test(name);
  return (
    name.split('/').some((part) => ['', '.', '..'].includes(part)) || /[\\:*?"<>|]/u.test(name) || hasControl
  );
}
