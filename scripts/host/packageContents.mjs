import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

/** Folders of dist/ with one folder a platform. */
const perPlatform = ['native', 'webgpu'];

/**
 * Writes the list of what a package holds, for `vsce --ignoreFile`. In vsce's lists an inclusion is always stronger than
 * an exclusion, so dist/ is told folder by folder: a package for every platform carries no Dawn (20 to 35 MB for each),
 * and one for a single platform carries nothing of the others.
 * @param {string | undefined} target platform such as `linux-x64`
 * @returns {Promise<string>} the file
 */
export async function writePackageContents(target) {
  const everything = await readFile(join(projectRoot, '.vscodeignore'), 'utf8');
  const kept = (await readdir(join(projectRoot, 'dist'))).filter((name) => !perPlatform.includes(name));
  const lines = kept.flatMap((name) => [`!dist/${name}`, `!dist/${name}/**`]);
  if (target === undefined) lines.push('!dist/native/**');
  else {
    const own = perPlatform.map((folder) => `dist/${folder}/${target}`);
    lines.push(
      ...own.filter((folder) => existsSync(join(projectRoot, folder))).map((folder) => `!${folder}/**`),
    );
  }
  const file = join(projectRoot, 'out', `${target ?? 'universal'}.vscodeignore`);
  await mkdir(join(projectRoot, 'out'), { recursive: true });
  await writeFile(file, everything.replace(/^!dist\/\*\*$/m, lines.join('\n')));
  return file;
}
