import { isRecord } from '../../base/assert.ts';
import type { CodeLocation } from '../../protocol/ending.ts';
import { locales, type Locale } from '../../protocol/locale.ts';
import type { QuizAnswer } from '../../protocol/quiz.ts';

/** A webview sent something its surface does not allow. The code reaches the webview, the message our log. */
export class BadParams extends Error {
  readonly code = 'bad-params';

  constructor(wanted: string) {
    super(`Expected ${wanted}.`);
  }
}

function refuse(wanted: string): never {
  throw new BadParams(wanted);
}

/**
 * Reads the fields of a request's parameters. A webview shows text that others wrote, so what it sends is checked as
 * if it came from outside, whatever the types say.
 */
export function record(params: unknown): Record<string, unknown> {
  return isRecord(params) ? params : refuse('an object');
}

export function text(value: unknown, maxLength = 200): string {
  return typeof value === 'string' && value.length <= maxLength
    ? value
    : refuse(`a text of at most ${maxLength} characters`);
}

export function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : text(value);
}

export function flag(value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse('true or false');
}

export function index(value: unknown, below: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below
    ? value
    : refuse(`an integer from 0 to ${below - 1}`);
}

export function indices(value: unknown, below: number): number[] {
  return Array.isArray(value) && value.length <= 1000
    ? value.map((one) => index(one, below))
    : refuse('a list of at most 1000 integers');
}

export function positive(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? value
    : refuse('a number above 0');
}

export function fraction(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : refuse('a number from 0 to 1');
}

export function localeValue(value: unknown): Locale {
  return locales.find((locale) => locale === value) ?? refuse('one of our languages');
}

function texts(value: unknown): string[] {
  return Array.isArray(value) && value.length <= 100
    ? value.map((entry) => text(entry))
    : refuse('a list of texts');
}

export function quizAnswer(value: unknown): QuizAnswer {
  const answer = record(value);
  switch (answer['kind']) {
    case 'single':
      return { kind: 'single', option: text(answer['option']) };
    case 'multiple':
    case 'ordering':
      return { kind: answer['kind'], options: texts(answer['options']) };
    case 'numeric':
    case 'shape':
      return { kind: answer['kind'], text: text(answer['text'], 1000) };
    default:
      return refuse('an answer');
  }
}

/** Only places in `file` are opened: the run panel has no business with any other. */
export function locationIn(value: unknown, file: string): CodeLocation {
  const at = record(value);
  if (at['file'] !== file) return refuse("a place in the run's own file");
  const line = index(at['line'], 10_000_000);
  return at['column'] === undefined
    ? { file, line }
    : { file, line, column: index(at['column'], 10_000_000) };
}

/** A file name without a folder; letters of any language. */
export function fileName(value: unknown): string {
  const name = text(value);
  return /[\\/:*?"<>|\u0000-\u001f]|^\.*$/.test(name) ? refuse('a plain file name') : name;
}

const maxSavedBytes = 64 * 1024 * 1024;

/** What to save, as bytes. */
export function fileContent(value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return bytes instanceof Uint8Array && bytes.byteLength <= maxSavedBytes
    ? bytes
    : refuse('text or bytes of at most 64 MB');
}

/** An address that may be opened in the person's browser. */
export function webAddress(value: unknown): URL {
  const address = text(value, 2000);
  const url = URL.canParse(address) ? new URL(address) : refuse('an address');
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : refuse('an http or https address');
}
