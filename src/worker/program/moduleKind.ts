import { Script } from 'node:vm';
import Module from 'node:module';

/**
 * ES module or CommonJS, decided as Node itself does for files without a declared type: what parses as CommonJS is
 * CommonJS. Text that parses as neither is called a module, whose parse error then has the right line.
 */
export function moduleKind(code: string, file: string): 'module' | 'commonjs' {
  if (/\.m[jt]s$/.test(file)) return 'module';
  if (/\.c[jt]s$/.test(file)) return 'commonjs';
  try {
    new Script(Module.wrap(code), { filename: file });
    return 'commonjs';
  } catch {
    return 'module';
  }
}
