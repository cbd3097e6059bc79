import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { providedModules } from './providedModules.ts';
import { stripTypes } from './stripTypes.ts';

/** The undocumented but stable inside of Node's CommonJS loader that every compile hook uses. */
interface CommonJsLoader {
  _load(request: string, parent: unknown, isMain: boolean): unknown;
  _extensions: Record<string, (module: { _compile(code: string, file: string): void }, file: string) => void>;
}

/** Makes `require()` find the provided modules and read TypeScript. */
export function installCommonJsHooks(): void {
  const loader = Module as unknown as CommonJsLoader;
  const load = loader._load.bind(loader);
  loader._load = (request, parent, isMain) => providedModules()[request] ?? load(request, parent, isMain);
  for (const extension of ['.ts', '.cts']) {
    loader._extensions[extension] = (module, file) => {
      module._compile(stripTypes(readFileSync(file, 'utf8'), file), file);
    };
  }
}
