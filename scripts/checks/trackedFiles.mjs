import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '../host/projectRoot.mjs';
import { runTool } from '../host/runTool.mjs';

const NOT_OURS = new Set(['node_modules', 'dist', 'out', '.git', '.vscode-test']);

/**
 * The files of the repository: those git knows and still exist, or, in a copy without git, all but the built ones.
 * @returns {Promise<string[]>} relative to the project, with forward slashes
 */
export async function trackedFiles() {
  const git = await runTool('git', ['ls-files', '-z', '--cached'], { cwd: projectRoot });
  const files = git.code === 0 ? git.output.split('\0').filter(Boolean) : await walk(projectRoot);
  return files.filter((file) => existsSync(join(projectRoot, file)));
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function walk(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !NOT_OURS.has(entry.name))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? walk(path) : [relative(projectRoot, path).split(sep).join('/')];
      }),
  );
  return nested.flat();
}
