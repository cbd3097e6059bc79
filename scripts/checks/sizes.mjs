import { readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../host/projectRoot.mjs';
import { trackedFiles } from './trackedFiles.mjs';

const WARN_LINES = 300;
const FAIL_LINES = 400;
/** The composition root stays a table of contents. */
const LINES_OF = new Map([['src/extension.ts', 150]]);
const HOST_BUNDLE_KB = 420;
const REPOSITORY_MB = 60;

const CODE = /^(src|webview|test|scripts)\/.*\.(ts|mts|mjs|js|css)$/;
const DATA = /^test\/(fixtures|golden)\//;

/**
 * Sizes that keep the code readable, the activation quick and a clone small.
 * @returns {Promise<import('../check.mjs').Finding>}
 */
export async function checkSizes() {
  const files = await trackedFiles();
  const problems = [];
  const warnings = [];
  for (const file of files.filter((path) => CODE.test(path) && !DATA.test(path))) {
    const lines = (await readFile(join(projectRoot, file), 'utf8')).split('\n').length - 1;
    const limit = LINES_OF.get(file) ?? FAIL_LINES;
    if (lines > limit)
      problems.push(`${file} has ${lines} lines; the limit is ${limit}. Give one of its subjects a file.`);
    else if (lines > Math.min(limit, WARN_LINES))
      warnings.push(`${file} has ${lines} lines; split it before ${limit}.`);
  }
  const bundle = join(projectRoot, 'dist', 'extension.cjs');
  if (existsSync(bundle)) {
    const kb = (await stat(bundle)).size / 1000;
    if (kb > HOST_BUNDLE_KB)
      problems.push(`dist/extension.cjs is ${kb.toFixed(0)} kB; the limit is ${HOST_BUNDLE_KB} kB.`);
  }
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(projectRoot, file))).size));
  const mb = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
  if (mb > REPOSITORY_MB)
    problems.push(`The repository's files are ${mb.toFixed(1)} MB; the limit is ${REPOSITORY_MB} MB.`);
  return { problems, warnings };
}
