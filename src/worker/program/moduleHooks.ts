import { readFile } from 'node:fs/promises';
import type { InitializeHook, LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { moduleKind } from './moduleKind.ts';
import { nameOfVirtualUrl, virtualSource, virtualUrl } from './providedModules.ts';
import { stripTypes } from './stripTypes.ts';

/*
 * ES module hooks, run by Node in a thread of their own: learner files are read as they are on disk, types blanked out,
 * and the provided modules are found under their package names. A file may be imported with or without its extension.
 */
export interface HookData {
  /** Export names of every provided module. */
  exportNames: Record<string, string[]>;
}

let exportNames: Record<string, string[]> = {};

export const initialize: InitializeHook<HookData> = (data) => {
  exportNames = data.exportNames;
};

const guessedExtensions = ['.ts', '.js', '.mjs', '.cjs'];

export const resolve: ResolveHook = async (specifier, context, next) => {
  if (Object.hasOwn(exportNames, specifier))
    return { url: virtualUrl(specifier), shortCircuit: true, format: 'module' };
  try {
    return await next(specifier, context);
  } catch (thrown) {
    if (!/^\.{1,2}\//.test(specifier)) throw thrown;
    const stem = specifier.replace(/\.js$/, '');
    for (const extension of guessedExtensions) {
      try {
        return await next(stem + extension, context);
      } catch {
        continue;
      }
    }
    throw thrown;
  }
};

export const load: LoadHook = async (url, context, next) => {
  const name = nameOfVirtualUrl(url);
  if (name !== undefined)
    return { format: 'module', shortCircuit: true, source: virtualSource(name, exportNames[name] ?? []) };
  if (!url.startsWith('file:') || !/\.[cm]?[jt]s(\?|$)/.test(url)) return next(url, context);
  const file = fileURLToPath(url.replace(/\?.*$/, ''));
  const code = stripTypes(await readFile(file, 'utf8'), file);
  const format = moduleKind(code, file);
  // CommonJS is left to require(), whose hooks strip types too.
  return format === 'module' ? { format, shortCircuit: true, source: code } : { format, shortCircuit: true };
};
