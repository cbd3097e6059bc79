import { transformSync } from 'amaro';

/** A file that cannot be read as code. `line` and `column` count from 1. */
export class SourceError extends Error {
  readonly code = 'syntax';
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(message: string, file: string, line: number, column: number) {
    super(message);
    this.name = 'SyntaxError';
    this.file = file;
    this.line = line;
    this.column = column;
  }
}

/** What amaro throws: a plain object, `startColumn` counting from 0. */
interface StripFailure {
  message: string;
  startLine: number;
  startColumn: number;
}

function isStripFailure(thrown: unknown): thrown is StripFailure {
  return typeof thrown === 'object' && thrown !== null && 'startLine' in thrown && 'startColumn' in thrown;
}

/**
 * TypeScript to JavaScript by blanking the types out: every line and column stays where it is, so breakpoints and stack
 * traces need no source map.
 *
 * @throws SourceError where the text is not TypeScript, or uses the parts that need more than blanking (enum, namespace)
 */
export function stripTypes(source: string, file: string): string {
  if (!/\.[cm]?ts$/.test(file)) return source;
  try {
    return transformSync(source, { mode: 'strip-only' }).code;
  } catch (thrown) {
    if (!isStripFailure(thrown)) throw thrown;
    throw new SourceError(thrown.message, file, thrown.startLine, thrown.startColumn + 1);
  }
}
