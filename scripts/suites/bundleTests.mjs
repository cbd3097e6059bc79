import { readdir, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../host/projectRoot.mjs';

/**
 * @typedef {object} Chosen
 * @property {string[]} files relative to the project, with forward slashes, sorted
 * @property {string | undefined} namePattern set when the filter names no file, so it must mean a test's name
 */

/**
 * Finds the test files of a suite.
 * @param {string} suite folder under test/
 * @param {string} ending such as ".test.ts"
 * @param {string} [filter] part of a file's path, or else a pattern for test names
 * @returns {Promise<Chosen>}
 */
export async function chooseTests(suite, ending, filter) {
  const folder = join(projectRoot, 'test', suite);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const all = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  if (filter === undefined) return { files: all, namePattern: undefined };
  const files = all.filter((file) => file.includes(filter));
  return files.length > 0 ? { files, namePattern: undefined } : { files: all, namePattern: filter };
}

/**
 * Bundles each test file by itself, so that node:test runs each in a process of its own. The folder carries this
 * process's id: two runs in one checkout do not disturb each other.
 * @param {string} suite
 * @param {readonly string[]} files
 * @returns {Promise<{ folder: string, outputs: string[], dispose(): Promise<void> }>}
 */
export async function bundleEach(suite, files) {
  const folder = join(projectRoot, 'out', 'test', suite, String(process.pid));
  await rm(folder, { recursive: true, force: true });
  await build({
    ...BUNDLE,
    entryPoints: files.map((file) => join(projectRoot, file)),
    outdir: folder,
    outbase: join(projectRoot, 'test', suite),
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    splitting: false,
  });
  const prefix = `test/${suite}/`;
  return {
    folder,
    outputs: files.map((file) => join(folder, file.slice(prefix.length).replace(/\.ts$/, '.mjs'))),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What all test bundles have in common: packages stay in node_modules, stack traces name the TypeScript. */
export const BUNDLE = /** @satisfies {import('esbuild').BuildOptions} */ ({
  absWorkingDir: projectRoot,
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'warning',
  loader: { '.css': 'empty' },
});
