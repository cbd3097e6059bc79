import type { Locale, LocalText } from '../protocol/locale.ts';
import { locales as knownLocales } from '../protocol/locale.ts';
import type { JsonNode } from './jsonSource.ts';
import type { ProblemList } from './problemList.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The languages that a pack promises. */
export interface PackLanguages {
  defaultLocale: Locale;
  locales: readonly Locale[];
}

export interface ReaderContext {
  file: string;
  problems: ProblemList;
  languages: PackLanguages;
}

/**
 * Reads a JSON value as what it should be. Whatever is not as it should be becomes a problem with its line, and
 * `undefined`; reading goes on, so that an author sees all problems at once.
 */
export class JsonReader {
  readonly #node: JsonNode;
  readonly #label: string;
  readonly #context: ReaderContext;

  constructor(node: JsonNode, label: string, context: ReaderContext) {
    this.#node = node;
    this.#label = label;
    this.#context = context;
  }

  get line(): number {
    return this.#node.line;
  }

  get file(): string {
    return this.#context.file;
  }

  get languages(): PackLanguages {
    return this.#context.languages;
  }

  /** Reports a problem here. `{}` in the sentence becomes the name of this value. Stands in for what was not read. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- plain `undefined` counts as void and could not be returned.
  fail<T = never>(code: string, sentence: string): T | undefined {
    const { file, problems } = this.#context;
    const name = this.#label === '' ? 'This file' : `"${this.#label}"`;
    problems.add({ code, file, line: this.line, message: sentence.replace('{}', () => name) });
    return undefined;
  }

  in(languages: PackLanguages): JsonReader {
    return new JsonReader(this.#node, this.#label, { ...this.#context, languages });
  }

  field(key: string): JsonReader | undefined {
    if (this.#node.kind !== 'object') return this.fail('wrong-type', '{} must be an object.');
    return this.optional(key) ?? this.fail('missing', `"${this.#labelOf(key)}" is missing.`);
  }

  optional(key: string): JsonReader | undefined {
    const child = this.#node.kind === 'object' ? this.#node.members.get(key) : undefined;
    return child && new JsonReader(child, this.#labelOf(key), this.#context);
  }

  /** Reports every other key: mostly a slip of the pen, such as `corect`. */
  onlyKeys(...known: readonly string[]): void {
    if (this.#node.kind !== 'object') return;
    for (const [key, { line }] of this.#node.members) {
      if (known.includes(key) || key === '$schema') continue;
      const message = `"${this.#labelOf(key)}" is not known here. Known are: ${known.join(', ')}.`;
      this.#context.problems.add({ code: 'unknown-key', file: this.file, line, message });
    }
  }

  entries(): [string, JsonReader][] {
    if (this.#node.kind !== 'object') {
      this.fail('wrong-type', '{} must be an object.');
      return [];
    }
    return [...this.#node.members].map(([key, node]) => [
      key,
      new JsonReader(node, this.#labelOf(key), this.#context),
    ]);
  }

  items(): JsonReader[] | undefined {
    if (this.#node.kind !== 'array') return this.fail('wrong-type', '{} must be a list.');
    return this.#node.items.map(
      (item, index) => new JsonReader(item, `${this.#label}[${index}]`, this.#context),
    );
  }

  /** What could be read of each entry. */
  list<T>(read: (item: JsonReader) => T | undefined): T[] | undefined {
    return this.items()?.flatMap((item) => {
      const value = read(item);
      return value === undefined ? [] : [value];
    });
  }

  string(): string | undefined {
    const value = this.#scalar();
    if (typeof value !== 'string') return this.fail('wrong-type', '{} must be a text in quotes.');
    return value.trim() === '' ? this.fail('empty', '{} must not be empty.') : value;
  }

  oneOf<T extends string>(choices: readonly T[]): T | undefined {
    const value = this.#scalar();
    const chosen = choices.find((choice) => choice === value);
    return chosen ?? this.fail('wrong-value', `{} must be one of: ${choices.join(', ')}.`);
  }

  uuid(): string | undefined {
    const value = this.string();
    if (value === undefined || uuidPattern.test(value)) return value;
    return this.fail('bad-uuid', '{} must be a UUID such as 3d6f0c1e-8a57-4f0b-9a3e-5a0f7d1c2b4e.');
  }

  number({ atLeast = -Infinity }: { atLeast?: number } = {}): number | undefined {
    const value = this.#scalar();
    if (typeof value !== 'number' || !Number.isFinite(value))
      return this.fail('wrong-type', '{} must be a number.');
    return value < atLeast ? this.fail('too-small', `{} must be at least ${atLeast}.`) : value;
  }

  integer(limits: { atLeast?: number } = {}): number | undefined {
    const value = this.number(limits);
    if (value === undefined || Number.isSafeInteger(value)) return value;
    return this.fail('wrong-type', '{} must be a whole number.');
  }

  boolean(): boolean | undefined {
    const value = this.#scalar();
    return typeof value === 'boolean' ? value : this.fail('wrong-type', '{} must be true or false.');
  }

  isNull(): boolean {
    return this.#scalar() === null;
  }

  /** A text in every language of the pack. Languages the pack does not have get the default one's text. */
  localText(): LocalText | undefined {
    if (this.#node.kind !== 'object')
      return this.fail('wrong-type', `{} must hold one text for each language: ${this.#localeList()}.`);
    const { defaultLocale, locales } = this.languages;
    const texts = new Map<Locale, string>();
    for (const [key, reader] of this.entries()) {
      const locale = knownLocales.find((one) => one === key);
      const text = locale && reader.string();
      if (!locale || !locales.includes(locale))
        reader.fail('unknown-locale', `{} is not a language of this pack: ${this.#localeList()}.`);
      if (locale && text !== undefined) texts.set(locale, text);
    }
    for (const locale of locales) {
      const isThere = this.#node.members.has(locale);
      if (!isThere) this.fail('missing-locale', `{} has no text for ${locale}.`);
    }
    const fallback = texts.get(defaultLocale) ?? [...texts.values()][0];
    if (fallback === undefined) return undefined;
    const textOf = (locale: Locale): string => texts.get(locale) ?? fallback;
    return { en: textOf('en'), 'zh-TW': textOf('zh-TW'), 'zh-CN': textOf('zh-CN') };
  }

  #localeList(): string {
    return this.languages.locales.join(', ');
  }

  #scalar(): string | number | boolean | null | undefined {
    return this.#node.kind === 'scalar' ? this.#node.value : undefined;
  }

  #labelOf(key: string): string {
    return this.#label === '' ? key : `${this.#label}.${key}`;
  }
}

/** The fields as they are when every one of them could be read, else `undefined`. */
export function complete<T extends Record<string, unknown>>(
  fields: T,
): { [K in keyof T]: Exclude<T[K], undefined> } | undefined {
  if (Object.values(fields).includes(undefined)) return undefined;
  return fields as { [K in keyof T]: Exclude<T[K], undefined> };
}
