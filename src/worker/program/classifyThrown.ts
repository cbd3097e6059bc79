import { readFileSync } from 'node:fs';
import { messageOf } from '../../base/assert.ts';
import type { CodeLocation, Ending } from '../../protocol/ending.ts';
import { DivergedError, NotResumedError, StopSignal } from '../observe/signals.ts';
import { locateInStack } from '../process/locateInStack.ts';
import { FileGoneError } from './loadProgram.ts';
import { SourceError, stripTypes } from './stripTypes.ts';

/** Tells a thrown value as an ending: what it was and where in the learner's code. */
export function classifyThrown(thrown: unknown, file: string): Ending {
  if (thrown instanceof StopSignal) return { kind: 'stopped', forced: false };
  if (thrown instanceof DivergedError || thrown instanceof NotResumedError) return thrown.ending;
  if (thrown instanceof FileGoneError) return { kind: 'file-gone', file: thrown.file };
  const source = sourceErrorOf(thrown, file);
  if (source) return source;
  const at = thrown instanceof Error ? locateInStack(thrown.stack) : undefined;
  const missing = missingModule(thrown);
  if (missing)
    return { kind: 'missing-module', name: missing, ...withLocation(at ?? importLine(file, missing)) };
  return {
    kind: 'threw',
    name: thrown instanceof Error ? thrown.name : 'Error',
    message: messageOf(thrown),
    ...withLocation(at),
    ...(thrown instanceof Error && thrown.stack ? { stack: thrown.stack } : {}),
  };
}

function withLocation(at: CodeLocation | undefined): { at?: CodeLocation } {
  return at ? { at } : {};
}

/**
 * A parse error of the file or of one it imports. Node reports it as a SyntaxError whose stack begins with `file:line`;
 * an error that crossed from the hooks thread keeps only its own properties.
 */
function sourceErrorOf(thrown: unknown, file: string): Ending | undefined {
  if (thrown instanceof SourceError || isSourceErrorLike(thrown)) {
    return {
      kind: 'syntax',
      message: thrown.message,
      at: { file: thrown.file, line: thrown.line, column: thrown.column },
    };
  }
  if (!(thrown instanceof SyntaxError)) return undefined;
  const missingName = /does not provide an export named '([^']+)'/.exec(thrown.message);
  if (missingName)
    return {
      kind: 'threw',
      name: 'SyntaxError',
      message: thrown.message,
      at: firstLineOfStack(thrown.stack, file),
    };
  if (thrown.stack && locateInStack(thrown.stack) && !/^\S+:\d+\n/.test(thrown.stack)) return undefined;
  return {
    kind: 'syntax',
    message: thrown.message,
    at: parseErrorLocation(file) ?? firstLineOfStack(thrown.stack, file),
  };
}

function isSourceErrorLike(thrown: unknown): thrown is SourceError {
  return (
    thrown instanceof Error &&
    (thrown as { code?: unknown }).code === 'syntax' &&
    'line' in thrown &&
    'file' in thrown
  );
}

function firstLineOfStack(stack: string | undefined, file: string): CodeLocation {
  const line = /:(\d+)\s*\n/.exec(stack ?? '')?.[1];
  return { file, line: line ? Number(line) : 1 };
}

/** V8 does not say where a module failed to parse; the type stripper, for which JavaScript is TypeScript too, does. */
function parseErrorLocation(file: string): CodeLocation | undefined {
  try {
    stripTypes(readFileSync(file, 'utf8'), 'subject.ts');
    return undefined;
  } catch (thrown) {
    return thrown instanceof SourceError ? { file, line: thrown.line, column: thrown.column } : undefined;
  }
}

function missingModule(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const code = (thrown as NodeJS.ErrnoException).code;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return undefined;
  const quoted = /Cannot find (?:package|module) '([^']+)'/.exec(thrown.message)?.[1];
  return quoted && /[\\/]/.test(quoted) && !quoted.startsWith('@') ? quoted.replace(/^.*[\\/]/, '') : quoted;
}

/** The line of `file` that imports `name`, for errors that Node raises before any code has run. */
function importLine(file: string, name: string): CodeLocation | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const index = lines.findIndex(
      (line) => /\b(import|require|from)\b/.test(line) && line.includes(name.replace(/\.\w+$/, '')),
    );
    return index < 0 ? undefined : { file, line: index + 1 };
  } catch {
    return undefined;
  }
}
