import { existsSync, readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installCommonJsHooks } from './commonJsHooks.ts';
import { moduleKind } from './moduleKind.ts';
import { provideModules, type ProvidedModules } from './providedModules.ts';
import { stripTypes } from './stripTypes.ts';

/** Installs everything by which a learner's file is found, read and given tfjs. Call once, before the first load. */
export function installProgramLoader(workerFolder: string, modules: ProvidedModules): void {
  provideModules(modules);
  installCommonJsHooks();
  const exportNames = Object.fromEntries(
    Object.entries(modules).map(([name, exports]) => [name, Object.keys(exports)]),
  );
  register(pathToFileURL(path.join(workerFolder, 'moduleHooks.cjs')), { data: { exportNames } });
}

/** A learner's file that has gone before it could be read. */
export class FileGoneError extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`The file is no longer there: ${file}`);
    this.name = 'FileGoneError';
    this.file = file;
  }
}

/**
 * Runs a file's top level and returns what it exports.
 *
 * @throws FileGoneError, SourceError, or whatever the file's own code throws
 */
export async function loadProgram(file: string): Promise<Record<string, unknown>> {
  if (!existsSync(file)) throw new FileGoneError(file);
  const code = stripTypes(readFileSync(file, 'utf8'), file);
  if (moduleKind(code, file) === 'commonjs') {
    return createRequire(file)(file) as Record<string, unknown>;
  }
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}
